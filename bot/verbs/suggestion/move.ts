import { dayAt } from '../../domain/calendar/day.ts';
import { type Person, rolesIn } from '../../domain/people/person.ts';
import type { Unit } from '../../domain/people/unit.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { RawAnswers } from '../../domain/suggestion/answers.ts';
import type { HistoryEntry } from '../../domain/suggestion/history.ts';
import { type Moved, moveSuggestion } from '../../domain/suggestion/move.ts';
import { tidy } from '../../domain/suggestion/new-suggestion.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import type { State } from '../../domain/suggestion/states.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { Notice } from '../../ports/notices.ts';
import type { Ports } from '../ports.ts';
import type { Find } from './find.ts';

export type Move = { readonly from: State; readonly to: State; readonly answers: RawAnswers };

const lineOf = (
  key: string,
  before: Suggestion,
  { suggestion: after, words }: Moved,
  person: Person,
  unit: Unit,
): HistoryEntry => ({
  key,
  suggestion: after.key,
  unit: after.unit,
  what: 'moved',
  at: after.movedAt,
  by: person.id,
  role: rolesIn(person, unit)[0] ?? null,
  from: before.state,
  to: after.state,
  field: null,
  words,
});

/** Everybody sees the card change; the proposer is told, unless they did it themselves. */
const noticesOf = (before: Suggestion, { suggestion: after, words }: Moved, person: Person): readonly Notice[] => [
  ...(after.proposer === person.id
    ? []
    : [{ kind: 'moved', suggestion: after.key, from: before.state, to: after.state, words } as const]),
  { kind: 'changed', suggestion: after.key },
];

type Needs = Pick<Ports, 'clock' | 'keys' | 'suggestions' | 'people' | 'timeZone'>;

/** Moves a suggestion from the state that the mover saw to another. */
export const createMove =
  ({ clock, keys, suggestions, people, timeZone }: Needs, find: Find) =>
  async (seen: Person, key: string, move: Move): Promise<Result<Suggestion, SuggestionProblem>> => {
    const found = await find(seen, key);
    if (!found.ok) return found;
    const { person, unit, suggestion } = found.value;
    const owner = tidy(move.answers.owner ?? '');
    if (owner !== '') {
      const members = await people.membersOf(unit.key);
      const known = owner === person.id || members.some(({ id }) => id === owner);
      if (!known) return refuse({ kind: 'answerWrong', need: 'owner' });
    }
    const line = keys.next();
    return suggestions.change(suggestion.key, (current) => {
      const now = clock.now();
      const moved = moveSuggestion(current, move, person, unit, now, dayAt(now, timeZone));
      if (!moved.ok) return moved;
      return ok({
        suggestion: moved.value.suggestion,
        history: [lineOf(line, current, moved.value, person, unit)],
        notices: noticesOf(current, moved.value, person),
      });
    });
  };
