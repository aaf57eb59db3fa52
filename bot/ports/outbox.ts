import type { Instant } from '../domain/calendar/instant.ts';
import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { Notice } from './notices.ts';
import type { ListName, Row } from './rows.ts';

/** An item whose working copy is ahead of SharePoint. The whole row is here, so that only the latest state is carried. */
export type Pending = {
  readonly list: ListName;
  readonly key: string;
  /** Grows with each change of the row; `saved` tells by it whether more has happened meanwhile. */
  readonly version: number;
  readonly row: Row;
  /** The row as SharePoint last had it; null when it has never been there. */
  readonly base: Row | null;
  readonly itemId: string | null;
  readonly etag: string | null;
  readonly attempts: number;
};

/** Where an item stands in SharePoint. */
export type Place = { readonly itemId: string; readonly etag: string };

/** An item that SharePoint will not take, with the reason in Graph's words. */
export type Unsaved = {
  readonly list: ListName;
  readonly key: string;
  readonly reason: string;
  readonly since: Instant;
};

/** What carries changes out reads and writes. */
export type Outbox = {
  /** Takes up to `limit` items that are due, oldest first, for `leaseSeconds`; nobody else gets them meanwhile. */
  claim(limit: number, leaseSeconds: number): Promise<readonly Pending[]>;
  /** SharePoint has the row of that version now. */
  saved(pending: Pending, place: Place): Promise<void>;
  /**
   * SharePoint had changed too: keeps the merged row and what SharePoint has as the new base; still to be carried
   * out when they differ. The history says what was overruled.
   */
  merged(
    pending: Pending,
    merge: {
      readonly row: Row;
      readonly base: Row;
      readonly place: Place;
      readonly history: readonly HistoryEntry[];
      readonly notices?: readonly Notice[];
    },
  ): Promise<'kept' | 'changedMeanwhile'>;
  later(pending: Pending, at: Instant): Promise<void>;
  /** To the unsaved shelf. */
  refused(pending: Pending, reason: string): Promise<void>;
  /** Runs the listener when something is to be carried out; returns how to stop. */
  onPending(listener: () => void): () => void;
  /** The moment at which the next item is due, if any. */
  nextDue(): Promise<Instant | undefined>;
  /**
   * Marks what has been on its way for more than ten seconds, so that boards show that it waits; they hear of it by
   * the feed, and again when it is saved. Returns how many were marked. To be called every few seconds.
   */
  markLate(): Promise<number>;
};

export type Shelf = {
  unsaved(): Promise<readonly Unsaved[]>;
  /** Puts the item back in line. */
  retry(list: ListName, key: string): Promise<void>;
  /** How many items wait for SharePoint, and since when the oldest of them does. */
  waiting(): Promise<{ readonly count: number; readonly since: Instant | null }>;
};

/** A row that came in from SharePoint, or word that it was deleted there. */
export type Incoming =
  | { readonly kind: 'row'; readonly row: Row; readonly place: Place; readonly editor: string | null }
  | { readonly kind: 'deleted'; readonly itemId: string };

/** How two versions of a row become one; pure. */
export type Merge = (
  list: ListName,
  versions: { readonly base: Row | null; readonly ours: Row; readonly theirs: Row; readonly editor: string | null },
) => { readonly row: Row; readonly history: readonly HistoryEntry[]; readonly notices?: readonly Notice[] };

/** Was this version of an item there before that one? For pages that were read before our own last write. */
export type IsOlder = (etag: string, than: string) => boolean;

/** What brings changes in reads and writes. */
export type Inbox = {
  /** Where the last reading of the list ended; undefined before the first. */
  link(list: ListName): Promise<string | undefined>;
  /**
   * Takes in one page, in one transaction, and remembers `link` when the page is the last. A row that is unchanged
   * (same etag) costs nothing, nor does one that is older than ours. A row that was changed there goes through
   * `merge`: with the base when ours waits to be carried out, else with ours as the base. What is deleted there is
   * removed, unless it waits: then it is carried there anew. Returns how many rows changed.
   */
  take(
    list: ListName,
    page: readonly Incoming[],
    link: string | null,
    merge: Merge,
    isOlder?: IsOlder,
  ): Promise<number>;
  /**
   * After a full reading: removes rows that SharePoint no longer has, unless they still wait to be carried there. What
   * came there only after the reading `began` could not be in it and stays.
   */
  keepOnly(list: ListName, itemIds: ReadonlySet<string>, began?: Instant): Promise<number>;
  /** Only one server reads a list at a time. False when another holds it. */
  lease(list: ListName, seconds: number): Promise<boolean>;
};

/** A row that people wrote in SharePoint and that cannot be taken in: where, and why. Never what stands there. */
export type Unreadable = {
  readonly list: ListName;
  readonly itemId: string;
  readonly column: string;
  readonly reason: 'empty' | 'notAValue' | 'nationalNumber';
};

/** What the last reading of SharePoint could not take in, in this server. */
export type Unread = { unreadable(): readonly Unreadable[] };
