import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Course } from './benchmark.ts';
import { openBrowser, type Visit } from './browser-rig.ts';
import { type Floor, startFloor } from './floor-process.ts';
import { CARDS, openStage, type Stage, type StageOptions } from './stage.ts';
import { openTeamsFrame } from './teams-frame.ts';

export type BrowserStage = {
  readonly stage: Stage;
  readonly browser: Browser;
  /** Our tab as somebody's, in the page around it. */
  tab(person: string): Promise<Visit>;
  /** The floor's page with the same cards, likewise framed; `snapshot` paints from the device first. */
  floorTab(snapshot?: boolean): Visit;
};

/** A full board, a browser, and the floor's page with the same cards. */
export const openBrowserStage = async (after: Course['after'], options: StageOptions = {}): Promise<BrowserStage> => {
  const { cards = CARDS } = options;
  const frame = await openTeamsFrame();
  after(frame.close);
  const environment = { ...options.environment, FRAME_ANCESTORS: frame.address };
  const stage = await openStage({ ...options, environment });
  after(stage.close);
  const file = join(stage.folder, 'board.json');
  writeFileSync(file, JSON.stringify(await stage.board()));
  const floor: Floor = await startFloor('shell-page', { FILE: file });
  after(floor.stop);
  const browser = await openBrowser();
  after(() => browser.close());
  const around = (src: string, more: Readonly<Record<string, string>> = {}): Visit => ({
    url: `${frame.address}/?${new URLSearchParams({ src, ...more })}`,
    selector: 'li.card',
    wanted: cards,
  });
  return {
    stage,
    browser,
    tab: async (person) => {
      const token = await stage.microsoft365.entra.userToken({ userId: person });
      return around(`${stage.address}/?unit=${stage.unit}`, { token, person });
    },
    floorTab: (snapshot = false) => around(`${floor.address}/${snapshot ? '?snapshot' : ''}`),
  };
};
