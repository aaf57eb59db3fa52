/**
 * The board on screen.
 * Lives here: what starts the page. Rooms below are named after their subject; app.tsx puts them together.
 * The one rule: of the server's rooms, the tab sees domain and contract only.
 */

import { createRoot } from 'react-dom/client';
import { type Language, languageOf } from '../bot/domain/people/unit.ts';
import { createAlone } from './api/alone.ts';
import { type Device, openDevice } from './api/device.ts';
import { sleepFor } from './api/feed.ts';
import { createSession } from './api/session.ts';
import { App, languageName } from './app.tsx';
import type { Host, Theme } from './host/host.ts';
import { openHost, readPage } from './host/open-host.ts';
import { Outside } from './ui/outside.tsx';
import { loadWords, type Words, WordsInUse } from './words.tsx';
import './themes.css';
import './ui/base.css';
import './ui/buttons.css';
import './ui/age.css';
import './ui/dialog.css';
import './ui/fields.css';
import './ui/status.css';
import './ui/faces.css';
import './board/board-head.css';
import './board/toolbar.css';
import './board/column.css';
import './board/card.css';
import './suggestion/detail.css';
import './home/home.css';
import './ui/narrow.css';
import './board/wall.css';

const wear = (device: Device, theme: Theme): void => {
  document.documentElement.dataset.theme = theme;
  device.write('theme', theme);
};

/** The municipality's language and wall clock, which the server has written into the page. */
const pageSays = (name: 'language' | 'zone'): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="tavla-${name}"]`)?.content;

const guess = (device: Device): Language =>
  device.read<Language>('language') ?? languageOf(pageSays('language')) ?? 'nb';

/** The words of the person's own choice, else of Teams' language; the guess is used when it was right. */
const wordsFor = async (device: Device, { context }: Host, guessed: Promise<Words>): Promise<Words> => {
  const wanted = device.read<Language>(languageName(context.person)) ?? languageOf(context.locale) ?? guess(device);
  device.write('language', wanted);
  const words = await guessed;
  return words.code === wanted ? words : loadWords(wanted);
};

const start = async (container: Element): Promise<void> => {
  const device = openDevice(window);
  document.documentElement.dataset.theme = device.read<Theme>('theme') ?? 'light';
  const guessed = loadWords(guess(device));
  const host = await openHost(readPage(window));
  if (host === undefined) {
    const words = await guessed;
    document.documentElement.lang = words.code;
    container.replaceChildren();
    createRoot(container).render(
      <WordsInUse words={words}>
        <Outside />
      </WordsInUse>,
    );
    return;
  }
  wear(device, host.context.theme);
  host.onTheme((theme) => wear(device, theme));
  const session = createSession({
    transport: (url, init) => fetch(url, init),
    token: host.token,
    device,
    person: host.context.person,
    locale: host.context.locale,
    alone: createAlone('tavla.queue', navigator.locks),
    sleep: sleepFor,
    now: Date.now,
    zone: pageSays('zone'),
  });
  const words = await wordsFor(device, host, guessed);
  container.replaceChildren();
  createRoot(container).render(<App host={host} session={session} words={words} />);
};

const container = document.getElementById('app');
if (container === null) throw new Error('tab: index.html has no #app');
void start(container);
