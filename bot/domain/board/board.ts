import type { Day } from '../calendar/day.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Grant, PersonId } from '../people/person.ts';
import type { Language, Unit } from '../people/unit.ts';
import type { HistoryEntry } from '../suggestion/history.ts';
import type { Suggestion, SuggestionKey } from '../suggestion/suggestion.ts';

export type Sync = 'saved' | 'waiting' | 'refused';

/** A suggestion as every viewer of the board may see it; `proposer` is null where the name is hidden. */
export type Card = Pick<
  Suggestion,
  | 'key'
  | 'text'
  | 'state'
  | 'phase'
  | 'showName'
  | 'submittedAt'
  | 'movedAt'
  | 'owner'
  | 'due'
  | 'threeF'
  | 'effort'
  | 'effect'
  | 'reviewDate'
  | 'question'
> & { readonly proposer: PersonId | null; readonly sync: Sync };

export type Names = Readonly<Record<string, string>>;

/** A unit's board, the same for every viewer. */
export type Board = {
  readonly unit: Pick<Unit, 'key' | 'name' | 'area' | 'language' | 'startYear'>;
  /** The feed's number at the time of reading: ask the feed for what came after. */
  readonly seq: number;
  /** Today's date on the unit's wall. */
  readonly today: Day;
  readonly cards: readonly Card[];
  /** Display names of the proposers and owners on the board. */
  readonly names: Names;
};

/** What is different for this viewer of a board. */
export type BoardMine = {
  /** Keys of the viewer's own suggestions on it. */
  readonly own: readonly SuggestionKey[];
  /** Proposers of suggestions with hidden names, for those who may know. */
  readonly hidden: Readonly<Record<string, PersonId>>;
  readonly names: Names;
  readonly mayBind: boolean;
};

export type Me = {
  readonly id: PersonId;
  readonly name: string;
  readonly language: Language;
  readonly grants: readonly Grant[];
  /** May look after what SharePoint has not taken. */
  readonly mayRepair: boolean;
  /** Units that the viewer may see, those that they are a member of first. */
  readonly units: readonly (Pick<Unit, 'key' | 'name' | 'area'> & { readonly member: boolean })[];
};

export type Member = { readonly id: PersonId; readonly name: string };

/** One suggestion whole, with what happened to it. */
export type SuggestionView = {
  readonly suggestion: Omit<Suggestion, 'proposer'> & { readonly proposer: PersonId | null; readonly sync: Sync };
  readonly history: readonly HistoryEntry[];
  readonly names: Names;
  readonly mine: boolean;
};

/** One of the viewer's own. */
export type Mine = {
  readonly suggestion: Suggestion & { readonly sync: Sync };
  readonly unitName: string;
};

/** A change on a board, as the live feed sends it. `card` is null when it left the board. */
export type Live = {
  readonly seq: number;
  readonly key: SuggestionKey;
  readonly card: Card | null;
  readonly names: Names;
};

/** The lists of the record, as the coordinator is told of them. */
export type RecordList = 'Units' | 'People' | 'Suggestions' | 'History';

export type SyncStatus = {
  readonly waiting: number;
  /** Since when the oldest has waited; null when nothing does. */
  readonly since: Instant | null;
  readonly unsaved: readonly {
    readonly list: RecordList;
    readonly key: string;
    /** In Graph's own words. */
    readonly reason: string;
    readonly since: Instant;
  }[];
  /** Rows that people wrote in SharePoint and that cannot be taken in: where, and why. */
  readonly unreadable: readonly {
    readonly list: RecordList;
    readonly itemId: string;
    readonly column: string;
    readonly reason: 'empty' | 'notAValue' | 'nationalNumber';
  }[];
};

export type Place = { readonly teamId: string; readonly channelId: string };
