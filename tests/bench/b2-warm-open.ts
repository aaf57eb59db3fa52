import type { BrowserContext } from 'playwright-core';
import type { Benchmark } from './benchmark.ts';
import { type Seen, type Visit, visit } from './browser-rig.ts';
import { openBrowserStage } from './browser-stage.ts';
import { beside, counted } from './figures.ts';
import { inRounds } from './rounds.ts';

/** How long after an opening the device has kept its copy, in milliseconds. */
const KEPT_MS = 6_000;

/** B2: opening again: cards are painted from the device's copy before the server has said anything. */
export const warmOpen: Benchmark = {
  name: 'B2',
  title: 'Warm open from the device’s copy, 200 cards, 4× slower processor, 40 ms round trip',
  run: async ({ say, after }) => {
    say('opening Solvangdal and a browser');
    const here = await openBrowserStage(after);
    const tab = await here.tab(here.stage.people[0] ?? '');
    const [ours, floor] = [await here.browser.newContext(), await here.browser.newContext()];
    for (const [context, asked] of [
      [ours, tab],
      [floor, here.floorTab(true)],
    ] as const) {
      const first = await visit(context, asked, 'as it is');
      await first.page.waitForTimeout(KEPT_MS);
      await first.page.close();
    }
    const open = (context: BrowserContext, asked: Visit) => async (): Promise<Seen> => {
      const seen = await visit(context, asked, 'slow');
      await seen.page.close();
      return seen;
    };
    say('measuring');
    const rounds = await inRounds(open(ours, tab), open(floor, here.floorTab(true)), 7);
    const pick = (read: (seen: Seen) => number) =>
      rounds.map((round) => ({ ours: read(round.ours), floor: read(round.floor) }));
    const asked = Math.max(...rounds.map((round) => round.ours.fetchedBefore));
    return [
      beside({
        what: 'until painted',
        unit: 'ms',
        rounds: pick((one) => one.paintedMs),
        target: '≤ 1.4×',
        atMost: 1.4,
      }),
      beside({ what: 'main thread’s work', unit: 'ms', rounds: pick((one) => one.workMs), target: '–' }),
      counted('answers of the API before it', String(asked), '0', asked === 0),
    ];
  },
};
