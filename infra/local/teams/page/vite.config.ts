import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const config: UserConfig = {
  root: here('.'),
  base: './',
  build: { outDir: here('../../../../dist/teams'), emptyOutDir: true, target: 'es2023', reportCompressedSize: false },
};

export default config;
