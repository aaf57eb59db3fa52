import type { Benchmark, Line } from './benchmark.ts';
import { type Fetched, heapMbOf, type Seen, visit } from './browser-rig.ts';
import { openBrowserStage } from './browser-stage.ts';
import { counted } from './figures.ts';
import { CARDS } from './stage.ts';

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const bytesOf = (fetched: readonly Fetched[]): number => fetched.reduce((sum, { bytes }) => sum + bytes, 0);

/** Requests that an opening needs; the live line stays open, and its headers are all that it weighs. */
const shown = (fetched: readonly Fetched[]): string =>
  fetched.map(({ url, bytes }) => `${new URL(url).pathname.split('/').pop() || '/'} ${bytes}`).join(', ');

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
    const tab = await here.tab(here.stage.people[0] ?? '');
    const context = await here.browser.newContext();
    say('cold');
    const cold = await visit(context, tab, 'as it is');
    const { elements, nodes } = await cardsOf(cold);
    const heap = await heapMbOf(cold.session);
    // The device's copy is kept a moment after the last change.
    await cold.page.waitForTimeout(5_000);
    const all = cold.fetched;
    await cold.page.close();
    say('warm');
    const warm = await visit(context, tab, 'as it is');
    const again = warm.fetched;
    const other = await here.browser.newContext();
    const plain = await visit(other, here.floorTab(), 'as it is');
    const floorHeap = await heapMbOf(plain.session);
    const script = bytesOf(all.filter(({ kind }) => kind === 'Script'));
    say(`cold: ${shown(all)}`);
    say(`warm: ${shown(again)}`);
    const lines: Line[] = [
      counted('cold, requests', String(all.length), '≤ 6', all.length <= 6),
      counted('cold, bytes as sent, headers included', kb(bytesOf(all)), '≤ 60 kB', bytesOf(all) <= 60_000),
      counted('cold, script as sent', kb(script), '≤ 40 kB', script <= 40_000),
      counted('warm and unchanged, requests', String(again.length), '1', again.length <= 1),
      counted('warm and unchanged, bytes', kb(bytesOf(again)), '≤ 1 kB', bytesOf(again) <= 1_000),
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
