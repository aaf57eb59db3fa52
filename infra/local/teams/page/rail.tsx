/** @jsxImportSource preact */
import { Avatar } from './avatar.tsx';
import { Icon, type IconName } from './icon.tsx';
import { type Route, writeRoute } from './route.ts';
import { useSession } from './session.ts';
import type { WordKey } from './words.ts';

const PLACES: readonly {
  readonly view: 'activity' | 'chats' | 'teams';
  readonly word: WordKey;
  readonly icon: IconName;
  readonly filled: IconName;
}[] = [
  { view: 'activity', word: 'activity', icon: 'activity', filled: 'activityFilled' },
  { view: 'chats', word: 'chat', icon: 'chat', filled: 'chatFilled' },
  { view: 'teams', word: 'teams', icon: 'teams', filled: 'teamsFilled' },
];

/** The narrow bar to the left: where in Teams one is. */
export function Rail({ route }: { readonly route: Route }) {
  const { home, say } = useSession();
  const here = { chat: 'chats', channel: 'teams' }[route.view as string] ?? route.view;
  const unread = {
    activity: 0,
    chats: home.chats.reduce((sum, chat) => sum + chat.unread, 0),
    teams: 0,
  };
  return (
    <nav class="rail" aria-label="Teams">
      {PLACES.map(({ view, word, icon, filled }) => (
        <a key={view} href={writeRoute({ view })} aria-current={here === view ? 'page' : undefined}>
          <Icon name={here === view ? filled : icon} />
          <span>{say(word)}</span>
          {unread[view] > 0 && <Badge count={unread[view]} words={say('unread', unread[view])} />}
        </a>
      ))}
      {home.app.staticTabs.slice(0, 3).map(({ entityId, name }) => (
        <a
          key={entityId}
          href={writeRoute({ view: 'app', entityId })}
          aria-current={route.view === 'app' && route.entityId === entityId ? 'page' : undefined}
        >
          <Avatar name={home.app.name} size={20} app={home.app.accentColor} />
          <span>{home.app.staticTabs.length > 1 ? name : home.app.name}</span>
        </a>
      ))}
      <a href={writeRoute({ view: 'apps' })} aria-current={here === 'apps' ? 'page' : undefined}>
        <Icon name={here === 'apps' ? 'appsFilled' : 'apps'} />
        <span>{say('apps')}</span>
      </a>
    </nav>
  );
}

export const Badge = ({ count, words }: { readonly count: number; readonly words: string }) => (
  <span class="badge">
    <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
    <span class="hidden">{words}</span>
  </span>
);
