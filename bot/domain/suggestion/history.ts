import type { Instant } from '../calendar/instant.ts';
import type { PersonId, Role } from '../people/person.ts';
import type { UnitKey } from '../people/unit.ts';
import type { SuggestionKey } from './suggestion.ts';

/** What can happen to a suggestion. `overruled`: a change made in SharePoint lost against one made here. */
export const HAPPENINGS = [
  'moved',
  'edited',
  'commented',
  'numberConfirmed',
  'overruled',
  'changedInSharePoint',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** One line of a suggestion's history: who did what when. Only ever added. The submission itself stands in the suggestion. */
export type HistoryEntry = {
  readonly key: string;
  readonly suggestion: SuggestionKey;
  readonly unit: UnitKey;
  readonly what: Happening;
  readonly at: Instant;
  /** Null when it was not a person of ours: a change in SharePoint by somebody unknown, or the clock. */
  readonly by: PersonId | null;
  readonly role: Role | null;
  /** State or value before and after; the field's name when one field changed. */
  readonly from: string | null;
  readonly to: string | null;
  readonly field: string | null;
  /** What was said: reply, question, reason, earlier text. */
  readonly words: string | null;
};
