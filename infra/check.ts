/** Types, lint and format, dead code, and the fences between rooms; all run, then the verdict. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['dead code', bin('knip'), []],
  [
    'fences',
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', 'tests/architecture.test.ts'],
  ],
];

const failed = CHECKS.filter(([name, command, options]) => {
  process.stdout.write(`\n— ${name}\n`);
  return spawnSync(command, options, { cwd: ROOT, stdio: 'inherit' }).status !== 0;
}).map(([name]) => name);

process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
