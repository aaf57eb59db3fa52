import type { Answer, Call } from './call.ts';
import { GraphFailure } from './failure.ts';

/** What a request costs by SharePoint's table: 1 single reads, 2 collections and writes, 5 permissions, 0 for what is not SharePoint's. */
type Units = 0 | 1 | 2 | 3 | 5;

export type Route = {
  readonly method: string;
  /** Segments; one that begins with a colon takes any value. */
  readonly path: readonly string[];
  /** How counters and faults call it. */
  readonly request: string | ((call: Call) => string);
  readonly units: Units | ((call: Call) => Units);
  readonly answer: (call: Call, parameters: Parameters) => Answer | Promise<Answer>;
};

/** Values of the path's parameters by name without the colon. */
export type Parameters = Readonly<Record<string, string>>;

export const route = (
  method: string,
  path: string,
  request: Route['request'],
  units: Route['units'],
  answer: Route['answer'],
): Route => ({ method, path: path.split('/').filter(Boolean), request, units, answer });

export type Found = { readonly route: Route; readonly parameters: Parameters };

/** The first route that fits; the order of the table settles `items/delta` against `items/:item`. Throws 400 and 405. */
export function findRoute(routes: readonly Route[], call: Call): Found {
  const fitting = routes.filter(({ path }) => fits(path, call.segments));
  const found = fitting.find(({ method }) => method === call.method);
  if (found) return { route: found, parameters: readParameters(found.path, call.segments) };
  if (fitting.length > 0) throw new GraphFailure(405, 'notSupported', 'The method is not allowed on this resource.');
  throw new GraphFailure(400, 'BadRequest', `Resource not found for the segment '${call.segments[0] ?? ''}'.`);
}

const fits = (path: readonly string[], segments: readonly string[]): boolean =>
  path.length === segments.length && path.every((part, at) => part.startsWith(':') || part === segments[at]);

const readParameters = (path: readonly string[], segments: readonly string[]): Parameters =>
  Object.fromEntries(path.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), segments[at] ?? '']] : [])));
