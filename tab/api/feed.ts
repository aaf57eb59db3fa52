import { FEED_PATH, pathOf } from '../../bot/contract/endpoints.ts';
import type { Live } from '../../bot/domain/board/board.ts';
import type { Client } from './client.ts';
import { readEvents, type ServerEvent } from './server-events.ts';

/** The server sends a sign of life every 25 seconds; after two and a half of them the line is taken for dead. */
const SILENCE_MS = 62_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

type Listener = {
  /** Number of the last change that the board holds. */
  readonly since: () => number;
  readonly onLive: (live: Live) => void;
  /** The server has forgotten what came after `since`: read the board anew. */
  readonly onReload: () => void;
  /** The line is down; called before each wait, so that the board can be asked for in the meantime. */
  readonly onDown: () => void;
  readonly onUp: () => void;
};

type Deps = { readonly client: Pick<Client, 'send'>; readonly sleep: Sleep };

/** Milliseconds before the try after `failures` failures in a row; doubles, and never in step with other tabs. */
export const waitAfter = (failures: number, chance: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + chance / 2);

/** Listens to a unit's changes until stopped. After a break it goes on where it was, so nothing is missed. */
export const openFeed = ({ client, sleep }: Deps, unit: string, listener: Listener) => {
  const stopped = new AbortController();
  let wake = new AbortController();

  const listen = async (onEvent: () => void): Promise<void> => {
    const line = new AbortController();
    let quiet = new AbortController();
    const expectLife = (): void => {
      quiet.abort();
      const mine = new AbortController();
      quiet = mine;
      void sleep(SILENCE_MS, mine.signal).then(() => mine.signal.aborted || line.abort());
    };
    const url = `${pathOf({ path: FEED_PATH }, { unit })}?since=${listener.since()}`;
    const signal = AbortSignal.any([line.signal, stopped.signal]);
    const init: RequestInit = { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal };
    expectLife();
    const response = await client.send(url, init).then(itself, lineBroke);
    if (response?.ok && response.body !== null) {
      listener.onUp();
      const events = readEvents(response.body);
      for (let step = await nextOf(events); step !== undefined; step = await nextOf(events)) {
        onEvent();
        expectLife();
        tell(step);
      }
    }
    quiet.abort();
  };
  const tell = ({ event, data }: ServerEvent): void => {
    if (event === 'change') listener.onLive(JSON.parse(data) as Live);
    if (event === 'reload') listener.onReload();
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopped.signal.aborted; ) {
      failures += 1;
      await listen(() => {
        failures = 0;
      });
      if (stopped.signal.aborted) return;
      listener.onDown();
      wake = new AbortController();
      await sleep(waitAfter(failures, Math.random()), AbortSignal.any([wake.signal, stopped.signal]));
    }
  };

  return {
    done: run(),
    /** Tries again at once: the device is back on the net. */
    wake: () => wake.abort(),
    stop: () => stopped.abort(),
  };
};

const itself = <T>(value: T): T => value;

/** Lines break, and tokens cannot always be had: both reject, and the loop tries again. */
const lineBroke = (): undefined => undefined;

/** The next event, or undefined when the stream has ended or broken. */
const nextOf = async (events: AsyncGenerator<ServerEvent, void>): Promise<ServerEvent | undefined> => {
  const step = await events.next().then(itself, lineBroke);
  return step?.done === false ? step.value : undefined;
};

/** Waits, or until the signal; never rejects. */
export const sleepFor: Sleep = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
