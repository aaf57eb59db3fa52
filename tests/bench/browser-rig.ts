import { type Browser, type BrowserContext, type CDPSession, chromium, type Frame, type Page } from 'playwright-core';
import { BROWSER_OPTIONS, findBrowser } from '../support/browser.ts';

/** A slow laptop on a mobile line: the processor four times slower, forty milliseconds for a round trip. */
const SLOWER = 4;
const ROUND_TRIP_MS = 40;

/** The tab and the page around it share a process here, so that one meter reads both. */
const ONE_PROCESS = [
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins,site-per-process,OriginIsolationHeader,OriginKeyedProcessesByDefault',
  // teams-js asks Microsoft for further hosts; here there is no way out, and nobody should wait for it.
  '--host-resolver-rules=MAP res.cdn.office.net ~NOTFOUND',
];

export type Visit = {
  /** Where the page around the tab is, with the tab in it. */
  readonly url: string;
  /** What a card is called, and how many must stand there. */
  readonly selector: string;
  readonly wanted: number;
};

export type Fetched = {
  readonly url: string;
  readonly bytes: number;
  readonly kind: string;
  readonly startedMs: number;
};

export type Seen = {
  /** From the tab's first request until all cards are on screen, in milliseconds. */
  readonly paintedMs: number;
  /** Time of long tasks beyond 50 ms each until then. */
  readonly blockedMs: number;
  /** The main thread's work until then, slowed as it is. */
  readonly workMs: number;
  /** What came over the line for the tab, until it was at rest. */
  readonly fetched: readonly Fetched[];
  /** Requests whose answer was there, or that were begun, before the cards were painted. */
  readonly fetchedBefore: number;
  readonly page: Page;
  readonly frame: Frame;
  readonly session: CDPSession;
};

type Painted = { readonly painted: number; readonly blocked: number; readonly resources: number };

/** Runs in every frame: tells once when enough cards have been painted. */
const watch = ({ selector, wanted }: Pick<Visit, 'selector' | 'wanted'>): void => {
  let blocked = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocked += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  const tell = (): void => {
    const resources = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/')).length;
    const painted = performance.now();
    // Long tasks are reported a little after they end.
    setTimeout(() => {
      const hear: unknown = Reflect.get(window, 'benchPainted');
      if (typeof hear === 'function') hear({ painted, blocked, resources });
    }, 60);
  };
  const look = (): void => {
    if (document.querySelectorAll(selector).length < wanted) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(tell, 0));
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { childList: true, subtree: true });
};

export const openBrowser = (): Promise<Browser> => {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('No Chromium, Chrome or Edge found: install one, or set CHROME_PATH');
  return chromium.launch({ executablePath, args: [...BROWSER_OPTIONS, ...ONE_PROCESS] });
};

const metric = async (session: CDPSession, name: string): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
};

/** The main thread's work so far, in milliseconds. */
export const workOf = async (session: CDPSession): Promise<number> => (await metric(session, 'TaskDuration')) * 1000;

export const heapMbOf = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage');
  return (await metric(session, 'JSHeapUsedSize')) / 1e6;
};

/** What comes over the line for one origin, as it comes; what the browser had itself is not counted. */
const listenTo = (session: CDPSession, origin: string) => {
  const under = new Map<string, Fetched>();
  const started = performance.now();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith(origin)) return;
    under.set(requestId, { url: request.url, bytes: 0, kind: type ?? '', startedMs: performance.now() - started });
  });
  session.on('Network.requestServedFromCache', ({ requestId }) => under.delete(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) under.delete(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = under.get(requestId);
    if (one !== undefined) under.set(requestId, { ...one, bytes: encodedDataLength });
  });
  return () => [...under.values()];
};

/** Opens a page in a window of its own and waits until the cards stand there; the processor or the line too as slow as said. */
export const visit = async (
  context: BrowserContext,
  asked: Visit,
  pace: 'as it is' | 'slow processor' | 'slow',
): Promise<Seen> => {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Network.enable');
  if (pace !== 'as it is') await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (pace === 'slow') {
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: ROUND_TRIP_MS,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  }
  const source = new URL(asked.url).searchParams.get('src') ?? asked.url;
  const fetched = listenTo(session, new URL(source).origin);
  const { promise, resolve } = Promise.withResolvers<{ frame: Frame; told: Painted; workMs: number }>();
  await page.exposeBinding('benchPainted', async ({ frame }, told: Painted) => {
    resolve({ frame, told, workMs: await workOf(session) });
  });
  await page.addInitScript(watch, { selector: asked.selector, wanted: asked.wanted });
  await page.goto(asked.url);
  const slow = setTimeout(() => page.close(), 60_000);
  const { frame, told, workMs } = await Promise.race([
    promise,
    new Promise<never>((_, reject) =>
      page.once('close', () => reject(new Error(`No ${asked.wanted} cards at ${source}`))),
    ),
  ]);
  clearTimeout(slow);
  await page.waitForTimeout(500);
  return {
    paintedMs: told.painted,
    blockedMs: told.blocked,
    workMs,
    fetched: fetched(),
    fetchedBefore: told.resources,
    page,
    frame,
    session,
  };
};
