import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Course } from './benchmark.ts';
import { type Seen, visit, workOf } from './browser-rig.ts';
import { openBrowserStage } from './browser-stage.ts';
import { beside, counted, median } from './figures.ts';
import { startFloor } from './floor-process.ts';
import { openMoves } from './moves.ts';

const CHANGES = 20;
/** What follows a change on screen is over after this, in milliseconds. */
const REST_MS = 150;

type Change = { readonly seenMs: number; readonly workMs: number };

/** Resolves in the page with the moment at which the card is painted in its new state. */
const painted = (seen: Seen, key: string): Promise<number> =>
  seen.frame.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(`li.card[data-key="${wanted}"][data-state="clarify"]`) === null) return;
          watching.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now()), 0));
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { childList: true, subtree: true, attributes: true });
      }),
    key,
  );

const change = async (seen: Seen, key: string, send: () => Promise<unknown>): Promise<Change> => {
  const promise = painted(seen, key);
  await seen.page.waitForTimeout(REST_MS);
  const before = await workOf(seen.session);
  const started = Date.now();
  await send();
  const seenMs = (await promise) - started;
  await seen.page.waitForTimeout(REST_MS);
  return { seenMs, workMs: (await workOf(seen.session)) - before };
};

/** Changes seen by one who looks on with a slow processor, each beside one on the floor's page. */
const changesOn = async (cards: number, after: Course['after']) => {
  const here = await openBrowserStage(after, { cards });
  const { stage, browser } = here;
  const file = join(stage.folder, 'cards.json');
  const board = await stage.board();
  writeFileSync(file, JSON.stringify(board));
  const floor = await startFloor('sse', { FILE: file });
  after(floor.stop);
  const moves = await openMoves(stage);
  const ours = await visit(await browser.newContext(), await here.tab(stage.people[1] ?? ''), 'slow processor');
  const page = { url: floor.address, selector: 'li.card', wanted: cards };
  const theirs = await visit(await browser.newContext(), page, 'slow processor');
  // The rest of the tab is fetched a little after it stands.
  await ours.page.waitForTimeout(5_000);
  const fresh = board.cards.filter(({ state }) => state === 'new');
  const rounds: { ours: Change; floor: Change }[] = [];
  for (const card of fresh.slice(0, CHANGES)) {
    const { key, send } = moves.next();
    const body = JSON.stringify({ ...card, state: 'clarify' });
    rounds.push({
      ours: await change(ours, key, send),
      floor: await change(theirs, card.key, () => fetch(`${floor.address}/change`, { method: 'POST', body })),
    });
  }
  return rounds.slice(1);
};

/** B6: a change that A makes, until B sees it. */
export const live: Benchmark = {
  name: 'B6',
  title: 'Live: a change in A is painted in B, whose processor is 4× slower',
  run: async ({ say, after }) => {
    say('a board of 200');
    const many = await changesOn(200, after);
    say('a board of 20');
    const few = await changesOn(20, after);
    const pick = (rounds: typeof many, key: keyof Change) =>
      rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
    const work = (rounds: typeof many): number => median(rounds.map(({ ours }) => ours.workMs));
    const growth = work(many) / work(few);
    return [
      beside({ what: 'seen, board of 200', unit: 'ms', rounds: pick(many, 'seenMs'), target: '≤ 2×', atMost: 2 }),
      beside({ what: 'B’s work, board of 200', unit: 'ms', rounds: pick(many, 'workMs'), target: '≤ 16 ms' }),
      beside({ what: 'B’s work, board of 20', unit: 'ms', rounds: pick(few, 'workMs'), target: '≤ 16 ms' }),
      counted('B’s work, 200 beside 20', `${growth.toFixed(2)}×`, 'the same (≤ 1.2×)', growth <= 1.2),
    ];
  },
};
