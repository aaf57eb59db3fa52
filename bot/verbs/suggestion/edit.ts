import type { Person } from '../../domain/people/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type Edit, editSuggestion } from '../../domain/suggestion/edit.ts';
import type { HistoryEntry } from '../../domain/suggestion/history.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { Ports } from '../ports.ts';
import type { Find } from './find.ts';
import { numberConfirmed } from './number-confirmed.ts';

/** Changes the words of one's own suggestion until the unit has decided. The earlier words stay in the history. */
export const createEdit =
  ({ clock, keys, suggestions }: Pick<Ports, 'clock' | 'keys' | 'suggestions'>, find: Find) =>
  async (seen: Person, key: string, edit: Edit): Promise<Result<Suggestion, SuggestionProblem>> => {
    const found = await find(seen, key);
    if (!found.ok) return found;
    const { person, suggestion } = found.value;
    const [line, confirmation] = [keys.next(), keys.next()];
    return suggestions.change(suggestion.key, (current) => {
      const edited = editSuggestion(current, edit, person);
      if (!edited.ok) return edited;
      const now = clock.now();
      const entry: HistoryEntry = {
        key: line,
        suggestion: current.key,
        unit: current.unit,
        what: 'edited',
        at: now,
        by: person.id,
        role: null,
        from: null,
        to: null,
        field: 'text',
        words: current.text,
      };
      return ok({
        suggestion: edited.value,
        history: [entry, ...numberConfirmed(edited.value, edit, now, confirmation)],
        notices: [{ kind: 'changed', suggestion: current.key }],
      });
    });
  };
