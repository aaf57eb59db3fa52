/** A source of numbers from 0 up to 1 that gives the same row for the same seed (mulberry32), so that a bad day can be repeated. */
export type Chance = { next(): number; happens(probability: number): boolean; shuffle<T>(values: readonly T[]): T[] };

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    happens: (probability) => probability >= 1 || (probability > 0 && next() < probability),
    shuffle: (values) =>
      values
        .map((value) => ({ value, at: next() }))
        .sort((left, right) => left.at - right.at)
        .map(({ value }) => value),
  };
}
