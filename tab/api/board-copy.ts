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
      while (!device.write(nameOf(person, unit), copy)) if (!makeRoom()) return;
      while (device.names('board.').length > KEEP) makeRoom();
    },
    forget: (person: string, unit: string): void => device.forget(nameOf(person, unit)),
  };
};

export type BoardCopies = ReturnType<typeof createBoardCopies>;
