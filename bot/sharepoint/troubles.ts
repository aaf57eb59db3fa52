import type { ListName } from '../ports/rows.ts';

type Id = { readonly list: ListName; readonly key: string };
type Kind = 'unsure' | 'refused' | 'denied' | 'failed';
type Trouble = { readonly kind: Kind; readonly count: number; readonly since: number };

/** How often an item may meet the same trouble, while other items of its list go through, before it is given up. */
const PATIENCE: Record<Kind, number> = {
  unsure: Number.POSITIVE_INFINITY,
  /** The refusal of a key that is taken has no code of its own, and a look-up may lag behind by seconds. */
  refused: 4,
  denied: 3,
  /** The same 500 again and again is Graph's way to refuse some values. */
  failed: 5,
};

/** What went wrong with which item in this server, to tell trouble with an item from trouble with everything. */
export type Troubles = {
  /** Notes one more; returns how many of the same kind in a row. */
  note(item: Id, kind: Kind, now: number): number;
  /** May an earlier try to create it have worked without our knowing? */
  isUnsure(item: Id): boolean;
  /** It has had its chances. A refusal concerns the item; the others count only when its neighbours fare better. */
  isHopeless(item: Id): boolean;
  /** The item went through. */
  settle(item: Id, now: number): void;
  forget(item: Id): void;
};

const idOf = ({ list, key }: Id): string => `${list}/${key}`;

export const createTroubles = (): Troubles => {
  const troubles = new Map<string, Trouble>();
  const wentThrough = new Map<ListName, number>();
  return {
    note: (item, kind, now) => {
      const before = troubles.get(idOf(item));
      const same = before?.kind === kind ? before : { count: 0, since: now };
      troubles.set(idOf(item), { kind, count: same.count + 1, since: same.since });
      return same.count + 1;
    },
    isUnsure: (item) => troubles.has(idOf(item)),
    isHopeless: (item) => {
      const trouble = troubles.get(idOf(item));
      if (trouble === undefined || trouble.count < PATIENCE[trouble.kind]) return false;
      return trouble.kind === 'refused' || (wentThrough.get(item.list) ?? Number.NEGATIVE_INFINITY) > trouble.since;
    },
    settle: (item, now) => {
      troubles.delete(idOf(item));
      wentThrough.set(item.list, now);
    },
    forget: (item) => {
      troubles.delete(idOf(item));
    },
  };
};
