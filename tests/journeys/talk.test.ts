import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { languageOf } from '../../bot/domain/people/unit.ts';
import { chatWords } from '../../bot/domain/words/chat.ts';
import { coreWords } from '../../bot/domain/words/core.ts';
import { chat } from '../../bot/domain/words/nb/chat.ts';
import { core } from '../../bot/domain/words/nb/core.ts';
import { screen } from '../../bot/domain/words/nb/screen.ts';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';
import { strangeWord } from '../support/strange-words.ts';
import { atTeams } from '../support/teams-client.ts';
import { openWindows, type Window, type Windows } from '../support/window.ts';

jest.setTimeout(120_000);

const TEAM = 'Elvetun sykehjem, avd. 1';
/** Published by the tax administration for tests; nobody has it. */
const NUMBER = '10915596784';

let here: Municipality;
let windows: Windows;
let ana: Window;
let ben: Window;

beforeAll(async () => {
  here = await openMunicipality({ settledIn: true, environment: { LOG_LEVEL: 'warn' } });
  windows = await openWindows(here.microsoft365.teams.address);
  ana = await windows.open('ana');
  ben = await windows.open('ben');
});

afterAll(async () => {
  await windows.close();
  await here.close();
});

afterEach(() => {
  expect(windows.complaints()).toEqual([]);
});

const press = (window: Window, words: string | RegExp, button: string): Promise<void> =>
  window.chat.card(words).getByRole('button', { name: button, exact: true }).click();

const rowOf = async (text: string): Promise<Record<string, unknown>> =>
  until(`${text} in SharePoint`, async () => (await here.items('Forslag')).find(({ Text }) => Text === text));

describe('with others around', () => {
  test('in a group chat the form is there for whoever asked, and the others see that something was handed in', async () => {
    const WORDS = 'Legg en liste over ledige vakter i gruppa';
    const people = atTeams(here.microsoft365.teams.address).as(ana.person.id);
    const group = await people.startsChat([ben.person.id], 'Kveldsvakta');
    await group.addsApp();
    await ana.chat.named('Kveldsvakta');
    await ben.chat.named('Kveldsvakta');
    await ana.chat.say(`@Tavla ${WORDS}`);
    await ana.chat.card(chat.form.lead).waitFor();
    expect(await ana.chat.card(chat.form.lead).locator('textarea').inputValue()).toBe(WORDS);
    await press(ana, chat.form.lead, chat.form.send);
    await ben.chat.card(chat.form.handedIn).waitFor();
    expect(await ben.chat.card(chat.form.handedIn).textContent()).not.toContain('Ana');
    await ana.chat.card(chat.form.handedIn).waitFor();
    await rowOf(WORDS);
  });

  test('a suggestion made from a message leads back to the message', async () => {
    const WORDS = 'Nøkkelen til boden er aldri der den skal være';
    await ben.chat.channel('General', TEAM);
    await ben.chat.say(WORDS);
    await ben.chat.choose(ben.chat.message(WORDS), 'Gjør til forbedringsforslag');
    const dialog = ben.page.getByRole('dialog');
    await dialog.getByRole('button', { name: chat.form.send, exact: true }).click();
    await dialog.getByText(chat.receipt.title).waitFor();
    await dialog.getByRole('button', { name: 'Lukk' }).click();
    await ben.chat.channel('Forbedring', TEAM);
    await ben.board.open();
    await ben.board.sees(WORDS, 'new');
    await ben.board.card(WORDS).locator('.card-text').click();
    await ben.board.press(screen.detail.source);
    await ben.page.locator('.main-head h1', { hasText: 'General' }).waitFor();
    await ben.chat.message(WORDS).waitFor();
  });
});

describe('words that must not be kept', () => {
  test('in the chat a national identity number is refused and shown nowhere, and the other words stay', async () => {
    const asked = `Flytt ${NUMBER} til rommet ved heisen`;
    await ana.chat.withTavla();
    await ana.chat.say('forslag');
    const form = ana.chat.card(chat.form.lead);
    await form.locator('textarea').fill(asked);
    await press(ana, chat.form.lead, chat.form.send);
    await ana.chat.card(core.problem.nationalNumber).waitFor();
    const again = ana.chat.card(core.problem.nationalNumber);
    expect(await again.locator('textarea').inputValue()).toContain('til rommet ved heisen');
    const shown = await ana.page.locator('.messages').evaluate((pane) => {
      const typed = [...pane.querySelectorAll('textarea, input')].map((field) => 'value' in field && field.value);
      return `${pane.textContent} ${typed.join(' ')}`;
    });
    expect(shown).not.toContain(NUMBER);
    await again.locator('textarea').fill('Flytt senga til rommet ved heisen');
    await press(ana, core.problem.nationalNumber, chat.form.send);
    await rowOf('Flytt senga til rommet ved heisen');
  });

  test('in the chat a doubtful text is asked about, and goes in when the writer says so', async () => {
    const TEXT = 'Ring 915 55 123 når lageret er tomt, det står ikke noe sted';
    await ana.chat.say('forslag');
    await ana.chat.card(chat.form.lead).locator('textarea').fill(TEXT);
    await press(ana, chat.form.lead, chat.form.send);
    await ana.chat.card(core.warning.phone).waitFor();
    await press(ana, core.warning.phone, chat.form.sendAnyway);
    await rowOf(TEXT);
  });
});

describe('everybody is spoken to in their own language', () => {
  test.each([
    ['ana', 'Sett opp en krok til nøklene', 'forslag'],
    ['torunn', 'Set opp ein krok til nøklane', 'forslag'],
    ['emily', 'Hang a hook beside each pump', 'suggestion'],
  ])('%s, in the chat and in the dialogs of the board', async (key, idea, word) => {
    const window = await windows.open(key);
    const language = languageOf(window.person.language) ?? 'nb';
    const words = { ...chatWords(language), core: coreWords(language) };
    await window.chat.withTavla();
    for (const asked of [word, 'hjelp']) await window.chat.say(asked);
    await window.chat.card(words.help.title).waitFor();
    await window.chat.card(words.form.lead).locator('textarea').fill(idea);
    await press(window, words.form.lead, words.form.send);
    await window.chat.card(words.receipt.title).waitFor();
    for (const title of [words.help.title, words.receipt.title, words.welcome.personal]) {
      const said = (await window.chat.card(title).textContent()) ?? '';
      expect([title, strangeWord(said, language)]).toEqual([title, undefined]);
    }
    await window.page.locator('nav.rail a[href="#/app/home"]').click();
    await window.board.frame.locator('.home').getByText(idea).waitFor();
    await window.board.frame.getByRole('button', { name: window.board.words.screen.board.new }).click();
    await window.board.dialog.locator('textarea').fill('x');
    await window.board.press(window.board.words.screen.send);
    await window.board.dialog.getByText(window.board.words.problem.textTooShort({ min: 5 })).waitFor();
    expect(strangeWord((await window.board.dialog.textContent()) ?? '', language)).toBeUndefined();
    await window.close();
  });
});

describe('a stranger’s page', () => {
  test('cannot show the board in a frame of its own', async () => {
    const stranger = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>Hos en annen</title><iframe src="${here.address}/?unit=HEO01"></iframe>`);
    }).listen(0, 'localhost');
    await once(stranger, 'listening');
    const page = await windows.page(`http://localhost:${(stranger.address() as AddressInfo).port}/`);
    const complaint = await until('the browser’s word on it', async () => windows.complaints()[0]);
    expect(complaint).toMatch(/frame-ancestors/);
    await until('the frame holds an error', async () => page.frames()[1]?.url().startsWith('chrome-error:'));
    await page.context().close();
    stranger.close();
  });
});
