/** Bare node: the same bytes for everybody from memory, or 304 to whoever has them. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listening } from './listening.ts';

const bytes = readFileSync(process.env.FILE ?? '');
const ETAG = '"floor"';

listening(
  createServer((request, response) => {
    response.setHeader('ETag', ETAG);
    if (request.headers['if-none-match'] === ETAG) {
      response.writeHead(304).end();
      return;
    }
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Encoding', process.env.ENCODING ?? 'identity');
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
  }),
);
