import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from '../lists.ts';
import type { Parts } from '../parts.ts';
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export function createPages(_parts: Parts, _site: Site): Pages {
  return async (_request, response) => {
    response.end('soon');
  };
}
