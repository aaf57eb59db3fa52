import { randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

/** A tab in a channel or chat, as its configuration page set it. */
export type Tab = {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly entityId: string;
  readonly contentUrl: string;
  readonly websiteUrl: string;
};

export type Tabs = {
  of(conversationId: string): readonly Tab[];
  find(id: string): Tab | undefined;
  save(tab: Omit<Tab, 'id'> & { readonly id?: string }): Tab;
  remove(id: string): void;
};

export function createTabs(store: Store): Tabs {
  const read = (row: { readonly doc?: unknown }): Tab => JSON.parse(String(row.doc));
  return {
    of: (conversationId) =>
      store.all('select doc from tab where conversation = ? order by rowid', conversationId).map(read),
    find: (id) => {
      const row = store.one('select doc from tab where id = ?', id);
      return row && read(row);
    },
    save: (wanted) => {
      const tab: Tab = { ...wanted, id: wanted.id ?? randomUUID() };
      store.run(
        'insert into tab (id, conversation, doc) values (?, ?, ?) on conflict do update set doc = excluded.doc',
        tab.id,
        tab.conversationId,
        JSON.stringify(tab),
      );
      return tab;
    },
    remove: (id) => store.run('delete from tab where id = ?', id),
  };
}
