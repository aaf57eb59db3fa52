/** Everything that is tested, from nothing: brings the browser and the database that the tests need, builds, runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './support/browser.ts';
import { findPostgres } from './support/postgres-binaries.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const run = (command: string, options: readonly string[], extra: NodeJS.ProcessEnv = {}): number =>
  spawnSync(command, options, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...extra } }).status ?? 1;

const mayInstall = (): boolean => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Debian's packages for what is missing, where that can be done here. */
const install = (packages: readonly string[]): void => {
  if (packages.length === 0 || !mayInstall()) return;
  process.stdout.write(`Installing ${packages.join(', ')} from Debian …\n`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
};

const stop = (sentence: string): never => {
  process.stdout.write(`\n${sentence}\n\n0 passed, 1 failed\n`);
  process.exit(1);
};

install([
  // A browser without a font has nothing to draw letters with, and finds every line as narrow as the next.
  ...(findBrowser() === undefined ? ['chromium', 'fonts-dejavu-core'] : []),
  ...(findPostgres() === undefined ? ['postgresql'] : []),
]);
if (findBrowser() === undefined) {
  stop('The browser tests need Chromium, Chrome or Edge: install one, or set CHROME_PATH to where it is.');
}
if (findPostgres() === undefined) {
  stop('The tests need PostgreSQL’s programs (initdb, postgres): install the package postgresql, or set POSTGRES_BIN.');
}
if (run(process.execPath, ['infra/build.ts', '--local']) !== 0) stop('The build failed; the lines above say why.');

const folder = mkdtempSync(join(tmpdir(), 'tavla-tests-'));
const output = join(folder, 'results.json');
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const status = run(process.execPath, [
  ...jest,
  '--maxWorkers=2',
  '--json',
  `--outputFile=${output}`,
  ...process.argv.slice(2),
]);
if (!existsSync(output)) stop('The test runner ended without a result.');
const results = JSON.parse(readFileSync(output, 'utf8'));
rmSync(folder, { recursive: true });
const failed = Number(results.numFailedTests) + Number(results.numRuntimeErrorTestSuites);
process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
process.exit(status === 0 && failed === 0 && results.numPassedTests > 0 ? 0 : 1);
