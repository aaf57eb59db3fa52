import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const CONFIG = join(import.meta.dirname, '../../tab/vite.config.ts');
const folder = mkdtempSync(join(tmpdir(), 'tavla-tab-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = (): readonly string[] => readdirSync(join(folder, 'assets'));
const weight = (pattern: RegExp): number =>
  names()
    .filter((name) => pattern.test(name) && name.endsWith('.br'))
    .reduce((sum, name) => sum + statSync(join(folder, 'assets', name)).size, 0);

/** What a board needs before it can be seen; the rest comes when somebody reaches for it. */
const FIRST = /^(index|teams-host|nb)-.*\.js/;

describe('the built tab', () => {
  beforeAll(() => {
    const program = `import(${JSON.stringify(CONFIG)}).then(({ buildTab }) => buildTab(${JSON.stringify(folder)}))`;
    const built = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  }, 60_000);

  test('a board’s script is at most 40 kB with teams-js, and the page at most 60 kB in all', () => {
    const script = weight(FIRST);
    expect(script).toBeGreaterThan(10_000);
    expect(script).toBeLessThanOrEqual(40_000);
    const page = statSync(join(folder, 'index.html.br')).size;
    expect(script + weight(/\.css/) + page).toBeLessThanOrEqual(60_000);
  });

  test('every file has its compressed siblings', () => {
    const plain = names().filter((name) => /\.(js|css)$/.test(name));
    expect(plain.length).toBeGreaterThan(5);
    for (const name of plain) expect(names()).toEqual(expect.arrayContaining([`${name}.br`, `${name}.gz`]));
  });

  test('no checker of bodies and no other language comes along', () => {
    const first = names()
      .filter((name) => FIRST.test(name) && name.endsWith('.js'))
      .map((name) => readFileSync(join(folder, 'assets', name), 'utf8'))
      .join('');
    expect(first).not.toMatch(/ZodError|invalid_type/);
    expect(first).not.toContain('Grunngjeving');
    expect(first).toContain('Begrunnelse');
  });

  test('the page keeps to a policy without inline script or style', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    for (const name of ['tavla-hosts', 'tavla-language', 'tavla-zone']) expect(html).toContain(`<meta name="${name}"`);
  });
});
