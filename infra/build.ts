/** Builds what browsers load, when its sources have changed: the tab, and with `--local` the local Teams page. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

type Target = { readonly name: string; readonly config: string; readonly sources: readonly string[] };

const TAB: Target = { name: 'tab', config: 'tab/vite.config.ts', sources: ['tab', 'bot/domain', 'bot/contract'] };
const TEAMS_PAGE: Target = {
  name: 'teams',
  config: 'infra/local/teams/page/vite.config.ts',
  sources: ['infra/local/teams'],
};

const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const printOf = (target: Target): string => {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const file of target.sources.flatMap(filesUnder)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
};

const build = (target: Target): void => {
  const mark = join(ROOT, 'dist', `.${target.name}`);
  const print = printOf(target);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === print && existsSync(join(ROOT, 'dist', target.name))) return;
  process.stdout.write(`Building ${target.name} …\n`);
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(process.execPath, [vite, 'build', '--config', target.config, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error(`${target.name} could not be built; the lines above say why.`);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(mark, print);
};

for (const target of process.argv.includes('--local') ? [TAB, TEAMS_PAGE] : [TAB]) build(target);
