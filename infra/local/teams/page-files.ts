import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';
import type { AppManifest } from './app-manifest.ts';

/** Serves the built page. Only the app's own hosts may be framed, and no foreign script runs. */
export function servePage(built: string, app: AppManifest): express.Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader('content-security-policy', policy(app));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    next();
  });
  router.use(express.static(built, { index: false, maxAge: 0 }));
  router.get('/', async (_request: Request, response: Response) => {
    const html = await readFile(join(built, 'index.html'), 'utf8').catch(() => undefined);
    if (html === undefined)
      return void response.status(503).type('text').send('The page is not built: run node infra/build.ts --local');
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(html);
  });
  return router;
}

function policy(app: AppManifest): string {
  const frames = app.validDomains.flatMap((host) =>
    /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? [`http://${host}`, `https://${host}`] : [`https://${host}`],
  );
  return [
    "default-src 'self'",
    "script-src 'self'",
    // The card renderer sets widths and colours on its elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https: http://localhost:* http://127.0.0.1:*",
    "connect-src 'self'",
    `frame-src 'self' ${frames.join(' ')}`,
    "frame-ancestors 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
}
