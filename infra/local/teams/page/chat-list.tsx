/** @jsxImportSource preact */
import type { ChatView } from '../api/views.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Badge } from './rail.tsx';
import { type Route, writeRoute } from './route.ts';
import { useSession } from './session.ts';
import { shortTime } from './when.ts';

/** The chats of one person, newest first. */
export function ChatList({ route, onNewChat }: { readonly route: Route; readonly onNewChat: () => void }) {
  const { home, say } = useSession();
  const here = route.view === 'chat' ? route.id : undefined;
  return (
    <section class="list" aria-label={say('chat')}>
      <header class="list-head">
        <h1>{say('chat')}</h1>
        <button
          type="button"
          class="icon-button"
          onClick={onNewChat}
          aria-label={say('newChat')}
          title={say('newChat')}
        >
          <Icon name="chatAdd" />
        </button>
      </header>
      {home.chats.length === 0 && <p class="subtle pad">{say('noChats')}</p>}
      <ul class="rows">
        {home.chats.map((chat) => (
          <li key={chat.id}>
            <ChatRow chat={chat} isHere={chat.id === here} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChatRow({ chat, isHere }: { readonly chat: ChatView; readonly isHere: boolean }) {
  const { home, say } = useSession();
  const others = chat.members.filter(({ id }) => id !== home.me.id);
  const by =
    chat.last === undefined
      ? ''
      : chat.last.by === ''
        ? `${say('you')}: `
        : others.length > 1
          ? `${chat.last.by}: `
          : '';
  return (
    <a
      class={chat.unread > 0 ? 'row unread' : 'row'}
      href={writeRoute({ view: 'chat', id: chat.id, tab: undefined })}
      aria-current={isHere ? 'page' : undefined}
    >
      <Avatar name={chat.name} size={36} app={chat.kind === 'personal' ? home.app.accentColor : undefined} />
      <span class="row-text">
        <span class="row-top">
          <span class="row-name">{chat.name}</span>
          {chat.last && <time class="row-time">{shortTime(chat.last.at, home.preference.language)}</time>}
        </span>
        <span class="row-last">{chat.last ? `${by}${chat.last.text || say('card')}` : say('app')}</span>
      </span>
      {chat.unread > 0 && <Badge count={chat.unread} words={say('unread', chat.unread)} />}
    </a>
  );
}
