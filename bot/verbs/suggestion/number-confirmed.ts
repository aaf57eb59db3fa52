import type { Instant } from '../../domain/calendar/instant.ts';
import { inspect } from '../../domain/gate/gate.ts';
import type { Assurance } from '../../domain/gate/pass.ts';
import type { HistoryEntry } from '../../domain/suggestion/history.ts';
import { tidy } from '../../domain/suggestion/new-suggestion.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';

/**
 * The line that says why eleven digits in the text are no national identity number: who said so, when, and the
 * reason, without the number. No line when the text holds none, whatever came with it.
 */
export const numberConfirmed = (
  suggestion: Suggestion,
  { numberReason }: Assurance,
  at: Instant,
  key: string,
): readonly HistoryEntry[] =>
  inspect(suggestion.text).nationalNumber
    ? [
        {
          key,
          suggestion: suggestion.key,
          unit: suggestion.unit,
          what: 'numberConfirmed',
          at,
          by: suggestion.proposer,
          role: null,
          from: null,
          to: null,
          field: null,
          words: tidy(numberReason ?? ''),
        },
      ]
    : [];
