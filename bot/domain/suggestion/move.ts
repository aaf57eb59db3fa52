import { type Day, dayAt } from '../calendar/day.ts';
import type { Instant } from '../calendar/instant.ts';
import { leads } from '../people/may.ts';
import { type Person, rolesIn } from '../people/person.ts';
import type { Unit } from '../people/unit.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Answers, type RawAnswers, readAnswers } from './answers.ts';
import { COLUMN_OF, type Column } from './columns.ts';
import type { SuggestionProblem } from './problem.ts';
import { type Mover, type State, TRANSITIONS, type Transition } from './states.ts';
import type { Suggestion } from './suggestion.ts';

const IS_MOVER: Record<Mover, (person: Person, suggestion: Suggestion, unit: Unit) => boolean> = {
  leader: (person, _, unit) => leads(person, unit),
  host: (person, _, unit) => rolesIn(person, unit).includes('huddleHost'),
  proposer: (person, suggestion) => suggestion.proposer === person.id,
  owner: (person, suggestion) => suggestion.owner === person.id,
};

/** Is it a move of this suggestion at all? One without a known effort counts as big. */
const fits = ({ from, maxEffort }: Transition, { state, effort }: Suggestion): boolean =>
  from.includes(state) && (maxEffort === undefined || (effort !== null && effort <= maxEffort));

/** The moves that this person can make with this suggestion now. */
export const movesFor = (person: Person, suggestion: Suggestion, unit: Unit): readonly Transition[] =>
  TRANSITIONS.filter(
    (transition) =>
      fits(transition, suggestion) && transition.by.some((mover) => IS_MOVER[mover](person, suggestion, unit)),
  );

/** Those of them that end in a column: what dropping the card there may mean. */
export const movesInto = (column: Column, moves: readonly Transition[]): readonly Transition[] =>
  moves.filter((move) => COLUMN_OF[move.to] === column);

/** The words of a move: what the history keeps of it. */
const wordsOf = (answers: Answers): string | null =>
  answers.reply ?? answers.question ?? answers.answer ?? answers.reason ?? answers.result ?? answers.learning ?? null;

const moved = (suggestion: Suggestion, to: State, answers: Answers, now: Instant): Suggestion => {
  const { answer: _, reason: __, ...kept } = answers;
  return {
    ...suggestion,
    /** A date for looking at it again means something only while it is parked. */
    reviewDate: null,
    ...kept,
    state: to,
    movedAt: now,
    phase: to === 'in_progress' ? 'plan' : null,
  };
};

export type Moved = { readonly suggestion: Suggestion; readonly words: string | null };

/**
 * Moves a suggestion. `from` is the state that the mover saw: when it is another one now, somebody was faster and
 * nothing happens. `now` becomes the time of the last movement; `today` is the date on the unit's wall then.
 */
export const moveSuggestion = (
  suggestion: Suggestion,
  move: { readonly from: State; readonly to: State; readonly answers: RawAnswers },
  person: Person,
  unit: Unit,
  now: Instant,
  today: Day = dayAt(now),
): Result<Moved, SuggestionProblem> => {
  if (suggestion.state !== move.from) return refuse({ kind: 'changedMeanwhile', state: suggestion.state });
  const known = TRANSITIONS.some((transition) => transition.to === move.to && fits(transition, suggestion));
  if (!known) return refuse({ kind: 'moveUnknown' });
  const transition = movesFor(person, suggestion, unit).find(({ to }) => to === move.to);
  if (transition === undefined) return refuse({ kind: 'notAllowed' });
  const answers = readAnswers(transition.needs, move.answers, today);
  if (!answers.ok) return answers;
  return ok({ suggestion: moved(suggestion, move.to, answers.value, now), words: wordsOf(answers.value) });
};
