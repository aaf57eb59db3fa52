/**
 * Windows of the local Teams in a real browser: one window is one person.
 * Lives here: opening them, and hearing whatever a page complains of. What a person does in one lives beside this file.
 * The one rule: it sees and does what a person can; it waits for what it sees, never for a time.
 */
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { type CastMember, cast } from '../../infra/local/solvangdal/cast.ts';
import { type BoardTab, boardIn } from './board-window.ts';
import { BROWSER_OPTIONS, findBrowser } from './browser.ts';
import { type ChatPane, chatIn } from './chat-window.ts';

/** How long something may take on a busy machine with two cores before it counts as not coming, in milliseconds. */
const PATIENCE_MS = 20_000;

export type Window = {
  readonly person: CastMember;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly chat: ChatPane;
  readonly board: BoardTab;
  /** What assistive technology would stumble over, in the page and its frames; empty when nothing. */
  readonly barriers: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export type WindowOptions = {
  readonly width?: number;
  readonly height?: number;
  /** Opens somewhere else than at the list of chats: the part of the address after #. */
  readonly at?: string;
};

export type Windows = {
  open(key: string, options?: WindowOptions): Promise<Window>;
  /** A page that is not Teams: SharePoint's lists, or somebody else's site. */
  page(address: string, options?: WindowOptions): Promise<Page>;
  /** What the pages complained of since the last time this was asked. */
  complaints(): readonly string[];
  readonly browser: Browser;
  close(): Promise<void>;
};

/** teams-js asks Microsoft's CDN for a list of hosts and goes on with its own when the page's policy forbids it. */
const EXPECTED = /res\.cdn\.office\.net/;

const memberNamed = (key: string): CastMember => {
  const found = cast.find((one) => one.key === key);
  if (found === undefined) throw new Error(`Nobody in the cast is called ${key}`);
  return found;
};

/** Opens Chromium for one municipality; `teams` is the address of its Teams page. */
export const openWindows = async (teams: string): Promise<Windows> => {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium, Chrome or Edge found; CHROME_PATH may name one.');
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_OPTIONS] });
  const heard: string[] = [];
  const complain = (who: string, what: string): void => {
    if (!EXPECTED.test(what)) heard.push(`${who}: ${what}`);
  };
  const newPage = async (who: string, { width = 1280, height = 800 }: WindowOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => complain(who, error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complain(who, `${message.text()} ${message.location().url}`);
    });
    return page;
  };
  return {
    browser,
    open: async (key, options = {}) => {
      const person = memberNamed(key);
      const page = await newPage(key, options);
      await page.goto(`${teams}/?as=${person.id}#${options.at ?? '/chats'}`);
      await page.locator('.shell').waitFor();
      return {
        person,
        page,
        context: page.context(),
        chat: chatIn(page),
        board: boardIn(page, person.language.slice(0, 2)),
        barriers: () => barriersIn(page),
        close: () => page.context().close(),
      };
    },
    page: async (address, options = {}) => {
      const page = await newPage(address, options);
      await page.goto(address);
      return page;
    },
    complaints: () => heard.splice(0),
    close: async () => {
      await keepPictures(browser);
      await browser.close();
    },
  };
};

/** For somebody who looks for what went wrong: with JOURNEY_PICTURES set, what every window shows in the end is kept. */
const keepPictures = async (browser: Browser): Promise<void> => {
  const folder = process.env.JOURNEY_PICTURES;
  if (folder === undefined) return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) await page.screenshot({ path: `${folder}/window-${index}.png` });
};

type Found = { readonly id: string; readonly nodes: readonly { readonly target: unknown; readonly html: string }[] };

/** Best practices are advice, not barriers; everything of WCAG 2.2 A and AA counts, however slight. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const barriersInFrame = async (frame: Frame): Promise<readonly string[]> => {
  // Evaluated, not added as a script: the page's policy allows none but its own.
  await frame.evaluate(axe.source);
  const violations: readonly Found[] = await frame.evaluate(async (rules) => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    return (await loaded.run(document, { runOnly: rules, iframes: false })).violations as unknown as readonly Found[];
  }, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
};

/** Asks axe about the page and each frame in it, one by one: they are different sites to each other. */
export const barriersIn = async (page: Page): Promise<readonly string[]> => {
  const shown = page.frames().filter((frame) => frame.url().startsWith('http'));
  const found: string[] = [];
  for (const frame of shown) found.push(...(await barriersInFrame(frame)));
  return found;
};
