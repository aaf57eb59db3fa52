import type { HomeView } from '../api/views.ts';
import type { Route } from './route.ts';

const HOSTS = ['teams.microsoft.com', 'teams.cloud.microsoft'];

export const isDeepLink = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { host, pathname } = new URL(address);
  return HOSTS.includes(host) && pathname.startsWith('/l/');
};

/** Where a Teams link leads for this person; `chat` asks for a new chat with those people; undefined when nowhere. */
export type Destination =
  | Route
  | { readonly view: 'newChat'; readonly users: readonly string[]; readonly topic: string; readonly message: string };

export function findDestination(address: string, home: HomeView): Destination | undefined {
  const url = new URL(address);
  const [, , kind, first, second] = url.pathname.split('/').map(decodeURIComponent);
  if (kind === 'entity' && second) return entity(second, readContext(url), home);
  if (kind === 'message' && first) return conversation(first, home);
  if (kind === 'channel' && first) return conversation(first, home);
  if (kind === 'app') return { view: 'apps' };
  if (kind !== 'chat') return undefined;
  const users = (url.searchParams.get('users') ?? '').split(',').filter(Boolean);
  const bot = users.length === 1 && users[0] === home.bot.account;
  if (bot) return { view: 'chat', id: home.bot.chat, tab: undefined };
  const { searchParams } = url;
  return {
    view: 'newChat',
    users,
    topic: searchParams.get('topicName') ?? '',
    message: searchParams.get('message') ?? '',
  };
}

type Context = { readonly subEntityId?: string; readonly channelId?: string; readonly chatId?: string };

function readContext(url: URL): Context {
  const text = url.searchParams.get('context');
  if (text === null) return {};
  try {
    const context: unknown = JSON.parse(text);
    return typeof context === 'object' && context !== null ? context : {};
  } catch {
    // A link with a broken context still leads to its tab.
    return {};
  }
}

function entity(entityId: string, { subEntityId, channelId, chatId }: Context, home: HomeView): Route | undefined {
  const sub = subEntityId === undefined ? {} : { sub: String(subEntityId) };
  const place = channelId ?? chatId;
  const rooms = [
    ...home.teams.flatMap(({ channels }) => channels.map((room) => ({ ...room, view: 'channel' as const }))),
    ...home.chats.map((room) => ({ ...room, view: 'chat' as const })),
  ];
  const named = rooms.filter(({ id }) => place === undefined || id === place);
  for (const { view, id, tabs } of named) {
    const tab = tabs.find((one) => one.entityId === entityId) ?? (place === undefined ? undefined : tabs[0]);
    if (tab) return { view, id, tab: tab.id, ...sub };
  }
  const isStatic = home.app.staticTabs.some((tab) => tab.entityId === entityId);
  return isStatic ? { view: 'app', entityId, ...sub } : undefined;
}

function conversation(conversationId: string, home: HomeView): Route | undefined {
  const [id = ''] = conversationId.split(';');
  if (home.chats.some((chat) => chat.id === id)) return { view: 'chat', id, tab: undefined };
  const isChannel = home.teams.some(({ channels }) => channels.some((channel) => channel.id === id));
  return isChannel ? { view: 'channel', id, tab: undefined } : undefined;
}
