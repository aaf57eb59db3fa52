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

const config: InlineConfig = {
  root: ROOT,
  base: '/',
  plugins: [themesPlugin(ROOT), compressed()],
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
