import { randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

/** A line in somebody's activity feed. */
export type Notice = {
  readonly id: string;
  readonly userId: string;
  /** `mention`: `from` named the person. `app`: the app says `text`. */
  readonly kind: 'mention' | 'app';
  readonly from: string;
  readonly text: string;
  readonly preview: string;
  /** Where a press leads: a Teams deep link. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type Notices = {
  add(notice: Omit<Notice, 'id' | 'at'>): Notice;
  /** Newest first, a hundred at most. */
  of(userId: string): readonly Notice[];
};

export function createNotices(store: Store, now: () => number): Notices {
  return {
    add: (wanted) => {
      const notice: Notice = { ...wanted, id: randomUUID(), at: now() };
      store.run(
        'insert into notice (id, person, at, doc) values (?, ?, ?, ?)',
        notice.id,
        notice.userId,
        notice.at,
        JSON.stringify(notice),
      );
      return notice;
    },
    of: (userId) =>
      store
        .all('select doc from notice where person = ? order by at desc, rowid desc limit 100', userId)
        .map((row): Notice => JSON.parse(String(row.doc))),
  };
}
