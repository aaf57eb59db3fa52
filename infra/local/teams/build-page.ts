import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Where the built page lies. */
export const BUILT_PAGE = fileURLToPath(new URL('../../../dist/teams', import.meta.url));

/** Builds the page into dist/teams. Throws what vite throws. */
export async function buildPage(): Promise<void> {
  await build({ configFile: fileURLToPath(new URL('page/vite.config.ts', import.meta.url)), logLevel: 'warn' });
}
