import { type Assurance, passGate } from '../gate/pass.ts';
import { type Result, refuse } from '../result.ts';
import { tidy, visibleLength } from './new-suggestion.ts';
import type { SuggestionProblem } from './problem.ts';

/** Length of a comment, in characters after trimming. */
export const COMMENT_MIN = 2;
export const COMMENT_MAX = 1000;

/** A comment that may stand in the history, tidied; or what is wrong with it. The gate is the suggestion's own. */
export const checkComment = (text: string, assurance: Assurance): Result<string, SuggestionProblem> => {
  const tidied = tidy(text);
  const length = [...tidied].length;
  if (visibleLength(tidied) < COMMENT_MIN) return refuse({ kind: 'textTooShort', min: COMMENT_MIN });
  if (length > COMMENT_MAX) return refuse({ kind: 'textTooLong', max: COMMENT_MAX, length });
  return passGate(tidied, assurance);
};
