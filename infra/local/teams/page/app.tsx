/** @jsxImportSource preact */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { HomeView } from '../api/views.ts';
import { openLiveFeed } from './live-feed.ts';
import { phoneAddress, showsPhone } from './phone.ts';
import { serverFor } from './server.ts';
import { Shell } from './shell.tsx';
import { StartPage } from './start-page.tsx';
import { applyIcon, applyTheme } from './theme.ts';
import { sayIn } from './words.ts';

/** Without a person in the address: who are you? With one: that person's Teams. */
export function App() {
  const as = new URLSearchParams(location.search).get('as');
  if (as === null) return <StartPage />;
  return showsPhone() ? <Phone /> : <Client as={as} />;
}

/** This same page, 360 wide. */
function Phone() {
  const say = sayIn('nb-NO');
  return (
    <main class="phone-table">
      <iframe class="phone" src={location.href} title={say('phone')} />
      <a class="button" href={phoneAddress(false)}>
        {say('phoneOff')}
      </a>
    </main>
  );
}

function Client({ as }: { readonly as: string }) {
  const server = useMemo(() => serverFor(as), [as]);
  const live = useMemo(() => openLiveFeed(server), [server]);
  const [home, setHome] = useState<HomeView>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () =>
      server
        .home()
        .then(setHome, (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
    // A busy moment tells many things at once; the lists need only the last.
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(load, 60);
    };
    const stop = live.listen(({ kind }) => kind !== 'typing' && kind !== 'lost' && soon());
    void load();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [server, live]);
  const preference = home?.preference;
  useEffect(() => {
    if (preference === undefined) return;
    applyTheme(preference.theme);
    document.documentElement.lang = preference.language.slice(0, 2);
    if (home?.icon) applyIcon();
  }, [preference?.theme, preference?.language]);
  useEffect(() => {
    if (home) document.title = `${home.me.name} · ${sayIn(home.preference.language)('title')}`;
  }, [home?.me.name, preference?.language]);
  if (problem !== undefined && home === undefined)
    return (
      <main class="start">
        <p role="alert">{problem}</p>
        <a class="button" href="./">
          {sayIn('nb-NO')('switchPerson')}
        </a>
      </main>
    );
  if (home === undefined)
    return (
      <main class="start">
        <p role="status">{sayIn('nb-NO')('loading')}</p>
      </main>
    );
  return <Shell server={server} live={live} home={home} reload={() => void server.home().then(setHome)} />;
}
