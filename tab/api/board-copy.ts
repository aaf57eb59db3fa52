import type { Board, BoardMine, Me } from '../../bot/domain/board/board.ts';
import type { Device } from './device.ts';

/** The last that this person saw of a unit's board. */
export type BoardCopy = {
  readonly board: Board;
  readonly etag: string | null;
  readonly mine: BoardMine | null;
  readonly me: Me | null;
  /** When `me` and `mine` were read, in milliseconds since 1970. */
  readonly viewerAt: number;
  /** When it was kept, in milliseconds since 1970. */
  readonly keptAt: number;
};

const DAY_MS = 86_400_000;

/** How long a kept board may be painted, in milliseconds; what is older leaves the device at the next start. */
const BELIEVE_MS = DAY_MS;
/** How long a text that was begun waits for its writer, in milliseconds: a week of shifts. No gate has read it yet. */
const DRAFT_MS = 7 * DAY_MS;

/** What the server said, by the first part of the names; the second is the person. */
const COPIES = ['board.', 'me.', 'mine.'];

/**
 * Others use this device too, so at a person's start the copies of everybody else go, and what is old. What waits to
 * be sent stays under its person's name: nobody else's page reads it, and it would be lost otherwise.
 */
export const tidyDevice = (device: Device, person: string, now: number): void => {
  for (const name of COPIES.flatMap(device.names)) if (name.split('.')[1] !== person) device.forget(name);
  const forgetOld = (kind: string, age: number): void => {
    for (const name of device.names(kind)) {
      const { keptAt = 0 } = device.read<{ readonly keptAt?: number }>(name) ?? {};
      if (now - keptAt > age) device.forget(name);
    }
  };
  forgetOld('board.', BELIEVE_MS);
  forgetOld('draft.', DRAFT_MS);
};

/**
 * The copy without what tells who is behind a hidden name: not the proposers, not their names, not which are the
 * viewer's own (where the name is shown, the card says it). `viewerAt` 0 where something was left out: it is asked for.
 */
const withoutSecrets = (copy: BoardCopy): BoardCopy => {
  const { mine, board } = copy;
  if (mine === null) return copy;
  const isShown = (key: string): boolean => board.cards.some((card) => card.key === key && card.showName);
  const knowsMore = !mine.own.every(isShown) || Object.keys(mine.hidden).length > 0;
  return {
    ...copy,
    mine: { ...mine, own: [], hidden: {}, names: {} },
    viewerAt: knowsMore ? 0 : copy.viewerAt,
  };
};

/** How many units' boards a device keeps for everybody together. */
const KEEP = 6;

const nameOf = (person: string, unit: string): string => `board.${person}.${unit}`;

/** Kept boards, one a person and unit. When the device is full, the oldest copies make way. */
export const createBoardCopies = (device: Device) => {
  const oldest = (): string | undefined =>
    device
      .names('board.')
      .map((name) => ({ name, keptAt: device.read<BoardCopy>(name)?.keptAt ?? 0 }))
      .sort((a, b) => a.keptAt - b.keptAt)[0]?.name;
  const makeRoom = (): boolean => {
    const name = oldest();
    if (name === undefined) return false;
    device.forget(name);
    return true;
  };
  return {
    read: (person: string, unit: string): BoardCopy | undefined => device.read<BoardCopy>(nameOf(person, unit)),
    keep(person: string, unit: string, copy: BoardCopy): void {
      const kept = withoutSecrets(copy);
      while (!device.write(nameOf(person, unit), kept)) if (!makeRoom()) return;
      while (device.names('board.').length > KEEP) makeRoom();
    },
    forget: (person: string, unit: string): void => device.forget(nameOf(person, unit)),
  };
};

export type BoardCopies = ReturnType<typeof createBoardCopies>;
