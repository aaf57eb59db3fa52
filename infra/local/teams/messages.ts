import type { Attachment, Message } from './message.ts';
import type { Store } from './store.ts';

export type Draft = Omit<Message, 'id' | 'root' | 'createdAt' | 'editedAt' | 'deleted' | 'reactions'> & {
  /** A thread's root; 'new' starts one; null where there are no threads. */
  readonly thread: string | 'new' | null;
};

export type Messages = {
  add(draft: Draft): Message;
  change(message: Message, change: Partial<Message>): Message;
  find(conversationId: string, id: string): Message | undefined;
  /** Oldest first. */
  list(conversationId: string): readonly Message[];
  last(conversationId: string): Message | undefined;
  /** How many of others' messages came after the one that this person saw last. */
  unread(userId: string, conversationId: string): number;
  markSeen(userId: string, conversationId: string): void;
  /** What an answer to Action.Execute showed to one person only. */
  viewOf(message: Message, userId: string): Attachment | undefined;
  setView(message: Message, userId: string, card: Attachment): void;
  forgetViews(message: Message): void;
  counts(): readonly { readonly conversationId: string; readonly messages: number }[];
};

export function createMessages(store: Store, now: () => number): Messages {
  let newest = Number(store.one('select max(cast(id as integer)) as id from message')?.id ?? 0);
  const nextId = () => {
    newest = Math.max(now(), newest + 1);
    return String(newest);
  };
  const keep = (message: Message): Message => {
    store.run(
      'insert into message (conversation, id, root, doc) values (?, ?, ?, ?) on conflict do update set doc = excluded.doc',
      message.conversationId,
      message.id,
      message.root,
      JSON.stringify(message),
    );
    return message;
  };
  const read = (row: { readonly doc?: unknown } | undefined): Message | undefined =>
    row === undefined ? undefined : JSON.parse(String(row.doc));
  const find = (conversationId: string, id: string) =>
    read(store.one('select doc from message where conversation = ? and id = ?', conversationId, id));
  return {
    add: ({ thread, ...draft }) => {
      const id = nextId();
      const root = thread === 'new' ? id : thread;
      return keep({ ...draft, id, root, createdAt: now(), editedAt: null, deleted: false, reactions: [] });
    },
    // Read anew: somebody may have changed it while the bot was asked.
    change: (message, change) => keep({ ...(find(message.conversationId, message.id) ?? message), ...change }),
    find,
    list: (conversationId) =>
      store
        .all('select doc from message where conversation = ? order by cast(id as integer)', conversationId)
        .flatMap((row) => read(row) ?? []),
    last: (conversationId) =>
      read(
        store.one(
          'select doc from message where conversation = ? order by cast(id as integer) desc limit 1',
          conversationId,
        ),
      ),
    unread: (userId, conversationId) => {
      const seen = store.one('select message from seen where person = ? and conversation = ?', userId, conversationId);
      const newer = store.one(
        `select count(*) as number from message where conversation = ? and cast(id as integer) > ?
         and coalesce(json_extract(doc, '$.author.userId'), '') <> ?`,
        conversationId,
        Number(seen?.message ?? 0),
        userId,
      );
      return Number(newer?.number ?? 0);
    },
    markSeen: (userId, conversationId) =>
      store.run(
        'insert into seen (person, conversation, message) values (?, ?, ?) on conflict do update set message = excluded.message',
        userId,
        conversationId,
        String(newest),
      ),
    viewOf: (message, userId) => {
      const row = store.one(
        'select card from card_view where conversation = ? and message = ? and person = ?',
        message.conversationId,
        message.id,
        userId,
      );
      return row === undefined ? undefined : JSON.parse(String(row.card));
    },
    setView: (message, userId, card) =>
      store.run(
        'insert into card_view (conversation, message, person, card) values (?, ?, ?, ?) on conflict do update set card = excluded.card',
        message.conversationId,
        message.id,
        userId,
        JSON.stringify(card),
      ),
    forgetViews: (message) =>
      store.run('delete from card_view where conversation = ? and message = ?', message.conversationId, message.id),
    counts: () =>
      store
        .all('select conversation, count(*) as messages from message group by conversation')
        .map((row) => ({ conversationId: String(row.conversation), messages: Number(row.messages) })),
  };
}
