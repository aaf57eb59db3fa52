import type { Day } from '../calendar/day.ts';
import type { GateProblem } from '../gate/problem.ts';
import type { PeopleProblem } from '../people/problem.ts';
import type { Need, State } from './states.ts';

export type SuggestionProblem =
  | GateProblem
  | PeopleProblem
  | { readonly kind: 'textTooShort'; readonly min: number }
  | { readonly kind: 'textTooLong'; readonly max: number; readonly length: number }
  | { readonly kind: 'suggestionUnknown' }
  | { readonly kind: 'noLongerEditable' }
  | { readonly kind: 'changedMeanwhile'; readonly state: State }
  | { readonly kind: 'moveUnknown' }
  | { readonly kind: 'answerMissing'; readonly need: Need }
  | { readonly kind: 'answerTooShort'; readonly need: Need; readonly min: number }
  | { readonly kind: 'answerTooLong'; readonly need: Need; readonly max: number }
  | { readonly kind: 'answerWrong'; readonly need: Need }
  | { readonly kind: 'dayTooEarly'; readonly need: Need; readonly first: Day }
  | { readonly kind: 'dayTooLate'; readonly need: Need; readonly last: Day };
