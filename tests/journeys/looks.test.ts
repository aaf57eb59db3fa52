import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';
import { atTeams } from '../support/teams-client.ts';
import { barriersIn, openWindows, type Window, type Windows } from '../support/window.ts';

jest.setTimeout(120_000);

const NURSING = 'Elvetun sykehjem, avd. 1';

let here: Municipality;
let windows: Windows;

beforeAll(async () => {
  here = await openMunicipality({ settledIn: true, environment: { LOG_LEVEL: 'warn' } });
  windows = await openWindows(here.microsoft365.teams.address);
}, 120_000);

afterAll(async () => {
  await windows.close();
  await here.close();
}, 30_000);

afterEach(() => {
  expect(windows.complaints()).toEqual([]);
});

const boardOf = async (key: string, team: string, channel: string, size = {}): Promise<Window> => {
  const window = await windows.open(key, size);
  await window.chat.channel(channel, team);
  await window.board.open();
  return window;
};

/** Is anything wider than the window, so that one would have to scroll sideways? */
const isTooWide = ({ page }: Window): Promise<boolean> =>
  page.frames()[1]?.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) ??
  Promise.resolve(true);

describe('nothing stands in anybody’s way', () => {
  test.each(['default', 'dark', 'contrast'])('on board, details and form in the theme %s', async (theme) => {
    const { teams, municipality } = here.microsoft365;
    const liv = municipality.units.find(({ code }) => code === 'HEO01')?.leader ?? '';
    await atTeams(teams.address).as(liv).prefers({ theme });
    const window = await boardOf('liv', NURSING, 'Forbedring');
    expect(await window.barriers()).toEqual([]);
    await window.board.frame.locator('.card-text').first().click();
    await window.board.dialog.waitFor();
    expect(await window.barriers()).toEqual([]);
    await window.page.keyboard.press('Escape');
    await window.board.frame.locator('.card-move').first().click();
    await window.board.frame.getByRole('menuitem').first().waitFor();
    expect(await window.barriers()).toEqual([]);
    await window.page.keyboard.press('Escape');
    await window.board.frame.getByRole('button', { name: window.board.words.screen.board.new }).click();
    await window.board.dialog.waitFor();
    expect(await window.barriers()).toEqual([]);
    await window.close();
  });

  test('in the chat with cards, on the person’s own page, and in the lists', async () => {
    const ana = await windows.open('ana');
    await ana.chat.withTavla();
    await ana.chat.say('hjelp');
    await ana.chat.card('Personvern').waitFor();
    expect(await ana.barriers()).toEqual([]);
    await ana.page.locator('nav.rail a[href="#/app/home"]').click();
    await ana.board.frame.locator('.home').waitFor();
    expect(await ana.barriers()).toEqual([]);
    await ana.close();
    const list = await windows.page(`${here.microsoft365.teams.address}/sharepoint/lists/Forslag`);
    expect(await barriersIn(list)).toEqual([]);
    const start = await windows.page(here.microsoft365.teams.address);
    await start.getByText('Ana Kovač').waitFor();
    expect(await barriersIn(start)).toEqual([]);
    await Promise.all([list.context().close(), start.context().close()]);
  });
});

/** What covers the pages of Teams around us, and Teams' own windows over them. */
const surroundings = async ({ page, board, chat, barriers }: Window): Promise<readonly string[]> => {
  const found: string[] = [];
  const look = async (where: string): Promise<void> => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) found.push(`${where} is wider than the window`);
    found.push(...(await barriers()).map((barrier) => `${where}: ${barrier}`));
  };
  const leave = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  };
  const visit = (place: string) => page.evaluate((hash) => location.assign(hash), `#${place}`);
  await page.getByRole('button', { name: 'Innstillinger' }).click();
  await page.locator('dialog[open]').waitFor();
  await look('settings');
  await leave();
  await page.getByRole('button', { name: 'Legg til fane' }).click();
  await page.frameLocator('.settings-page iframe').locator('select').waitFor();
  await look('configuration');
  await leave();
  await visit('/apps');
  await page.locator('.main h1').waitFor();
  await look('apps');
  await visit('/app/home');
  await board.frame.locator('.home').waitFor();
  await look('the person’s own page');
  await visit('/chats');
  await page.locator('.list .row').first().hover();
  await look('chats');
  await chat.withTavla();
  await chat.say('Ring 915 55 123 om lageret');
  await chat.card('Send likevel').getByRole('button').first().hover();
  await look('a form that came back');
  return found;
};

describe('in the Teams around the board', () => {
  test.each([
    ['default', 1280],
    ['dark', 1280],
    ['contrast', 1280],
    ['contrast', 320],
  ])('theme %s, %i pixels wide', async (theme, width) => {
    const size = { width, height: 720, at: `/channel/${encodeURIComponent(channelOf('HEO01'))}` };
    const window = await windows.open('tomasz', size);
    await atTeams(here.microsoft365.teams.address).as(window.person.id).prefers({ theme });
    await window.page.reload();
    await window.page.locator(`html[data-theme=${theme}] .pane`).waitFor();
    expect(await surroundings(window)).toEqual([]);
    await window.close();
  });

  test.each(['', '/lists/Forslag', '/lists/Forslag/items/1', '/lists/Forslag/new'])(
    'SharePoint’s page %s fits 320 pixels',
    async (path) => {
      const page = await windows.page(`${here.microsoft365.teams.address}/sharepoint${path}`, { width: 320 });
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect([isWide, await barriersIn(page)]).toEqual([false, []]);
      await page.context().close();
    },
  );

  test('what one has just written, and the answer to it, is in sight', async () => {
    const window = await windows.open('marit');
    await window.chat.withTavla();
    for (const word of ['hjelp', 'mine', 'tavla', 'hjelp']) {
      await window.chat.say(word);
      await until('the newest message is in sight', () =>
        window.page
          .locator('.messages')
          .evaluate((pane) => pane.scrollHeight - pane.scrollTop - pane.clientHeight < 20),
      );
    }
    await window.close();
  });
});

describe('on small and large screens', () => {
  test.each([
    ['a phone, and 400 % zoom of an ordinary screen', 320, 640],
    ['a narrow side panel', 360, 800],
  ])('%s: everything is there without scrolling sideways', async (_, width, height) => {
    const window = await windows.open('ben', {
      width,
      height,
      at: `/channel/${encodeURIComponent(channelOf('HEO01'))}`,
    });
    await window.page.locator('.main-head .tab', { hasText: 'Tavla' }).click();
    await window.board.stands();
    await window.board.frame.locator('.card').first().waitFor();
    expect(await isTooWide(window)).toBe(false);
    expect(await window.barriers()).toEqual([]);
    await window.close();
  });

  test('a wall screen shows the board to read, and nothing to press by mistake', async () => {
    const window = await windows.open('ben', { width: 1920, height: 1080 });
    const tab = { entityId: 'HEO01', contentUrl: `${here.address}/?unit=HEO01&wall=1`, name: 'Vegg' };
    await atTeams(here.microsoft365.teams.address).as(window.person.id).in(channelOf('HEO01')).addsTab(tab);
    await window.chat.channel('Forbedring', NURSING);
    await window.page.locator('.main-head .tab', { hasText: 'Vegg' }).click();
    await window.board.frame.locator('.card').first().waitFor();
    expect(await window.board.frame.locator('.card-move').count()).toBe(0);
    expect(await window.barriers()).toEqual([]);
    await window.close();
  });
});

/** Presses a key until something has the focus, as somebody without a mouse does. */
const pressUntil = async ({ page }: Window, key: string, goal: Locator): Promise<void> => {
  const isThere = (): Promise<boolean> => goal.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 25 && !(await isThere()); presses += 1) await page.keyboard.press(key);
  expect(await isThere()).toBe(true);
};

const channelOf = (code: string): string =>
  here.microsoft365.municipality.units.find((unit) => unit.code === code)?.channelId ?? '';

describe('by keyboard alone', () => {
  test('a card is found, moved with what the move asks, and every step is read out', async () => {
    const liv = await boardOf('liv', NURSING, 'Forbedring');
    const { words, frame } = liv.board;
    const keys = liv.page.keyboard;
    const text =
      (await liv.board.column('new').locator('.card:not([data-state=clarify]) .card-text').first().textContent()) ?? '';
    await liv.page.locator('.main iframe').focus();
    await keys.press('/');
    await until('the search has the focus', async () =>
      frame.locator('input[type=search]').evaluate((field) => field === document.activeElement),
    );
    await keys.type(text.slice(0, 30));
    await until('one card is left', async () => (await frame.locator('.card').count()) === 1);
    await pressUntil(liv, 'Tab', frame.locator('.card-text').first());
    await keys.press('m');
    const goal = frame.getByRole('menuitem', { name: words.state.clarify, exact: true });
    await goal.waitFor();
    await pressUntil(liv, 'ArrowDown', goal);
    await keys.press('Enter');
    await liv.board.dialog.waitFor();
    await pressUntil(liv, 'Tab', liv.board.dialog.locator('textarea'));
    await keys.type('Hva slags utstyr tenker du på?');
    await pressUntil(
      liv,
      'Tab',
      liv.board.dialog.getByRole('button', { name: words.screen.move.confirm, exact: true }),
    );
    await keys.press('Enter');
    await frame
      .locator('[role=status]')
      .getByText(words.screen.move.done(words.state.clarify))
      .first()
      .waitFor({ state: 'attached' });
    await frame.locator('.card[data-state=clarify]').first().waitFor();
    await liv.close();
  });
});

describe('everybody reads their own language', () => {
  test.each([
    ['torunn', 'Nordgarden skule (1–7)', 'Forbetring', ['Nye forslag', 'I arbeid'], ['Pågår', 'In progress']],
    [
      'emily',
      'Kommunalteknikk, vann og avløp',
      'Forbedring',
      ['New suggestions', 'In progress'],
      ['Pågår', 'Nye forslag'],
    ],
    ['ana', NURSING, 'Forbedring', ['Nye forslag', 'Pågår'], ['In progress', 'I arbeid']],
  ])('%s', async (key, team, channel, theirs, others) => {
    const window = await boardOf(key, team, channel);
    const shown = (await window.board.frame.locator('body').textContent()) ?? '';
    for (const word of theirs) expect(shown).toContain(word);
    for (const word of others) expect(shown).not.toContain(word);
    expect(await window.board.frame.locator('html').getAttribute('lang')).toBe(window.person.language.slice(0, 2));
    await window.close();
  });
});
