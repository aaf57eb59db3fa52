import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Verified } from '../entra/bearer.ts';
import type { Entra } from '../entra/entra.ts';
import { readBody, TooLong } from '../listening.ts';
import { answerBatch } from './batch.ts';
import { type Answer, type Call, readPath, readQuery } from './call.ts';
import type { Chance } from './chance.ts';
import { GraphFailure, notFound } from './failure.ts';
import type { Lists } from './lists.ts';
import type { Served, Service } from './service.ts';

/** Graph's general limit of a request body. */
const BODY_LIMIT = 4 * 1024 * 1024;

export type FrontNeeds = {
  entra: Pick<Entra, 'verifyAppToken'>;
  service: Service;
  lists: Lists;
  chance: Chance;
  root: () => string;
};

/** Everything below /v1.0: proves the bearer, reads the request, lets the service answer, writes the real headers. */
export function createFront({ entra, service, lists, chance, root }: FrontNeeds) {
  return async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = readHeaders(request);
    try {
      const call = await readCall(request, headers);
      const isBatch = call.method === 'POST' && call.segments.length === 1 && call.segments[0] === '$batch';
      const served = isBatch ? await batch(call) : await service.serve(call);
      write(response, headers, served);
    } catch (error) {
      const answered = service.failed(error, { headers });
      write(response, headers, {
        answer: answered,
        headers: { ...answered.headers, 'Content-Type': 'application/json' },
      });
    }
  };

  async function readCall(request: IncomingMessage, headers: Call['headers']): Promise<Call> {
    const bearer = await entra.verifyAppToken(headers.authorization, {
      audience: [new URL(root()).origin, 'https://graph.microsoft.com'],
    });
    const text = await readText(request);
    if (!bearer.ok) throw unauthorized(bearer);
    const url = request.url?.slice('/v1.0'.length) ?? '/';
    return toCall({ method: request.method ?? 'GET', url, headers, body: readJson(text), app: bearer.claims });
  }

  function toCall({ url, ...rest }: Pick<Call, 'method' | 'headers' | 'body' | 'app'> & { url: string }): Call {
    const at = url.indexOf('?');
    const path = at < 0 ? url : url.slice(0, at);
    return {
      ...rest,
      ...resolvePath(readPath(path), lists),
      query: readQuery(at < 0 ? '' : url.slice(at + 1)),
      root: root(),
    };
  }

  async function batch(call: Call): Promise<Served> {
    const answer = await answerBatch(call, chance, async ({ url, method, headers, body }) => {
      try {
        const served = await service.serve(
          toCall({ method, url: url.startsWith('/') ? url : `/${url}`, headers, body, app: call.app }),
        );
        return served.answer.dropped ? { answer: { status: 504 }, headers: {} } : served;
      } catch (error) {
        return { answer: service.failed(error, { headers }), headers: { 'Content-Type': 'application/json' } };
      }
    });
    return { answer, headers: { 'Content-Type': 'application/json' } };
  }
}

/** Sites may be named by their path: `{host}:/{path}` and, with a second colon, what follows. Otherwise segments stay as they are. */
function resolvePath(segments: string[], lists: Lists): Pick<Call, 'segments' | 'byPath'> {
  const [first, second = ''] = segments;
  if (first !== 'sites') return { segments, byPath: false };
  if (second.endsWith(':')) return resolveByPath(segments, lists);
  const site = lists.sites().find(({ host, path }) => (second === 'root' || second === host) && path === '');
  return { segments: site ? ['sites', site.id, ...segments.slice(2)] : segments, byPath: false };
}

function resolveByPath([, host = '', ...rest]: string[], lists: Lists): Pick<Call, 'segments' | 'byPath'> {
  const end = rest.findIndex((segment) => segment.endsWith(':'));
  const path = `/${(end < 0 ? rest : rest.slice(0, end + 1)).join('/').replace(/:$/, '')}`;
  const site = lists
    .sites()
    .find((one) => `${one.host}:` === host.toLowerCase() && one.path.toLowerCase() === path.toLowerCase());
  if (!site) throw notFound('Requested site could not be found');
  return { segments: ['sites', site.id, ...(end < 0 ? [] : rest.slice(end + 1))], byPath: true };
}

function readHeaders(request: IncomingMessage): Call['headers'] {
  const single = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(single);
}

async function readText(request: IncomingMessage): Promise<string> {
  try {
    return await readBody(request, BODY_LIMIT);
  } catch (error) {
    if (error instanceof TooLong)
      throw new GraphFailure(413, 'requestEntityTooLarge', 'The request body is too large.');
    throw error;
  }
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphFailure(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

const UNAUTHORIZED: Readonly<Record<Extract<Verified, { ok: false }>['problem'], string>> = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  signature: 'Access token validation failure. Invalid signature.',
  issuer: 'Access token validation failure. Invalid issuer.',
  expired: 'Lifetime validation failed, the token is expired.',
  audience: 'Access token validation failure. Invalid audience.',
};

const unauthorized = ({ problem }: Extract<Verified, { ok: false }>) =>
  new GraphFailure(401, 'InvalidAuthenticationToken', UNAUTHORIZED[problem], {
    headers: {
      'WWW-Authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
    },
  });

function write(response: ServerResponse, asked: Call['headers'], { answer, headers }: Served): void {
  if (answer.dropped) {
    response.socket?.destroy();
    return;
  }
  const requestId = headers['request-id'] ?? randomUUID();
  const body = bodyText(answer);
  response.writeHead(answer.status, {
    'Cache-Control': 'no-store, no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    Vary: 'Accept-Encoding',
    'request-id': requestId,
    'client-request-id': asked['client-request-id'] ?? requestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Norway East","Slice":"E","Ring":"5","ScaleUnit":"001","RoleInstance":"LOCAL"}}',
    ...headers,
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
  });
  response.end(body);
}

const bodyText = ({ body }: Answer): string | undefined =>
  body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
