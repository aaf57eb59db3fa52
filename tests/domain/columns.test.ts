import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../bot/domain/calendar/day.ts';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import { ageOf, isOverdue } from '../../bot/domain/suggestion/age.ts';
import { arrange, COLUMN_OF, COLUMNS, DONE_DAYS, isOnBoard } from '../../bot/domain/suggestion/columns.ts';
import { STATES, type State } from '../../bot/domain/suggestion/states.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { at, day, key, suggestion } from '../support/cast.ts';

const NOW = at('2026-11-24T12:00:00Z');
const TODAY = day('2026-11-24');

describe('the columns of the board', () => {
  const n = (index: number, but: Partial<Suggestion>): Suggestion => suggestion({ key: key(index), ...but });
  const keysIn = (column: (typeof COLUMNS)[number], ...all: Suggestion[]): number[] =>
    arrange(all, TODAY)[column].map((one) => all.indexOf(one) + 1);

  test('new: whoever has waited longest stands first, asked ones among them', () => {
    expect(
      keysIn(
        'new',
        n(1, { submittedAt: at('2026-11-03T08:00:00Z') }),
        n(2, { submittedAt: at('2026-11-01T08:00:00Z'), state: 'clarify' }),
        n(3, { submittedAt: at('2026-11-02T08:00:00Z') }),
        n(4, { submittedAt: at('2026-11-02T08:00:00Z') }),
      ),
    ).toEqual([2, 3, 4, 1]);
  });

  test('prioritised: most effect for least effort, then the oldest', () => {
    const state = 'prioritised' as const;
    expect(
      keysIn(
        'prioritised',
        n(1, { state, effect: 3, effort: 3 }),
        n(2, { state, effect: 5, effort: 1 }),
        n(3, { state, effect: 5, effort: 5, submittedAt: at('2026-11-01T08:00:00Z') }),
        n(4, { state, effect: 1, effort: 5 }),
      ),
    ).toEqual([2, 3, 1, 4]);
  });

  test('in progress: what is due first, what has no date last', () => {
    const state = 'in_progress' as const;
    expect(
      keysIn(
        'inProgress',
        n(1, { state }),
        n(2, { state, due: day('2026-12-24') }),
        n(3, { state, due: day('2026-12-01') }),
      ),
    ).toEqual([3, 2, 1]);
  });

  test('implemented and done: the latest first; parked and waiting: the oldest', () => {
    const moved = (state: State) => [
      n(1, { state, movedAt: at('2026-11-20T08:00:00Z'), submittedAt: at('2026-10-02T08:00:00Z') }),
      n(2, { state, movedAt: at('2026-11-22T08:00:00Z'), submittedAt: at('2026-10-01T08:00:00Z') }),
      n(3, { state, movedAt: at('2026-11-21T08:00:00Z'), submittedAt: at('2026-10-03T08:00:00Z') }),
    ];
    expect(keysIn('implemented', ...moved('implemented'))).toEqual([2, 3, 1]);
    expect(keysIn('done', ...moved('closed_learning'))).toEqual([2, 3, 1]);
    expect(keysIn('parked', ...moved('parked'))).toEqual([2, 1, 3]);
    expect(keysIn('waiting', ...moved('escalated'))).toEqual([2, 1, 3]);
  });

  test.each([
    ['on the day', 0, true],
    ['after two huddles', DONE_DAYS, true],
    ['a day later', DONE_DAYS + 1, false],
  ])('finished work %s', (_, days, expected) => {
    for (const state of STATES.filter((one) => COLUMN_OF[one] === 'done')) {
      expect(isOnBoard({ state, movedAt: NOW }, addDays(TODAY, days))).toBe(expected);
    }
    expect(isOnBoard({ state: 'implemented', movedAt: NOW }, addDays(TODAY, days))).toBe(true);
  });

  test('the days of finished work are those on the wall in Oslo', () => {
    const movedAt = at('2026-11-23T23:30:00Z');
    expect(isOnBoard({ state: 'rejected', movedAt }, addDays(TODAY, DONE_DAYS))).toBe(true);
  });

  test('nothing is lost, nothing stands twice, and the order does not hang on the order of reading', () => {
    const any: fc.Arbitrary<Suggestion> = fc
      .record({
        number: fc.integer({ min: 1, max: 99 }),
        state: fc.constantFrom(...STATES),
        submitted: fc.integer({ min: 0, max: 40 }),
        moved: fc.integer({ min: 0, max: 40 }),
        due: fc.option(fc.integer({ min: -20, max: 20 })),
        effort: fc.constantFrom(null, 1 as const, 5 as const),
        effect: fc.constantFrom(null, 1 as const, 5 as const),
      })
      .map(({ number, state, submitted, moved, due, effort, effect }) =>
        suggestion({
          key: key(number),
          state,
          effort,
          effect,
          submittedAt: instantOf(Date.parse(addDays(TODAY, -submitted))),
          movedAt: instantOf(Date.parse(addDays(TODAY, -moved))),
          due: due === null ? null : addDays(TODAY, due),
        }),
      );
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.key, maxLength: 30 }), (all) => {
        const board = arrange(all, TODAY);
        const standing = COLUMNS.flatMap((column) => board[column]);
        expect(new Set(standing).size).toBe(standing.length);
        expect(new Set(standing)).toEqual(new Set(all.filter((one) => isOnBoard(one, TODAY))));
        for (const column of COLUMNS)
          expect(board[column].filter(({ state }) => COLUMN_OF[state] !== column)).toEqual([]);
        expect(arrange([...all].reverse(), TODAY)).toEqual(board);
      }),
    );
  });
});

describe('age', () => {
  const age = (state: State, since: string, today: Day) =>
    ageOf({ state, submittedAt: at(since), movedAt: at(since) }, today);

  test.each([
    ['on the same day', '2026-04-01', 0, 'fresh'],
    ['after Easter', '2026-04-07', 1, 'fresh'],
    ['on the fifth working day', '2026-04-13', 5, 'fresh'],
    ['on the sixth', '2026-04-14', 6, 'ageing'],
    ['on the tenth', '2026-04-20', 10, 'ageing'],
    ['on the eleventh', '2026-04-21', 11, 'old'],
  ])('of the waiting for an answer is counted in working days: %s', (_, today, days, expected) => {
    expect(age('new', '2026-04-01T12:00:00Z', day(today))).toEqual({ days, age: expected });
  });

  test.each([
    [7, 'fresh'],
    [8, 'ageing'],
    [14, 'ageing'],
    [15, 'old'],
    [28, 'old'],
    [29, 'stale'],
  ])('of standing still under way: %i days is %s', (days, expected) => {
    expect(age('in_progress', '2026-11-24T12:00:00Z', addDays(TODAY, days))).toEqual({ days, age: expected });
    expect(age('on_hold', '2026-11-24T12:00:00Z', addDays(TODAY, days))).toEqual({ days, age: expected });
  });

  test('begins on the day that Oslo reads, also half an hour after midnight', () => {
    expect(age('new', '2026-11-23T23:30:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
    expect(age('in_progress', '2026-11-23T23:30:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
  });

  test('is nobody’s worry elsewhere, and never less than nothing', () => {
    expect(age('parked', '2026-01-01T12:00:00Z', TODAY)).toEqual({ days: 327, age: 'fresh' });
    expect(age('in_progress', '2026-11-26T12:00:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
  });

  test.each([
    ['the day before', '2026-11-23', 'in_progress', true],
    ['today', '2026-11-24', 'in_progress', false],
    ['the day before, but implemented', '2026-11-23', 'implemented', false],
    ['the day before, but parked', '2026-11-23', 'parked', false],
  ] as const)('overdue: due %s', (_, due, state, expected) => {
    expect(isOverdue({ state, due: day(due) }, TODAY)).toBe(expected);
  });

  test('without a due date nothing is overdue', () => {
    expect(isOverdue({ state: 'in_progress', due: null }, TODAY)).toBe(false);
  });
});
