import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Plugin } from 'vite';
import { themesPlugin } from './themes.ts';

// Tests build too, and their NODE_ENV would bring the libraries' checks for developers along.
process.env.NODE_ENV = 'production';

const ROOT = import.meta.dirname;
const OUT = join(ROOT, '../dist/tab');

/** Writes a .br and a .gz beside every file that gains by it, so that the server never compresses while somebody waits. */
const compressed = (folder: string): Plugin => ({
  name: 'tavla-compressed',
  apply: 'build',
  async closeBundle() {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!/\.(html|js|css|svg)$/.test(name)) continue;
      const bytes = readFileSync(join(folder, name));
      const brotli = {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      };
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, brotli));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
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

/** Asks for teams-js together with the page's own script: one round trip less until the handshake. */
const earlyTeams = (): Plugin => ({
  name: 'tavla-early-teams',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => /teams-host-.*\.js$/.test(name))
        .map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` } })),
  },
});

const configFor = (folder: string): InlineConfig => ({
  root: ROOT,
  base: '/',
  plugins: [themesPlugin(ROOT), mutedTeams(), earlyTeams(), compressed(folder)],
  resolve: {
    alias: [
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
});

export default configFor(OUT);

/** Builds the tab into a folder, dist/tab unless said: hashed files under assets/, index.html, compressed siblings. */
export const buildTab = async (folder: string = OUT): Promise<void> => {
  await build({ ...configFor(folder), configFile: false, logLevel: 'warn' });
};
