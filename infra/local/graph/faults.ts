import type { Chance } from './chance.ts';

/** The ways a day can be bad. The comments say what the caller sees. */
export const FAULT_KINDS = [
  /** 429 with Retry-After. */
  'throttled',
  /** 503 with Retry-After; nothing was done. */
  'unavailable',
  /** 504 with an empty body; nothing was done. */
  'gatewayTimeout',
  /** 504, though it was done. */
  'doneButGatewayTimeout',
  /** The answer comes `milliseconds` late. */
  'slow',
  /** 500 generalException. */
  'serverError',
  /** 502 with a gateway's HTML. */
  'htmlError',
  /** 403. */
  'forbidden',
  /** 412 on a write that names an ETag; nothing was done. */
  'etagMismatch',
  /** 409 on a write to an item; nothing was done. */
  'conflict',
  /** 410 with Location on a delta with a token. */
  'resync',
  /** The connection is cut; nothing was done. */
  'droppedBefore',
  /** The connection is cut, though it was done. */
  'droppedAfter',
  /** A delta page of 200 with an error inside. */
  'deltaError',
  /** A delta page of 200 whose JSON stops in the middle. */
  'deltaCut',
  /** A nextLink or deltaLink that leads to sharepoint.com. */
  'foreignLink',
  /** A page of 200 without a row, whose nextLink goes on. */
  'emptyPage',
  /** A change notification is lost, comes twice, or comes `milliseconds` late. */
  'notificationLost',
  'notificationDoubled',
  'notificationLate',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** When a fault strikes. Without `times` it stays until it is cleared; without `probability` it strikes always. */
export type Fault = {
  readonly kind: FaultKind;
  readonly method?: string;
  /** Part of the path below /v1.0, as a regular expression. */
  readonly path?: string;
  /** A kind of request as counters name it, e.g. items.create. */
  readonly request?: string;
  readonly times?: number;
  readonly probability?: number;
  /** Seconds in Retry-After; 1 unless said. */
  readonly retryAfter?: number;
  readonly milliseconds?: number;
  /** The error's code, where several are documented. */
  readonly code?: string;
};

type Struck = {
  readonly method: string;
  readonly path: string;
  readonly request: string;
  readonly hasIfMatch: boolean;
  readonly hasToken: boolean;
};

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** Starts the row of chances again, so that a run can be repeated. */
  seed(seed: number): void;
  /** All that strike this request, each counted down. */
  strike(call: Struck): Fault[];
  strikeNotification(kind: FaultKind): Fault | undefined;
};

const WRITES = ['items.create', 'items.update', 'items.delete'];

/** What a kind of fault can happen to at all. */
const POSSIBLE: Partial<Record<FaultKind, (call: Struck) => boolean>> = {
  etagMismatch: (call) => WRITES.includes(call.request) && call.hasIfMatch,
  conflict: (call) => WRITES.includes(call.request),
  resync: (call) => call.request === 'items.delta' && call.hasToken,
  deltaError: (call) => call.request.startsWith('items.delta'),
  deltaCut: (call) => call.request.startsWith('items.delta'),
  foreignLink: (call) => call.method === 'GET',
  emptyPage: (call) => call.request.startsWith('items.delta') || call.request === 'items.list',
  notificationLost: () => false,
  notificationDoubled: () => false,
  notificationLate: () => false,
};

export function createFaults(newChance: (seed: number) => Chance): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  let chance = newChance(1);

  function strikeIf(isHit: (fault: Fault) => boolean): Fault[] {
    const struck = faults.filter(
      ({ fault, left }) => left > 0 && isHit(fault) && chance.happens(fault.probability ?? 1),
    );
    for (const one of struck) one.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return struck.map(({ fault }) => fault);
  }

  return {
    add: (fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      faults = [];
    },
    list: () => faults.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault)),
    seed: (seed) => {
      chance = newChance(seed);
    },
    strike: (call) => strikeIf((fault) => isFor(fault, call) && (POSSIBLE[fault.kind]?.(call) ?? true)),
    strikeNotification: (kind) => strikeIf((fault) => fault.kind === kind)[0],
  };
}

const isFor = ({ method, path, request }: Fault, call: Struck): boolean =>
  (method === undefined || method.toUpperCase() === call.method) &&
  (request === undefined || request === call.request) &&
  (path === undefined || new RegExp(path).test(call.path));
