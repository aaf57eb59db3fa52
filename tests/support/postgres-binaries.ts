import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
const OTHERS = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];

/** The folder with initdb and postgres; `POSTGRES_BIN` wins, then Debian's newest. Undefined when there is none. */
export const findPostgres = (): string | undefined => {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  return [process.env.POSTGRES_BIN ?? '', ...debian, ...OTHERS].find(
    (folder) => folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
};
