import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tavla-first-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A clone with nothing installed: only what the first step itself needs. */
const bareClone = (): string => {
  mkdirSync(join(folder, 'infra'), { recursive: true });
  for (const file of ['infra/first.mjs', 'package.json', 'package-lock.json'])
    copyFileSync(join(ROOT, file), join(folder, file));
  return join(folder, 'infra/first.mjs');
};

const run = (program: string, options: readonly string[], environment: Record<string, string> = {}) => {
  const done = spawnSync(process.execPath, [program, ...options], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: '', ...environment },
  });
  return { status: done.status, said: done.stderr };
};

describe('what goes wrong at the first step is said in a sentence with its remedy', () => {
  test('an unknown command', () => {
    expect(run(bareClone(), ['dance'])).toEqual({ status: 1, said: '\nUnknown command "dance".\n' });
  });

  test('a registry that does not answer', () => {
    const away = {
      npm_config_registry: 'http://localhost:1/',
      npm_config_cache: join(folder, 'cache'),
      npm_config_fetch_retries: '0',
    };
    const { status, said } = run(bareClone(), ['check'], away);
    expect(status).toBe(1);
    expect(said).toContain('The npm registry does not answer. Check the network or proxy');
    expect(said).not.toContain('    at ');
  }, 60_000);

  test('a port that is taken, before anything else is done', async () => {
    const taken = createServer().listen(0, 'localhost');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { status, said } = run(join(ROOT, 'infra/local/start.ts'), [], {
      TAVLA_LOCAL_PORT: String(Math.min(port, 65_000)),
      TAVLA_DATA: join(folder, 'data'),
    });
    taken.close();
    expect(status).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain('TAVLA_LOCAL_PORT=5000 npm start');
  });

  test('ports that are none', () => {
    const { said } = run(join(ROOT, 'infra/local/start.ts'), [], { TAVLA_LOCAL_PORT: 'many' });
    expect(said).toContain('TAVLA_LOCAL_PORT must be a number');
  });

  test('a server without settings names them all', () => {
    const { status, said } = run(join(ROOT, 'bot/main.ts'), [], { TENANT_ID: '' });
    expect(status).toBe(1);
    expect(said).toContain('Tavla cannot start; these settings need a look:');
  });
});
