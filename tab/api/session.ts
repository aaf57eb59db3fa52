import type { Me } from '../../bot/domain/board/board.ts';
import { type BoardCopies, createBoardCopies, tidyDevice } from './board-copy.ts';
import { type BoardStore, createBoardStore } from './board-store.ts';
import { type Client, createClient, type Transport } from './client.ts';
import type { Device } from './device.ts';
import type { Sleep } from './feed.ts';
import { type Action, createQueue, type Outcome, type Queue, type Settled } from './queue.ts';

/** How long what waits is left alone before it is tried again, in milliseconds. */
const RETRY_MS = 10_000;
const NEVER = new AbortController().signal;

type Deps = {
  readonly transport: Transport;
  readonly token: (fresh: boolean) => Promise<string>;
  readonly device: Device;
  readonly person: string;
  readonly locale: string;
  readonly alone: (task: () => Promise<void>) => Promise<void>;
  readonly sleep: Sleep;
  readonly now: () => number;
  /** The IANA name of the zone whose wall clock turns the boards' day; undefined: the usual one. */
  readonly zone: string | undefined;
};

/** Hears what became of an action for which nobody was waiting any more: from an earlier visit, or while offline. */
export type SettledListener = (action: Action, answer: Settled | null) => void;

/** How an attempt ended; `done` without a card when an earlier try had done it. */
export type Attempt = Outcome | { readonly kind: 'done' };

export type Session = {
  readonly person: string;
  readonly device: Device;
  readonly client: Client;
  readonly copies: BoardCopies;
  readonly queue: Queue;
  readonly now: () => number;
  readonly onSettled: (listener: SettledListener) => () => void;
  /** Keeps the action on the device, tries to send it at once, and tells how that went. */
  readonly act: (action: Action) => Promise<Attempt & { readonly kept: boolean }>;
  /** The server has said anew who the person is: open boards and the kept answer are told. */
  readonly know: (me: Me) => void;
  /** Opens a unit's board; the queue's answers reach it until it is closed. */
  readonly openBoard: (unit: string) => BoardStore;
};

/** Where the last answer of who the person is stands on the device. */
export const meName = (person: string): string => `me.${person}`;

/** Everything that one person's page needs of server and device. */
export const createSession = ({ transport, token, device, person, locale, alone, sleep, now, zone }: Deps): Session => {
  const client = createClient({ transport, token, locale });
  tidyDevice(device, person, now());
  const copies = createBoardCopies(device);
  const listeners = new Set<SettledListener>();
  const boards = new Map<string, BoardStore>();
  /** Actions whose first attempt is under way, with how it ended. */
  const attempts = new Map<string, Attempt>();
  const queue = createQueue({
    device,
    client,
    person,
    alone,
    onSettled(action, answer) {
      if (answer?.kind === 'ok') boards.get(action.unit)?.accept(answer.value, action.kind === 'submit');
      if (attempts.has(action.id)) attempts.set(action.id, answer ?? { kind: 'done' });
      else for (const listener of listeners) listener(action, answer);
    },
    onChange: () => {
      for (const board of boards.values()) board.redraw();
    },
    onStuck: (answer) => {
      for (const board of boards.values()) board.miss(answer);
    },
  });
  let waiting = false;
  /** What was left is tried again now and then, whether or not a board is open. */
  const flush = async (): Promise<void> => {
    await queue.flush();
    if (waiting || queue.waiting().length === 0) return;
    waiting = true;
    await sleep(RETRY_MS, NEVER);
    waiting = false;
    await flush();
  };
  return {
    person,
    device,
    client,
    copies,
    queue,
    now,
    onSettled(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async act(action) {
      attempts.set(action.id, { kind: 'waiting' });
      const kept = await queue.add(action);
      const attempt = attempts.get(action.id) ?? { kind: 'waiting' };
      attempts.delete(action.id);
      if (attempt.kind === 'waiting') void flush();
      return { ...attempt, kept };
    },
    know(me) {
      device.write(meName(person), me);
      for (const board of boards.values()) board.know(me);
    },
    openBoard(unit) {
      const store = createBoardStore({ client, copies, queue: { ...queue, flush }, sleep, now, zone, person, unit });
      boards.set(unit, store);
      return {
        ...store,
        close() {
          boards.delete(unit);
          store.close();
        },
      };
    },
  };
};
