import { randomUUID } from 'node:crypto';
import { membersOf, type Place, splitThread } from './place.ts';
import type { Store } from './store.ts';
import type { Tenant } from './tenant.ts';

export type Places = {
  /** The place of a conversation id, with or without a thread's suffix. */
  find(conversationId: string): Place | undefined;
  /** The same, when this person is in it. */
  findFor(userId: string, conversationId: string): Place | undefined;
  createChat(topic: string, memberIds: readonly string[]): Place;
  chatsOf(userId: string): readonly Place[];
};

export function createPlaces(store: Store, tenant: Tenant, now: () => number): Places {
  const chat = (id: string): Place | undefined => {
    const row = store.one('select topic from chat where id = ?', id);
    if (row === undefined) return undefined;
    const members = store.all('select person from chat_member where chat = ? order by rowid', id);
    return { kind: 'chat', id, topic: String(row.topic), memberIds: members.map(({ person }) => String(person)) };
  };
  const find = (conversationId: string): Place | undefined => {
    const { id } = splitThread(conversationId);
    const channel = tenant.channel(id);
    if (channel) return { kind: 'channel', id, ...channel };
    const user = tenant.userOfChat(id);
    return user ? { kind: 'personal', id, userId: user.id } : chat(id);
  };
  const present = (ids: readonly unknown[]): Place[] => ids.flatMap((id) => find(String(id)) ?? []);
  return {
    find,
    findFor: (userId, conversationId) => {
      const place = find(conversationId);
      return place && membersOf(place).includes(userId) ? place : undefined;
    },
    createChat: (topic, memberIds) => {
      const id = `19:${randomUUID().replaceAll('-', '')}@thread.v2`;
      store.run('insert into chat (id, topic, created) values (?, ?, ?)', id, topic, now());
      for (const member of new Set(memberIds))
        store.run('insert into chat_member (chat, person) values (?, ?)', id, member);
      return { kind: 'chat', id, topic, memberIds: [...new Set(memberIds)] };
    },
    chatsOf: (userId) => present(store.all('select chat from chat_member where person = ?', userId).map((r) => r.chat)),
  };
}
