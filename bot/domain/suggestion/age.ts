import { type Day, dayAt, daysBetween } from '../calendar/day.ts';
import { workingDaysBetween } from '../calendar/working-days.ts';
import type { Suggestion } from './suggestion.ts';

/** How urgent the age of a card is; drawn as colour, shape and words. */
export const AGES = ['fresh', 'ageing', 'old', 'stale'] as const;
export type Age = (typeof AGES)[number];

/** Unanswered: working days up to and including which it is fresh, ageing. */
const NEW_LIMITS = [5, 10] as const;
/** Under way: days since it last moved, up to and including which it is fresh, ageing, old. */
const MOVING_LIMITS = [7, 14, 28] as const;

const levelOf = (days: number, limits: readonly number[]): Age =>
  AGES[limits.filter((limit) => days > limit).length] ?? 'stale';

/** The age of a card on a day: of the waiting for an answer while it is new, of standing still while under way. */
export const ageOf = (
  suggestion: Pick<Suggestion, 'state' | 'submittedAt' | 'movedAt'>,
  today: Day,
): { readonly days: number; readonly age: Age } => {
  if (suggestion.state === 'new') {
    const days = workingDaysBetween(dayAt(suggestion.submittedAt), today);
    return { days, age: levelOf(days, NEW_LIMITS) };
  }
  const days = Math.max(0, daysBetween(dayAt(suggestion.movedAt), today));
  const moving = suggestion.state === 'in_progress' || suggestion.state === 'on_hold';
  return { days, age: moving ? levelOf(days, MOVING_LIMITS) : 'fresh' };
};

export const isOverdue = (suggestion: Pick<Suggestion, 'state' | 'due'>, today: Day): boolean =>
  suggestion.due !== null && suggestion.due < today && suggestion.state === 'in_progress';
