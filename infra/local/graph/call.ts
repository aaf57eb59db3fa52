import type { AppClaims } from '../entra/bearer.ts';
import { GraphFailure, invalidRequest } from './failure.ts';

/** One request to Graph, alone or from a batch, after the bearer was proved. */
export type Call = {
  readonly method: string;
  /** Decoded path below the version, e.g. ['sites', '<id>', 'lists']. */
  readonly segments: readonly string[];
  readonly query: Query;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly app: AppClaims;
  /** The site was named by its path, where SharePoint reads query options more strictly. */
  readonly byPath: boolean;
  /** https://localhost:<port>/v1.0: what links in answers begin with. */
  readonly root: string;
};

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text, which is sent as it stands (a cut page, a gateway's HTML). */
  readonly body?: object | string;
  /** The connection is cut instead of answering. */
  readonly dropped?: boolean;
};

/** Query options by name without `$`, in the order written; `expand` and `$expand` are one. */
export type Query = {
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** The options as they came, to carry into links. `without` leaves some out. */
  text(without: readonly string[]): string;
};

const KNOWN = new Set(['select', 'expand', 'filter', 'orderby', 'top', 'skip', 'count', 'search', 'skiptoken']);

export function readQuery(search: string): Query {
  const parameters = [...new URLSearchParams(search)];
  const options = new Map<string, string>();
  for (const [written, value] of parameters) options.set(optionName(written), value);
  return {
    get: (name) => options.get(name),
    has: (name) => options.has(name),
    text: (without) =>
      parameters
        .filter(([written]) => !without.includes(optionName(written)))
        .map(([written, value]) => `${written}=${encodeURIComponent(value)}`)
        .join('&'),
  };
}

function optionName(written: string): string {
  const name = written.replace(/^\$/, '');
  return KNOWN.has(name.toLowerCase()) ? name.toLowerCase() : name;
}

/** Path below /v1.0 as decoded segments. Throws 400 on what is not percent-encoded properly. */
export function readPath(path: string): string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    // decodeURIComponent throws on a lone percent sign.
    throw invalidRequest('The request is malformed or incorrect.');
  }
}

/** The body as an object; anything else is Graph's complaint about JSON. */
export function bodyObject(call: Call): Readonly<Record<string, unknown>> {
  if (!isObject(call.body))
    throw new GraphFailure(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  return call.body;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const ok = (body: object, status = 200): Answer => ({ status, body });

export const done: Answer = { status: 204 };
