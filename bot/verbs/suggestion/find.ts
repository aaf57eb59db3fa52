import type { Person } from '../../domain/people/person.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import type { State } from '../../domain/suggestion/states.ts';
import { isSuggestionKey } from '../../domain/suggestion/suggestion.ts';
import type { OnBoard } from '../../ports/suggestions.ts';
import type { Enter, Entry } from '../board/enter.ts';
import type { Ports } from '../ports.ts';

export type Found = Entry & { readonly suggestion: OnBoard };

/** States in which the text is the proposer's own again: others learn that there was one, not what it said. */
const TAKEN_BACK: readonly State[] = ['withdrawn', 'rerouted'];

const isTakenBack = ({ state, proposer }: OnBoard, person: Person): boolean =>
  TAKEN_BACK.includes(state) && proposer !== person.id;

/**
 * A suggestion that this person may see. One of another unit, or one that was taken back, is answered as one that
 * does not exist.
 */
export const createFind =
  ({ suggestions }: Pick<Ports, 'suggestions'>, enter: Enter) =>
  async (person: Person, key: string): Promise<Result<Found, SuggestionProblem>> => {
    const suggestion = isSuggestionKey(key) ? await suggestions.find(key) : undefined;
    if (suggestion === undefined || isTakenBack(suggestion, person)) return refuse({ kind: 'suggestionUnknown' });
    const entry = await enter(person, suggestion.unit);
    return entry.ok ? ok({ ...entry.value, suggestion }) : refuse({ kind: 'suggestionUnknown' });
  };

export type Find = ReturnType<typeof createFind>;
