import { instantOf, millisecondsOf } from '../../domain/calendar/instant.ts';
import { may } from '../../domain/people/may.ts';
import type { Person } from '../../domain/people/person.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { type Note, newSuggestion } from '../../domain/suggestion/new-suggestion.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import { isSuggestionKey, type Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { Enter } from '../board/enter.ts';
import type { Ports } from '../ports.ts';
import { numberConfirmed } from './number-confirmed.ts';

/** The same words by the same person within this many seconds are the same suggestion. */
const TWIN_SECONDS = 10;

type Needs = Pick<Ports, 'clock' | 'keys' | 'suggestions' | 'people'>;

/**
 * Hands in a suggestion. `once` is the key that it gets: the same `once` again returns what is there already.
 * Returns when the suggestion is durable; SharePoint and the channel follow.
 */
export const createSubmit =
  ({ clock, keys, suggestions, people }: Needs, enter: Enter) =>
  async (
    seen: Person,
    handed: Omit<Note, 'unit'> & { readonly unit: string },
    once: string,
  ): Promise<Result<Suggestion, SuggestionProblem>> => {
    const key = isSuggestionKey(once) ? once : refuse({ kind: 'suggestionUnknown' } as const);
    if (typeof key !== 'string') return key;
    const entry = await enter(seen, handed.unit);
    if (!entry.ok) return entry;
    const { person, unit } = entry.value;
    if (!may(person, 'suggestion.submit', unit)) return refuse({ kind: 'notAllowed' });
    const now = clock.now();
    const note = { ...handed, unit: unit.key };
    const fresh = newSuggestion(note, person.id, key, now);
    if (!fresh.ok) return fresh;
    const added = await suggestions.add(
      fresh.value,
      {
        history: numberConfirmed(fresh.value, note, now, keys.next()),
        notices: [{ kind: 'submitted', suggestion: key }],
      },
      instantOf(millisecondsOf(now) - TWIN_SECONDS * 1000),
    );
    if (added.suggestion.proposer !== person.id) return refuse({ kind: 'suggestionUnknown' });
    await people.choosesUnit(person.id, unit.key);
    return ok(added.suggestion);
  };
