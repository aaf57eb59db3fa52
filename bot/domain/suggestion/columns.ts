import { type Day, dayAt, daysBetween } from '../calendar/day.ts';
import type { State } from './states.ts';
import type { Suggestion } from './suggestion.ts';

/** The board's columns in reading order. */
export const COLUMNS = ['new', 'prioritised', 'inProgress', 'waiting', 'implemented', 'done', 'parked'] as const;
export type Column = (typeof COLUMNS)[number];

/** Where a suggestion stands; null is nowhere on the board. */
export const COLUMN_OF: Record<State, Column | null> = {
  new: 'new',
  clarify: 'new',
  prioritised: 'prioritised',
  in_progress: 'inProgress',
  on_hold: 'inProgress',
  escalated: 'waiting',
  transferred: 'waiting',
  implemented: 'implemented',
  closed_effect: 'done',
  closed_learning: 'done',
  rejected: 'done',
  parked: 'parked',
  rerouted: null,
  merged: null,
  withdrawn: null,
};

/** How long finished work stays on the board, in days: two huddles of a week each. */
export const DONE_DAYS = 14;

type Placed = Pick<Suggestion, 'key' | 'state' | 'submittedAt' | 'movedAt' | 'due' | 'effort' | 'effect'>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const oldestFirst = (a: Placed, b: Placed): number => byText(a.submittedAt, b.submittedAt) || byText(a.key, b.key);
const latestFirst = (a: Placed, b: Placed): number => byText(b.movedAt, a.movedAt) || byText(a.key, b.key);
const dueFirst = (a: Placed, b: Placed): number => byText(a.due ?? '9999', b.due ?? '9999') || oldestFirst(a, b);
/** Most effect for least effort first. */
const valueFirst = (a: Placed, b: Placed): number =>
  (b.effect ?? 0) - (b.effort ?? 0) - ((a.effect ?? 0) - (a.effort ?? 0)) || oldestFirst(a, b);

const ORDER: Record<Column, (a: Placed, b: Placed) => number> = {
  new: oldestFirst,
  prioritised: valueFirst,
  inProgress: dueFirst,
  waiting: oldestFirst,
  implemented: latestFirst,
  done: latestFirst,
  parked: oldestFirst,
};

/** Does it belong on the board on that day? Finished work leaves after `DONE_DAYS`. */
export const isOnBoard = (suggestion: Pick<Suggestion, 'state' | 'movedAt'>, today: Day): boolean => {
  const column = COLUMN_OF[suggestion.state];
  if (column !== 'done') return column !== null;
  return daysBetween(dayAt(suggestion.movedAt), today) <= DONE_DAYS;
};

/** Suggestions in their columns, each column in its own order. Those that do not belong on the board are left out. */
export const arrange = <T extends Placed>(suggestions: readonly T[], today: Day): Record<Column, T[]> => {
  const board = Object.fromEntries(COLUMNS.map((column) => [column, [] as T[]])) as Record<Column, T[]>;
  for (const suggestion of suggestions) {
    const column = COLUMN_OF[suggestion.state];
    if (column !== null && isOnBoard(suggestion, today)) board[column].push(suggestion);
  }
  for (const column of COLUMNS) board[column].sort(ORDER[column]);
  return board;
};
