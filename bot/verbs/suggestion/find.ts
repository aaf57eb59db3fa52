import type { Person } from '../../domain/people/person.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import { isSuggestionKey } from '../../domain/suggestion/suggestion.ts';
import type { OnBoard } from '../../ports/suggestions.ts';
import type { Enter, Entry } from '../board/enter.ts';
import type { Ports } from '../ports.ts';

export type Found = Entry & { readonly suggestion: OnBoard };

/** A suggestion that this person may see. One of another unit is answered as one that does not exist. */
export const createFind =
  ({ suggestions }: Pick<Ports, 'suggestions'>, enter: Enter) =>
  async (person: Person, key: string): Promise<Result<Found, SuggestionProblem>> => {
    const suggestion = isSuggestionKey(key) ? await suggestions.find(key) : undefined;
    if (suggestion === undefined) return refuse({ kind: 'suggestionUnknown' });
    const entry = await enter(person, suggestion.unit);
    return entry.ok ? ok({ ...entry.value, suggestion }) : refuse({ kind: 'suggestionUnknown' });
  };

export type Find = ReturnType<typeof createFind>;
