/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { HomeView } from '../api/views.ts';
import { ActivityList } from './activity-list.tsx';
import { AppPage } from './app-page.tsx';
import { AppsPage } from './apps-page.tsx';
import { ChatList } from './chat-list.tsx';
import { Conversation } from './conversation.tsx';
import { findDestination, isDeepLink } from './deep-link.ts';
import { DialogWindow } from './dialog-window.tsx';
import type { LiveFeed } from './live-feed.ts';
import { NewChat, type NewChatWish } from './new-chat.tsx';
import { NARROW } from './phone.ts';
import { Rail } from './rail.tsx';
import { goTo, type Route, readRoute, writeRoute } from './route.ts';
import type { Server } from './server.ts';
import { type OpenDialog, type Session, SessionContext, useSession } from './session.ts';
import { Settings } from './settings.tsx';
import { TeamList } from './team-list.tsx';
import { TitleBar } from './title-bar.tsx';
import { sayIn } from './words.ts';

type Props = {
  readonly server: Server;
  readonly live: LiveFeed;
  readonly home: HomeView;
  readonly reload: () => void;
};

const TOAST_MILLISECONDS = 5000;

/** The window: title bar, rail, list, and what is open. */
export function Shell({ server, live, home, reload }: Props) {
  const say = useMemo(() => sayIn(home.preference.language), [home.preference.language]);
  const [route, setRoute] = useState<Route>(readRoute(location.hash));
  const [dialog, setDialog] = useState<OpenDialog>();
  const [wish, setWish] = useState<NewChatWish>();
  const [isSetting, setSetting] = useState(false);
  const [toast, setToast] = useState<string>();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    // Nobody has chosen anything yet: where there is room, the chat with the app is a good beginning.
    if (location.hash === '' && window.innerWidth > NARROW)
      location.replace(writeRoute({ view: 'chat', id: home.bot.chat, tab: undefined }));
  }, []);
  useEffect(() => {
    const onHash = () => setRoute(readRoute(location.hash));
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  useEffect(
    () =>
      live.listen(({ kind }) => {
        if (kind === 'lost') setLost(true);
        if (kind === 'open') setLost(false);
      }),
    [live],
  );
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(() => setToast(undefined), TOAST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [toast]);

  const openLink = useCallback(
    (address: string): boolean => {
      if (!isDeepLink(address)) {
        if (!/^(https?:|mailto:)/i.test(address)) return false;
        window.open(address, '_blank', 'noopener,noreferrer');
        return true;
      }
      const destination = findDestination(address, home);
      if (destination === undefined) setToast(say('linkUnknown'));
      else if (destination.view === 'newChat') setWish(destination);
      else goTo(destination);
      return destination !== undefined;
    },
    [home, say],
  );
  // Links in messages and cards that point into Teams stay in this window.
  const onClick = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (anchor === null || !isDeepLink(anchor.href)) return;
    event.preventDefault();
    openLink(anchor.href);
  };

  const session: Session = { server, home, say, live, openDialog: setDialog, openLink, toast: setToast, reload };
  const hasMain = route.view === 'chat' || route.view === 'channel' || route.view === 'app' || route.view === 'apps';
  return (
    <SessionContext.Provider value={session}>
      <div class={hasMain ? 'shell has-main' : 'shell'} onClickCapture={onClick}>
        <TitleBar onSettings={() => setSetting(true)} />
        <Rail route={route} />
        <main class="contents">
          <List route={route} onNewChat={() => setWish({ users: [], topic: '', message: '' })} />
          <Main route={route} />
        </main>
      </div>
      {isLost && (
        <p class="lost" role="status">
          {say('lost')}
        </p>
      )}
      <div class="toasts" role="status">
        {toast !== undefined && <p class="toast">{toast}</p>}
      </div>
      {wish && <NewChat wish={wish} onClose={() => setWish(undefined)} />}
      {isSetting && <Settings onClose={() => setSetting(false)} />}
      {dialog && <DialogWindow key={dialogKey(dialog)} open={dialog} onNext={setDialog} />}
    </SessionContext.Provider>
  );
}

let dialogNumber = 0;
const dialogNumbers = new WeakMap<OpenDialog, number>();

/** Each dialog starts afresh, even when one follows another. */
function dialogKey(dialog: OpenDialog): number {
  const known = dialogNumbers.get(dialog) ?? ++dialogNumber;
  dialogNumbers.set(dialog, known);
  return known;
}

function List({ route, onNewChat }: { readonly route: Route; readonly onNewChat: () => void }) {
  if (route.view === 'channel' || route.view === 'teams') return <TeamList route={route} />;
  if (route.view === 'activity') return <ActivityList />;
  if (route.view === 'apps' || route.view === 'app') return null;
  return <ChatList route={route} onNewChat={onNewChat} />;
}

function Main({ route }: { readonly route: Route }) {
  if (route.view === 'chat' || route.view === 'channel') return <Conversation key={route.id} route={route} />;
  if (route.view === 'apps') return <AppsPage />;
  if (route.view === 'app') return <AppPage key={route.entityId} entityId={route.entityId} sub={route.sub} />;
  return <Quiet />;
}

function Quiet() {
  const { say } = useSession();
  return (
    <div class="main quiet">
      <p>{say('nothingOpen')}</p>
    </div>
  );
}
