import type { TokenCredential } from '@azure/identity';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, answerOf, sentence } from './answer.ts';
import { batchAnswers, batchCall } from './batch.ts';
import { type Call, unitsOf } from './cost.ts';
import { openExchange } from './exchange.ts';
import { createGate } from './gate.ts';
import { realTimers, type Timers } from './timers.ts';

/** Requests and resource units since the start, for /ready, the log and the benchmarks. */
type Counters = {
  readonly requests: number;
  readonly units: number;
  readonly throttled: number;
  readonly failed: number;
  /** Moment (milliseconds) until which Microsoft has asked us to stay away; 0 when it has not. */
  readonly closedUntil: number;
  /** The last request that ended well, in milliseconds; 0 before the first. */
  readonly wellAt: number;
};

/** `come again`: when Microsoft has asked to stay away, the answer is `busy` at once instead of waiting for the end of it. */
type Manner = 'wait' | 'come again';

export type Graph = {
  /** Asks once and says what came; throws (`Unavailable`) only when the way is closed for good. */
  send(call: Call, manner?: Manner): Promise<Answer>;
  /** Asks up to 20 things in one round trip; answers in the order of the calls. Not a transaction. */
  batch(calls: readonly Call[], manner?: Manner): Promise<readonly Answer[]>;
  /** Reads with patience, if it is to wait: tries again while Graph is silent or busy. Then throws `Unavailable`. */
  read(path: string, manner?: Manner): Promise<Answer>;
  /** Does a link that Graph gave lead to Graph? Some have led to sharepoint.com, where our token must not go. */
  isHome(link: string): boolean;
  counters(): Counters;
  /** Sends away what waits at the gate; nothing is asked any more. */
  close(): void;
};

type Options = {
  /** https://graph.microsoft.com unless configured. */
  readonly address: string;
  readonly credential: TokenCredential;
  readonly timers?: Timers;
  /** Resource units a minute that are used in the long run; divide it when several servers share one tenant. */
  readonly unitsPerMinute?: number;
  /** Resource units a minute that Microsoft allows the application in this tenant. */
  readonly unitLimit?: number;
  readonly timeoutSeconds?: number;
};

/** Smallest class of tenants, up to 1,000 licences (Microsoft's throttling page for SharePoint Online, 2025-10). */
const UNIT_LIMIT = 1250;
/** Nine tenths in the long run; what is left is how much may be asked at once after a pause (gate.ts). */
const UNITS_PER_MINUTE = 1125;
const TIMEOUT_SECONDS = 30;
/** When a throttled answer does not say how long. */
const STAY_AWAY_SECONDS = 10;
const READ_TRIES = 4;

const QUERY = /[?&](?:\$|%24)(?:filter|orderby)=/i;

/** Opens the way to Graph. The token goes to the host of `address` and nowhere else. */
export const openGraph = (options: Options): Graph => {
  const { credential, timers = realTimers, unitLimit = UNIT_LIMIT, unitsPerMinute = UNITS_PER_MINUTE } = options;
  const home = new URL(options.address);
  if (home.protocol !== 'https:') throw new Error(`Graph's address must begin with https:// but is ${options.address}`);
  const gate = createGate({ timers, perMinute: unitsPerMinute, limit: unitLimit });
  const exchange = openExchange({ home, credential, timeoutSeconds: options.timeoutSeconds ?? TIMEOUT_SECONDS });
  const count = { requests: 0, units: 0, throttled: 0, failed: 0, wellAt: 0 };

  const note = (answer: Answer): Answer => {
    if (answer.meaning === 'done') count.wellAt = timers.now();
    else if (answer.meaning === 'busy' && answer.status > 424) stayAway(answer);
    else if (answer.meaning === 'unsure' || answer.meaning === 'broken') count.failed += 1;
    return answer;
  };

  const stayAway = (answer: Answer): void => {
    count.throttled += 1;
    gate.closeUntil(timers.now() + (answer.retryAfter ?? STAY_AWAY_SECONDS) * 1000);
  };

  const ask = async (call: Call, units: number, manner: Manner): Promise<Answer> => {
    if (!(await gate.pass(units, manner === 'wait'))) return NOT_ASKED;
    count.requests += 1;
    count.units += units;
    return exchange(call);
  };

  const send = async (call: Call, manner: Manner = 'wait'): Promise<Answer> =>
    note(await ask(call, unitsOf(call), manner));

  const batch = async (calls: readonly Call[], manner: Manner = 'wait'): Promise<readonly Answer[]> => {
    const units = calls.reduce((sum, call) => sum + unitsOf(call), 0);
    const outer = note(await ask(batchCall(calls), units, manner));
    if (outer.meaning === 'done') return batchAnswers(calls, outer).map(note);
    // One of them makes the whole unacceptable (its size, say): each for itself shows which.
    return outer.meaning === 'refused' ? Promise.all(calls.map((call) => send(call, manner))) : calls.map(() => outer);
  };

  /** A list query that needs too many rows is answered 429 as well, and waiting does not help it. */
  const isThreshold = (path: string): boolean => QUERY.test(path) && gate.lastMinute() < unitLimit / 2;

  const read = async (path: string, manner: Manner = 'wait'): Promise<Answer> => {
    let answer = await send({ method: 'GET', path }, manner);
    for (let tries = 1; tries < READ_TRIES && manner === 'wait' && isPassing(answer); tries += 1) {
      if (answer.status === 429 && tries > 1 && isThreshold(path)) return { ...answer, meaning: 'refused' };
      if (answer.meaning !== 'busy') await gate.pause(500 * 3 ** tries);
      answer = await send({ method: 'GET', path }, manner);
    }
    if (isPassing(answer)) throw new Unavailable(`SharePoint does not answer: ${sentence(answer)}`);
    return answer;
  };

  return {
    send,
    batch,
    read,
    isHome: (link) => URL.canParse(link) && new URL(link).origin === home.origin,
    counters: () => ({ ...count, closedUntil: gate.closedUntil() }),
    close: gate.end,
  };
};

/** The gate was closed; nothing went out. */
const NOT_ASKED: Answer = {
  ...answerOf(0, undefined, () => undefined),
  meaning: 'busy',
  code: 'gateClosed',
  message: 'Microsoft has asked to stay away for a while',
};

const isPassing = ({ meaning }: Answer): boolean =>
  meaning === 'busy' || meaning === 'unsure' || meaning === 'unsigned';
