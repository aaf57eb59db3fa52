import type { Instant } from '../domain/calendar/instant.ts';
import type { PersonId } from '../domain/people/person.ts';
import type { UnitKey } from '../domain/people/unit.ts';
import type { Result } from '../domain/result.ts';
import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { SuggestionProblem } from '../domain/suggestion/problem.ts';
import type { Suggestion, SuggestionKey } from '../domain/suggestion/suggestion.ts';
import type { Notice } from './notices.ts';

/** What is kept together with a change, in the same transaction. */
export type Along = { readonly history: readonly HistoryEntry[]; readonly notices: readonly Notice[] };

export type Changed = Along & { readonly suggestion: Suggestion };

/** A suggestion as the board needs it, with how it stands towards SharePoint. */
export type OnBoard = Suggestion & {
  /** `saved`: in SharePoint. `waiting`: not there yet after ten seconds. `refused`: on the unsaved shelf. */
  readonly sync: 'saved' | 'waiting' | 'refused';
};

export type Suggestions = {
  find(key: SuggestionKey): Promise<OnBoard | undefined>;
  /** Everything of the unit that is not settled, and what was settled on or after `settledSince`; any order. */
  ofUnit(unit: UnitKey, settledSince: Instant): Promise<readonly OnBoard[]>;
  /** The person's own, newest first. */
  ofProposer(person: PersonId, limit: number): Promise<readonly OnBoard[]>;
  /** Everything that happened to it, oldest first. */
  history(key: SuggestionKey): Promise<readonly HistoryEntry[]>;
  /**
   * Keeps a fresh suggestion, durably, with what goes along. When one with this key is there already, nothing is
   * written and that one is returned, so that sending twice is sending once. The same for a suggestion of the same
   * person, unit and text that was submitted at or after `twinSince`.
   */
  add(
    fresh: Suggestion,
    along: Along,
    twinSince: Instant,
  ): Promise<{ readonly kind: 'added' | 'existed'; readonly suggestion: Suggestion }>;
  /**
   * Reads, decides and keeps in one transaction; `decide` is pure and may run more than once. A refusal writes
   * nothing. An unknown key is refused as `suggestionUnknown`.
   */
  change(
    key: SuggestionKey,
    decide: (current: Suggestion) => Result<Changed, SuggestionProblem>,
  ): Promise<Result<Suggestion, SuggestionProblem>>;
};
