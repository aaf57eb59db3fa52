import type { Benchmark, Line } from './benchmark.ts';
import { type Fetched, heapMbOf, type Seen, visit } from './browser-rig.ts';
import { openBrowserStage } from './browser-stage.ts';
import { counted } from './figures.ts';
import { load } from './load.ts';
import { CARDS } from './stage.ts';

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

type Weighed = { readonly name: string; readonly kind: string; readonly bytes: number };

const sum = (all: readonly Weighed[]): number => all.reduce((total, { bytes }) => total + bytes, 0);

/**
 * What was fetched, each as it is over https. Chromium asks for brotli on https only, so everything is fetched once
 * more, as it would be there. The live line stays open and weighs nothing yet.
 */
const weigh = async (fetched: readonly Fetched[], who: Readonly<Record<string, string>>): Promise<Weighed[]> => {
  const weighed: Weighed[] = [];
  for (const { url, kind } of fetched) {
    const { pathname, origin, search } = new URL(url);
    const headers = { ...who, 'Accept-Encoding': 'br' };
    const isFeed = pathname.endsWith('/feed');
    const loaded = isFeed ? undefined : await load({ address: origin, path: pathname + search, headers }, 1, 1);
    weighed.push({ name: pathname.split('/').pop() || 'page', kind, bytes: loaded?.bytes ?? 0 });
  }
  return weighed;
};

const told = (all: readonly Weighed[]): string => all.map(({ name, bytes }) => `${name} ${bytes}`).join(', ');

const cardsOf = ({ frame }: Seen): Promise<{ elements: number; nodes: number }> =>
  frame.evaluate((cards) => {
    const under = (what: number): number => {
      let count = 0;
      for (const card of document.querySelectorAll('li.card')) {
        const walk = document.createTreeWalker(card, what);
        count += what === NodeFilter.SHOW_ELEMENT ? 1 : 0;
        while (walk.nextNode()) count += 1;
      }
      return count / cards;
    };
    return { elements: under(NodeFilter.SHOW_ELEMENT), nodes: under(NodeFilter.SHOW_TEXT) };
  }, CARDS);

/** B3: what an opening weighs: requests, bytes as sent, script, elements, memory. Nothing slowed. */
export const weight: Benchmark = {
  name: 'B3',
  title: 'Weight of an opening, 200 cards',
  run: async ({ say, after }) => {
    say('opening Solvangdal and a browser');
    const here = await openBrowserStage(after);
    const who = await here.stage.bearer(here.stage.people[0] ?? '');
    const tab = await here.tab(here.stage.people[0] ?? '');
    const context = await here.browser.newContext();
    say('cold');
    const cold = await visit(context, tab, 'as it is');
    const { elements, nodes } = await cardsOf(cold);
    const heap = await heapMbOf(cold.session);
    // The device's copy is kept a moment after the last change.
    await cold.page.waitForTimeout(5_000);
    const lineBytes = cold.fetched.reduce((total, { bytes }) => total + bytes, 0);
    const all = await weigh(cold.fetched, who);
    await cold.page.close();
    say('warm');
    const warm = await visit(context, tab, 'as it is');
    const again = warm.fetched;
    const againBytes = again.reduce((total, { bytes }) => total + bytes, 0);
    const other = await here.browser.newContext();
    const plain = await visit(other, here.floorTab(), 'as it is');
    const floorHeap = await heapMbOf(plain.session);
    const script = sum(all.filter(({ kind }) => kind === 'Script'));
    say(`cold: ${told(all)}`);
    const lines: Line[] = [
      counted('cold, requests', String(all.length), '≤ 6', all.length <= 6),
      counted('cold, brotli in all', kb(sum(all)), '≤ 60 kB', sum(all) <= 60_000),
      counted('cold, gzip with headers, as a browser has it on plain http', kb(lineBytes), '–'),
      counted('cold, script in brotli', kb(script), '≤ 40 kB', script <= 40_000),
      counted('warm and unchanged, requests', String(again.length), '1', again.length <= 1),
      counted('warm and unchanged, bytes', kb(againBytes), '≤ 1 kB', againBytes <= 1_000),
      counted('elements a card', elements.toFixed(2), '≤ 8', elements <= 8),
      counted('texts in a card besides', nodes.toFixed(2), '–'),
      {
        what: 'heap after opening',
        figure: `${heap.toFixed(1)} MB`,
        floor: `${floorHeap.toFixed(1)} MB`,
        ratio: `${(heap / floorHeap).toFixed(2)}×`,
        target: '–',
        verdict: 'for people',
      },
    ];
    return lines;
  },
};
