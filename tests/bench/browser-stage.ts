import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
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
  close(): Promise<void>;
};

/** A full board, a browser, and the floor's page with the same cards. */
export const openBrowserStage = async (options: StageOptions = {}): Promise<BrowserStage> => {
  const { cards = CARDS } = options;
  const frame = await openTeamsFrame();
  const environment = { ...options.environment, FRAME_ANCESTORS: frame.address };
  const stage = await openStage({ ...options, environment });
  const file = join(stage.folder, 'board.json');
  writeFileSync(file, JSON.stringify(await stage.board()));
  const floor: Floor = await startFloor('shell-page', { FILE: file });
  const browser = await openBrowser();
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
    close: async () => {
      await browser.close();
      await Promise.all([floor.stop(), stage.close()]);
      await frame.close();
    },
  };
};
