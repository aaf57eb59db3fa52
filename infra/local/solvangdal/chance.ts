import { createHash } from 'node:crypto';

/** A stream of numbers from 0 up to 1, the same for the same seed. */
export type Chance = () => number;

/** Seeded chance (the generator is mulberry32), so that the municipality is the same on every machine. */
export const createChance = (seed: string): Chance => {
  let state = createHash('sha1').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** One of the list. Throws when the list is empty. */
export const pick = <Item>(chance: Chance, list: readonly Item[]): Item => {
  const item = list[Math.floor(chance() * list.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
};
