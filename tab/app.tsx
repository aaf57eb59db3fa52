import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { Me } from '../bot/domain/board/board.ts';
import type { Language } from '../bot/domain/people/unit.ts';
import type { Session } from './api/session.ts';
import { BoardPage } from './board-page.tsx';
import type { Host } from './host/host.ts';
import { HOME_ADDRESS, type Route, routeOf } from './route.ts';
import { Announcer } from './ui/announce.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { Settings } from './ui/settings.tsx';
import { Skeleton } from './ui/skeleton.tsx';
import { loadWords, type Words, WordsInUse } from './words.tsx';

type Props = { readonly host: Host; readonly session: Session; readonly words: Words };

/** Most visits are to a board; the two other pages are fetched when asked for. */
const HomePage = lazy(async () => ({ default: (await import('./home-page.tsx')).HomePage }));
const ConfigurePage = lazy(async () => ({ default: (await import('./configure-page.tsx')).ConfigurePage }));

/** Remembers a language for a person, so that the next visit starts in it. */
export const languageName = (person: string): string => `language.${person}`;

/** The page inside Teams: language, error boundary, and the view that the address asks for. */
export const App = ({ host, session, words: first }: Props) => {
  const [words, setWords] = useState(first);
  const [shortcuts, setShortcuts] = useState(() => session.device.read<boolean>('shortcuts') ?? true);
  const { route, go } = useRoute(host);
  const [personal] = useState(route.page === 'home');
  const speak = useCallback(
    async (code: Language): Promise<void> => {
      session.device.write(languageName(session.person), code);
      setWords(await loadWords(code));
    },
    [session],
  );
  /** The language of the last answer about the person; a choice made here since then stands. */
  const heard = useRef<Me | null>(null);
  const onMe = useCallback(
    (me: Me): void => {
      const news = heard.current?.language !== me.language;
      heard.current = me;
      if (news && me.language !== words.code) void speak(me.language);
    },
    [speak, words.code],
  );
  const prefer = async (language: Language): Promise<void> => {
    await speak(language);
    const answer = await session.client.call(ENDPOINTS.preferLanguage, {}, { language });
    if (answer.kind === 'ok') session.know(answer.value);
  };
  useEffect(() => {
    document.documentElement.lang = words.code;
    document.title = words.screen.app;
  }, [words]);
  useEffect(() => host.painted(), [host]);

  const settings = (
    <Settings
      shortcuts={shortcuts}
      onShortcuts={(on) => {
        session.device.write('shortcuts', on);
        setShortcuts(on);
      }}
      onLanguage={(language) => void prefer(language)}
    />
  );
  const page = (): ReactNode => {
    if (route.page === 'configure') return <ConfigurePage host={host} session={session} onMe={onMe} />;
    if (route.page === 'home')
      return (
        <HomePage session={session} open={route.open} settings={settings} onMe={onMe} onLink={host.openLink} go={go} />
      );
    return (
      <BoardPage
        key={route.unit}
        session={session}
        unit={route.unit}
        wall={route.wall}
        open={route.open}
        shortcuts={shortcuts}
        settings={settings}
        onMe={onMe}
        onLink={host.openLink}
        onHome={personal ? () => go(HOME_ADDRESS) : null}
      />
    );
  };
  return (
    <WordsInUse words={words}>
      <ErrorBoundary words={words}>
        <Suspense fallback={<Skeleton />}>{page()}</Suspense>
      </ErrorBoundary>
      <Announcer />
    </WordsInUse>
  );
};

/** The address as state; `go` changes it without loading the page anew, and Back works. */
const useRoute = ({ context }: Host): { readonly route: Route; readonly go: (address: string) => void } => {
  const [address, setAddress] = useState(location.href);
  useEffect(() => {
    const look = () => setAddress(location.href);
    addEventListener('popstate', look);
    return () => removeEventListener('popstate', look);
  }, []);
  const route = useMemo(() => routeOf(new URL(address), context), [address, context]);
  const go = useCallback((next: string): void => {
    history.pushState(null, '', next);
    setAddress(location.href);
  }, []);
  return { route, go };
};
