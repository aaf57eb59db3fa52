import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Call, isObject } from './call.ts';
import type { Delta } from './delta.ts';
import { accessDenied, GraphFailure, generalException, throttled } from './failure.ts';
import type { Fault, FaultKind, Faults } from './faults.ts';
import type { Lists } from './lists.ts';
import type { Meter } from './meter.ts';
import { type Found, findRoute, type Route } from './route.ts';
import type { Switches } from './switches.ts';

export type Served = { readonly answer: Answer; readonly headers: Readonly<Record<string, string>> };

export type Service = {
  /** Counts, charges, lets faults strike, answers. Never throws. */
  serve(call: Call): Promise<Served>;
  /** A failure as Graph's error body, for what never came as far as a route. */
  failed(error: unknown, call: Pick<Call, 'headers'>): Answer;
};

export type ServiceNeeds = {
  readonly routes: readonly Route[];
  readonly meter: Meter;
  readonly faults: Faults;
  readonly switches: Switches;
  readonly lists: Lists;
  readonly delta: Delta;
};

export function createService(needs: ServiceNeeds): Service {
  const { routes, meter, faults, switches } = needs;

  async function serve(call: Call): Promise<Served> {
    const answer = await attempt(call);
    meter.answered(answer.status);
    return {
      answer,
      headers: {
        ...answer.headers,
        ...meter.headers(call.app.appId),
        ...(answer.body !== undefined && typeof answer.body !== 'string' && { 'Content-Type': JSON_TYPE }),
      },
    };
  }

  async function attempt(call: Call): Promise<Answer> {
    try {
      const found = findRoute(routes, call);
      const request = typeof found.route.request === 'string' ? found.route.request : found.route.request(call);
      const units = typeof found.route.units === 'number' ? found.route.units : found.route.units(call);
      const wait = meter.charge(call.app.appId, request, units);
      if (switches.serviceTime > 0) await pause(switches.serviceTime);
      if (wait !== undefined) throw throttled(wait);
      return await withFaults(call, found, request);
    } catch (error) {
      return failed(error, call);
    }
  }

  async function withFaults(call: Call, { route, parameters }: Found, request: string): Promise<Answer> {
    const struck = faults.strike({
      method: call.method,
      path: `/${call.segments.join('/')}`,
      request,
      hasIfMatch: call.headers['if-match'] !== undefined,
      hasToken: Boolean(call.query.get('token')),
    });
    const first = (kind: FaultKind) => struck.find((fault) => fault.kind === kind);
    const slow = first('slow');
    if (slow) await pause(slow.milliseconds ?? 1000);
    for (const fault of struck) {
      const instead = refuseInstead(fault, call, needs);
      if (instead) return instead;
    }
    const emptied = first('emptyPage') ? emptyPage(call) : undefined;
    const answer = emptied ?? (await route.answer(call, parameters));
    if (first('doneButGatewayTimeout')) return { status: 504 };
    if (first('droppedAfter')) return { status: 0, dropped: true };
    return struck.reduce(spoiled, answer);
  }

  return { serve, failed };
}

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Faults that come before anything is done. */
function refuseInstead(fault: Fault, call: Call, { lists, delta }: ServiceNeeds): Answer | undefined {
  const { kind, retryAfter = 1, code } = fault;
  switch (kind) {
    case 'throttled':
      throw throttled(retryAfter);
    case 'unavailable':
      throw new GraphFailure(503, code ?? 'serviceNotAvailable', 'The service is temporarily unavailable.', {
        headers: { 'Retry-After': String(retryAfter) },
      });
    case 'gatewayTimeout':
      return { status: 504 };
    case 'htmlError':
      return {
        status: 502,
        headers: { 'Content-Type': 'text/html' },
        body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      };
    case 'serverError':
      throw generalException();
    case 'forbidden':
      throw accessDenied();
    case 'etagMismatch':
      throw new GraphFailure(412, code ?? 'resourceModified', "ETag does not match current item's value");
    case 'conflict':
      throw new GraphFailure(
        409,
        code ?? 'resourceModified',
        'The resource has changed since the caller last read it; usually an eTag mismatch',
      );
    case 'resync': {
      const [, siteId, , listId = ''] = call.segments;
      const site = lists.sites().find(({ id }) => id === siteId);
      if (site) throw delta.gone(lists.find(site, listId), call, code);
      return undefined;
    }
    case 'droppedBefore':
      return { status: 0, dropped: true };
    default:
      return undefined;
  }
}

/** A page without a row that goes on at the same place. */
function emptyPage(call: Call): Answer {
  const options = call.query.text([]);
  const again = `${call.root}/${call.segments.map(encodeURIComponent).join('/').replaceAll('%2C', ',')}${options && `?${options}`}`;
  return {
    status: 200,
    body: { '@odata.context': `${call.root}/$metadata#Collection(listItem)`, '@odata.nextLink': again, value: [] },
  };
}

/** Faults that spoil a good answer. */
function spoiled(answer: Answer, { kind }: Fault): Answer {
  if (answer.status !== 200 || !isObject(answer.body)) return answer;
  if (kind === 'deltaError') return { ...answer, body: { ...withoutLinks(answer.body), error: EMBEDDED } };
  if (kind === 'deltaCut') {
    const text = JSON.stringify(answer.body);
    return {
      ...answer,
      headers: { ...answer.headers, 'Content-Type': JSON_TYPE },
      body: text.slice(0, Math.ceil(text.length * 0.6)),
    };
  }
  if (kind !== 'foreignLink') return answer;
  const foreign = Object.entries(answer.body).map(([name, value]) => [
    name,
    name.endsWith('Link') ? elsewhere(String(value)) : value,
  ]);
  return { ...answer, body: Object.fromEntries(foreign) };
}

const EMBEDDED = {
  code: 'InternalServerError',
  message: 'Cannot write a deleted resource, link, deleted link, or nested delta resource set within a resource set',
};

const withoutLinks = (body: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !name.endsWith('Link')));

const elsewhere = (link: string): string =>
  link.replace(/^https:\/\/[^/]+\/v1\.0\//, 'https://contoso.sharepoint.com/_api/v2.0/');

function failed(error: unknown, { headers }: Pick<Call, 'headers'>): Answer {
  const failure = error instanceof GraphFailure ? error : undefined;
  if (!failure) console.error('The local Graph stumbled:', error);
  const { status, code, message, inner } = failure ?? {
    status: 500,
    code: 'generalException',
    message: 'General exception while processing',
    inner: undefined,
  };
  const requestId = randomUUID();
  return {
    status,
    headers: { ...failure?.headers, 'request-id': requestId },
    body: {
      error: {
        code,
        message,
        innerError: {
          ...(inner && { code: inner }),
          date: new Date().toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': headers['client-request-id'] ?? requestId,
        },
      },
    },
  };
}
