import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { chat } from '../../bot/domain/words/nb/chat.ts';
import { openList } from '../support/list-page.ts';
import { freePorts, type Started, startAll } from '../support/newcomer.ts';
import { openWindows, type Window, type Windows } from '../support/window.ts';

const IDEA = 'Heng en lampe med bevegelsessensor over medisinskapet på natta.';
const ANSWER = 'Vi prøver en lånt lampe i to uker, og teller hvor ofte noen må lete.';

jest.setTimeout(120_000);

let folder: string;
let port: number;
let all: Started;
let windows: Windows;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tavla-first-day-'));
  port = await freePorts();
  all = await startAll(folder, port);
  windows = await openWindows(all.address);
});

afterAll(async () => {
  await windows.close();
  await all.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A week from today, as a date field takes it. */
const inAWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

const showsInSharePoint = async (state: string): Promise<void> => {
  const list = await openList(windows, all.address, 'Forslag');
  await list.sees(IDEA, state);
  await list.close();
};

test('a suggestion goes from a message to the board and to SharePoint, is moved, and outlives a restart', async () => {
  const ana: Window = await windows.open('ana');

  // Ana writes to Tavla, gets the form with her words in it, and sends it.
  await ana.chat.withTavla();
  await ana.chat.say(IDEA);
  const form = ana.chat.card(chat.form.lead);
  await form.waitFor();
  expect(await form.locator('textarea').inputValue()).toBe(IDEA);
  await form.getByRole('button', { name: chat.form.send, exact: true }).click();
  await ana.chat.card(chat.receipt.title).filter({ hasText: IDEA }).waitFor();

  // Everybody in the unit sees the card in the channel.
  const ben = await windows.open('ben');
  await ben.chat.channel('Forbedring', 'Elvetun sykehjem, avd. 1');
  const posted = ben.chat.card(IDEA);
  await posted.waitFor();
  expect(await posted.textContent()).toContain(chat.card.from('Ana Kovač'));

  // And the tab beside it has it on the board.
  await ben.board.open();
  await ben.board.sees(IDEA, 'new');

  // Liv, who leads the unit, drags it; Ben sees it move without doing anything.
  const liv = await windows.open('liv');
  await liv.chat.channel('Forbedring', 'Elvetun sykehjem, avd. 1');
  await liv.board.open();
  await liv.board.drag(IDEA, 'inProgress');
  const { need, screen } = liv.board.words;
  await liv.board.fill({ [need.owner]: 'Ana Kovač', [need.due]: inAWeek(), [need.firstTest]: ANSWER });
  await liv.board.press(screen.move.confirm);
  await liv.board.sees(IDEA, 'inProgress');
  await ben.board.sees(IDEA, 'inProgress');

  // Ana is told, and the item is in SharePoint.
  await ana.chat.card(chat.news.title(liv.board.words.state.in_progress)).waitFor();
  await showsInSharePoint('in_progress');
  expect(windows.complaints()).toEqual([]);

  // Everything is stopped and started again, and nothing is gone.
  await Promise.all([ana, ben, liv].map((window) => window.close()));
  expect(await all.stop()).toBe(0);
  all = await startAll(folder, port);
  const again = await windows.open('ben');
  await again.chat.channel('Forbedring', 'Elvetun sykehjem, avd. 1');
  await again.chat.card(IDEA).filter({ hasText: again.board.words.state.in_progress }).waitFor();
  await again.board.open();
  await again.board.sees(IDEA, 'inProgress');
  await showsInSharePoint('in_progress');
  expect(windows.complaints()).toEqual([]);
});
