import type { Assurance } from '../gate/pass.ts';
import type { Person } from '../people/person.ts';
import { ok, type Result, refuse } from '../result.ts';
import { checkText } from './new-suggestion.ts';
import type { SuggestionProblem } from './problem.ts';
import { EDITABLE } from './states.ts';
import type { Suggestion } from './suggestion.ts';

export type Edit = Assurance & { readonly text: string; readonly showName: boolean };

/** The proposer's own change of words, as long as the unit has not decided. */
export const editSuggestion = (
  suggestion: Suggestion,
  edit: Edit,
  person: Person,
): Result<Suggestion, SuggestionProblem> => {
  if (suggestion.proposer !== person.id) return refuse({ kind: 'notAllowed' });
  if (!EDITABLE.includes(suggestion.state)) return refuse({ kind: 'noLongerEditable' });
  const text = checkText(edit.text, edit);
  return text.ok ? ok({ ...suggestion, text: text.value, showName: edit.showName }) : text;
};
