import type { Benchmark } from './benchmark.ts';
import { type Seen, type Visit, visit } from './browser-rig.ts';
import { openBrowserStage } from './browser-stage.ts';
import { beside, counted, median } from './figures.ts';
import { inRounds } from './rounds.ts';

/** B1: cold open of 200 cards on a slow laptop, beside a page that does the least. */
export const coldOpen: Benchmark = {
  name: 'B1',
  title: 'Cold open, 200 cards, 4× slower processor, 40 ms round trip',
  run: async ({ say, after }) => {
    say('opening Solvangdal and a browser');
    const here = await openBrowserStage(after);
    const tab = await here.tab(here.stage.people[0] ?? '');
    const open = (asked: Visit) => async (): Promise<Seen> => {
      const context = await here.browser.newContext();
      const seen = await visit(context, asked, 'slow');
      await context.close();
      return seen;
    };
    say('measuring');
    const rounds = await inRounds(open(tab), open(here.floorTab()), 7);
    const pick = (read: (seen: Seen) => number) =>
      rounds.map(({ ours, floor }) => ({ ours: read(ours), floor: read(floor) }));
    const blocked = median(rounds.map(({ ours }) => ours.blockedMs));
    return [
      beside({
        what: 'until painted',
        unit: 'ms',
        rounds: pick((one) => one.paintedMs),
        target: '≤ 1.5×',
        atMost: 1.5,
      }),
      beside({ what: 'main thread’s work', unit: 'ms', rounds: pick((one) => one.workMs), target: '–' }),
      counted('blocking time, median', `${blocked.toFixed(0)} ms`, '≤ 500 ms', blocked <= 500),
    ];
  },
};
