// The first step of every command: runs on any Node from 20 on with nothing installed, installs what the lock file
// names when that has changed, and goes on with the project's own Node (the npm package "node").
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MARK = join(ROOT, 'node_modules', '.tavla-installed');

const PROGRAMS = {
  start: ['infra/local/start.ts'],
  build: ['infra/build.ts'],
  test: ['tests/run.ts'],
  check: ['infra/check.ts'],
  bench: ['tests/bench/bench.ts'],
  provision: ['bot/sharepoint/provision-command.ts'],
  pack: ['manifest/pack.ts'],
  pictures: ['tests/pictures.ts'],
};

/** What an installation's output says went wrong, and what helps. */
const REMEDIES = [
  [/ENOSPC/, 'The disk is full. Make some room (about 1 GB is needed) and run the command again.'],
  [/EACCES|EPERM/, 'This folder may not be written to. Run as its owner, or clone to a folder of your own.'],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ERR_SOCKET_TIMEOUT|network/i,
    'The npm registry does not answer. Check the network or proxy (npm config get registry), and run the command again.',
  ],
  [/EINTEGRITY/, 'A downloaded package is damaged. Run "npm cache clean --force" and then the command again.'],
];

const stop = (sentence) => {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
};

const install = () => {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return;
  process.stdout.write('Installing packages (once, and when they change; a minute or two) …\n');
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command[0], [...command[1], 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    shell: !npm && process.platform === 'win32',
  });
  if (done.status !== 0) {
    const said = `${done.stderr ?? ''}${done.error ?? ''}`;
    const remedy = REMEDIES.find(([sign]) => sign.test(said));
    stop(remedy ? remedy[1] : `npm could not install the packages:\n${said.slice(-2000)}`);
  }
  writeFileSync(MARK, lock);
};

const ownNode = () => {
  const windows = process.platform === 'win32';
  const found = join(ROOT, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(found)) return found;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    'The project’s own Node 24 was not installed. Run "npm ci" and read what it says about the package "node".',
  );
};

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(
    `Node ${process.versions.node} is too old: Tavla needs 20 or newer. Get it from nodejs.org or your package manager.`,
  );
}
const verb = process.argv[2] ?? '';
const program = Object.hasOwn(PROGRAMS, verb) ? PROGRAMS[verb] : stop(`Unknown command "${verb}".`);
install();
const node = ownNode();
const separator = process.platform === 'win32' ? ';' : ':';
const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(separator);
const child = spawn(node, [...program, ...process.argv.slice(3)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
// Whoever stops this step means the program behind it. A terminal's Ctrl+C reaches both; then this one only waits.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => undefined);
child.on('error', () => stop(`Could not start ${node}.`));
child.on('exit', (code) => process.exit(code ?? 1));
