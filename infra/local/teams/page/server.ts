import type { ConversationView, HomeView, PersonView, StartView } from '../api/views.ts';
import type { Json } from '../json.ts';
import type { Attachment } from '../message.ts';
import type { MessageView } from '../message-view.ts';
import type { Choice } from '../person/choices.ts';
import type { Outcome } from '../person/outcome.ts';
import type { Preference } from '../preferences.ts';
import type { Tab } from '../tabs.ts';

async function ask<T>(method: string, path: string, query: Record<string, string>, body?: object): Promise<T> {
  const response = await fetch(`api${path}?${new URLSearchParams(query)}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const getStart = (): Promise<StartView> => ask('GET', '/start', {});
export const findPeople = (q: string): Promise<readonly PersonView[]> => ask('GET', '/people', { q });

export type ExtensionUse = {
  readonly commandId: string;
  readonly context: 'compose' | 'message';
  readonly messageId?: string;
  readonly thread?: string;
  readonly requestId: string;
};

export type Server = ReturnType<typeof serverFor>;

/** What one person asks of the server. */
export function serverFor(as: string) {
  const call = <T>(method: string, path: string, body?: object) => ask<T>(method, path, { as }, body);
  const at = (id: string) => `/conversations/${encodeURIComponent(id)}`;
  const use = (id: string, { commandId, ...rest }: ExtensionUse, step: string, more: object = {}) =>
    call<Outcome>('POST', `${at(id)}/extension/${encodeURIComponent(commandId)}/${step}`, { ...rest, ...more });
  return {
    as,
    home: () => call<HomeView>('GET', '/home'),
    token: async () => (await call<{ token: string }>('GET', '/token')).token,
    prefer: (change: Partial<Preference>) => call<Preference>('PUT', '/preference', change),
    conversation: (id: string) => call<ConversationView>('GET', at(id)),
    seen: (id: string) => call('POST', `${at(id)}/seen`, {}),
    say: (id: string, words: { text: string; thread?: string; attachments?: readonly Attachment[] }) =>
      call<MessageView>('POST', `${at(id)}/messages`, words),
    edit: (id: string, messageId: string, text: string) => call('PUT', `${at(id)}/messages/${messageId}`, { text }),
    takeBack: (id: string, messageId: string) => call('DELETE', `${at(id)}/messages/${messageId}`),
    react: (id: string, messageId: string, type: string) =>
      call('POST', `${at(id)}/messages/${messageId}/reactions`, { type }),
    press: (id: string, messageId: string, action: Json) =>
      call<Outcome>('POST', `${at(id)}/messages/${messageId}/press`, action),
    refresh: (id: string, messageId: string) => call<Outcome>('POST', `${at(id)}/messages/${messageId}/refresh`, {}),
    submitTask: (id: string, messageId: string | undefined, data: unknown) =>
      call<Outcome>('POST', `${at(id)}/task`, { messageId, data }),
    choices: (id: string, dataset: string, typed: string) =>
      call<readonly Choice[]>('POST', `${at(id)}/choices`, { dataset, typed }),
    fetchExtension: (id: string, used: ExtensionUse) => use(id, used, 'fetch'),
    submitExtension: (id: string, used: ExtensionUse, data: unknown, more: object = {}) =>
      use(id, used, 'submit', { data, ...more }),
    queryExtension: (id: string, used: ExtensionUse, typed: string) => use(id, used, 'query', { typed }),
    selectItem: (id: string, used: ExtensionUse, value: unknown) => use(id, used, 'select', { value }),
    startChat: (members: readonly string[], topic: string) =>
      call<{ id: string }>('POST', '/chats', { members, topic }),
    install: (id: string) => call('POST', `${at(id)}/install`, {}),
    uninstall: (id: string) => call('DELETE', `${at(id)}/install`),
    saveTab: (id: string, tab: Partial<Tab>) => call<Tab>('POST', `${at(id)}/tabs`, tab),
    removeTab: (id: string, tabId: string) => call('DELETE', `${at(id)}/tabs/${tabId}`),
    live: () => new EventSource(`api/live?${new URLSearchParams({ as })}`),
  };
}
