import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Live } from '../../bot/domain/board/board.ts';
import { withCard, withLive } from '../../tab/api/live.ts';
import { ana, ben, key } from '../support/cast.ts';
import { board, card } from './rig.ts';

const live = (seq: number, n: number, gone = false): Live => ({
  seq,
  key: key(n),
  card: gone ? null : card(n, { text: `Slik var det ved ${seq}` }),
  names: { [ben.id]: ben.name },
});

const textsOf = (shown: ReturnType<typeof board>) => shown.cards.map(({ text }) => text);

describe('a change from the feed', () => {
  test('takes the place of the card that it is about, and the others stay the same objects', () => {
    const before = board(3, card(1), card(2), card(3));
    const after = withLive(before, live(4, 2));
    expect(textsOf(after)[1]).toBe('Slik var det ved 4');
    expect([after.cards[0], after.cards[2]]).toEqual([before.cards[0], before.cards[2]]);
    expect(after.cards[0]).toBe(before.cards[0]);
    expect(after.seq).toBe(4);
  });

  test('adds a card that was not there, and takes away one that left', () => {
    const with2 = withLive(board(3, card(1)), live(4, 2));
    expect(with2.cards.map((one) => one.key)).toEqual([key(1), key(2)]);
    expect(withLive(with2, live(5, 1, true)).cards.map((one) => one.key)).toEqual([key(2)]);
  });

  test('one that the board already holds changes nothing at all', () => {
    const before = board(9, card(1));
    expect(withLive(before, live(9, 1))).toBe(before);
    expect(withLive(before, live(8, 1, true))).toBe(before);
  });

  test('one that leaves without ever having been there is only counted', () => {
    const after = withLive(board(3, card(1)), live(4, 7, true));
    expect(after.cards).toHaveLength(1);
    expect(after.seq).toBe(4);
  });

  test('brings names that were not known; known names make nobody draw anew', () => {
    const after = withLive(board(3), live(4, 1));
    expect(after.names).toEqual({ [ana.id]: ana.name, [ben.id]: ben.name });
    expect(withLive(after, live(5, 1)).names).toBe(after.names);
  });

  test('played twice, and after a break, the end is the same', () => {
    const changes = fc.array(fc.record({ n: fc.integer({ min: 1, max: 5 }), gone: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(changes, fc.nat(20), (all, again) => {
        const lives = all.map(({ n, gone }, index) => live(index + 1, n, gone));
        const straight = lives.reduce(withLive, board(0));
        const repeated = [...lives, ...lives.slice(Math.max(0, lives.length - again))].reduce(withLive, board(0));
        expect(repeated).toEqual(straight);
      }),
    );
  });

  test('a card from a reply does not count as a number of the feed', () => {
    expect(withCard(board(3), key(1), card(1)).seq).toBe(3);
  });
});
