import type { Generated } from 'kysely';
import type { ListName } from '../ports/rows.ts';

/** Times are Instants as text, so that they compare the same in both engines. Yes and no are 1 and 0. */
export type Schema = {
  readonly item: ItemTable;
  readonly feed: FeedTable;
  /** Changes that are committed but have no place in the feed yet; PostgreSQL only (feed.ts says why). */
  readonly arrival: ArrivalTable;
  /** One row: everything up to and including this number has been forgotten. */
  readonly feed_mark: { forgotten: number };
  readonly task: TaskTable;
  readonly conversation: ConversationTable;
  readonly posted_card: { suggestion: string; conversation: string; activity: string };
  readonly seen_activity: { id: string; at: string };
  readonly person: PersonTable;
  readonly member: { unit: string; person: string };
  readonly roster_read: { unit: string; at: string };
  readonly delta_link: { list: ListName; link: string };
  readonly lease: { name: string; holder: string; until: string };
  readonly schema_version: { version: number };
};

/** A row of any list, with what is looked up by, and how it stands towards SharePoint. */
export type ItemTable = {
  list: ListName;
  key: string;
  /** The row as JSON. */
  body: string;
  /** Grows by one with every change of the body. */
  version: number;

  // What is looked up by; lookups.ts says where each comes from.
  unit: string | null;
  parent: string | null;
  person: string | null;
  at: string | null;
  /** When it was settled; `OPEN` while it is not, so that one comparison finds the open and the recently settled. */
  open_until: string;

  // Where it stands in SharePoint.
  item_id: string | null;
  etag: string | null;
  /** Since when we know that it is there. */
  placed_at: string | null;
  /** The row that SharePoint last had, while ours is ahead of it; null when it has none, or the same. */
  base: string | null;

  // The outbox. An item is ahead of SharePoint exactly while `pending_since` is set.
  pending_since: string | null;
  /** When it may be taken to be carried out: the lease is a due time further on. Null when saved or refused. */
  due: string | null;
  attempts: number;
  /** 1 when boards have been told that it waits. */
  late: number;
  /** Why SharePoint will not have it, and since when. */
  refused: string | null;
  refused_at: string | null;
};

type ArrivalTable = {
  id: Generated<number>;
  list: ListName;
  key: string;
  unit: string | null;
  at: string;
};

type FeedTable = Omit<ArrivalTable, 'id'> & { seq: Generated<number> };

type TaskTable = {
  id: string;
  notice: string;
  /** When it may be taken; null when it was given up. */
  due: string | null;
  attempts: number;
  reason: string | null;
};

export type ConversationTable = {
  id: string;
  kind: string;
  service_url: string;
  tenant_id: string;
  person: string | null;
  bot_account: string;
  person_account: string | null;
  at: string;
};

export type PersonTable = {
  id: string;
  name: string;
  language_seen: string | null;
  language_chosen: string | null;
  chosen_unit: string | null;
};
