import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Plugin } from 'vite';
import { themesPlugin } from './themes.ts';

const ROOT = import.meta.dirname;
const OUT = join(ROOT, '../dist/tab');

/** Writes a .br and a .gz beside every file that gains by it, so that the server never compresses while somebody waits. */
const compressed = (): Plugin => ({
  name: 'tavla-compressed',
  apply: 'build',
  async closeBundle() {
    for (const name of await readdir(OUT, { recursive: true })) {
      if (!/\.(html|js|css|svg)$/.test(name)) continue;
      const bytes = readFileSync(join(OUT, name));
      const brotli = {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      };
      writeFileSync(join(OUT, `${name}.br`), brotliCompressSync(bytes, brotli));
      writeFileSync(join(OUT, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
});

/** A logger in the form that teams-js uses the package `debug`: `debug.debug(name).extend(name)(…)`. */
const MUTE = `const log = () => {}; log.extend = () => log;
const debug = () => log; debug.debug = debug; debug.formatArgs = () => {};
export { debug as b };`;

/** teams-js brings a logger that nobody switches on here; without it the script is a tenth lighter. */
const mutedTeams = (): Plugin => ({
  name: 'tavla-muted-teams',
  load: (id) => (/teams-js.*\/debug@[^/]+\/node_modules\/debug\/src\/browser\.js$/.test(id) ? MUTE : undefined),
});

const config: InlineConfig = {
  root: ROOT,
  base: '/',
  plugins: [themesPlugin(ROOT), mutedTeams(), compressed()],
  resolve: {
    alias: [
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
};

export default config;

/** Builds the tab into dist/tab: hashed files under assets/, index.html, and their compressed siblings. */
export const buildTab = async (): Promise<void> => {
  await build({ ...config, configFile: false, logLevel: 'warn' });
};
