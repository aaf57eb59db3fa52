import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Router } from 'express';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A year: names under assets/ hold a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

type File = { readonly type: string; readonly plain: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };

/** The built tab, read once. Files that end in .br or .gz are their neighbour, compressed. */
const readFiles = async (folder: string): Promise<ReadonlyMap<string, File>> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`The tab is not built: there is no folder ${folder}. Run npm start, or npm run build first.`, {
      cause,
    });
  });
  const bytes = new Map<string, Buffer>();
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    bytes.set(path.slice(folder.length).replaceAll('\\', '/'), await readFile(path));
  }
  const files = new Map<string, File>();
  for (const [path, plain] of bytes) {
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const [br, gzip] = [bytes.get(`${path}.br`), bytes.get(`${path}.gz`)];
    files.set(path, { type, plain, ...(br && { br }), ...(gzip && { gzip }) });
  }
  return files;
};

const escapeAttribute = (text: string): string => text.replace(/[&"<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

/**
 * The page, told by which hosts beyond Microsoft's own it may be framed, so that the tab believes their messages,
 * in which language to speak before it knows the person, and by which wall clock a board's day turns.
 */
const fillPage = (html: string, settings: TabSettings): Buffer => {
  const hosts = settings.frameAncestors.filter(
    (host) => !host.includes('*') && !host.endsWith('//teams.microsoft.com'),
  );
  return Buffer.from(
    html
      .replace(/(<meta name="tavla-hosts" content=")[^"]*/, `$1${escapeAttribute(hosts.join(' '))}`)
      .replace(/(<meta name="tavla-language" content=")[^"]*/, `$1${settings.language}`)
      .replace(/(<meta name="tavla-zone" content=")[^"]*/, `$1${settings.timeZone}`),
  );
};

export type TabSettings = {
  readonly folder: string;
  readonly frameAncestors: readonly string[];
  readonly language: string;
  readonly timeZone: string;
};

/** Serves the tab from memory: pages that are always asked for anew, assets that never change. */
export const openTabFiles = async (settings: TabSettings): Promise<Router> => {
  const files = await readFiles(settings.folder);
  const index = files.get('/index.html');
  if (index === undefined)
    throw new Error(`The tab is not built: ${settings.folder} has no index.html. Run npm start.`);
  const page = fillPage(index.plain.toString(), settings);
  const etag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
  const router = Router();
  router.get(['/', '/configure'], (request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', etag);
    response.setHeader('Content-Type', TYPES['.html'] ?? '');
    if (request.headers['if-none-match'] === etag) response.status(304).end();
    else response.end(page);
  });
  router.get('/{*path}', (request, response, next) => {
    const file = files.get(request.path);
    if (file === undefined || request.path.endsWith('.html')) return next();
    const coding = request.acceptsEncodings('br', 'gzip');
    const packed = coding === 'br' ? file.br : coding === 'gzip' ? file.gzip : undefined;
    response.setHeader('Content-Type', file.type);
    response.setHeader('Cache-Control', request.path.startsWith('/assets/') ? FOR_EVER : 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding');
    if (packed !== undefined && coding !== false) response.setHeader('Content-Encoding', coding);
    response.end(packed ?? file.plain);
  });
  return router;
};
