import type { SuggestionProblem } from './suggestion/problem.ts';

/** Everything that a verb may refuse with; each kind has its sentence in words/. */
export type Problem = SuggestionProblem;
