import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chat } from '../../bot/domain/words/nb/chat.ts';
import { core } from '../../bot/domain/words/nb/core.ts';
import { screen } from '../../bot/domain/words/nb/screen.ts';
import { openList } from '../support/list-page.ts';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';
import { openWindows, type Window, type Windows } from '../support/window.ts';

jest.setTimeout(120_000);

const TEAM = 'Elvetun sykehjem, avd. 1';
const CHANNEL = 'Forbedring';

let here: Municipality;
let windows: Windows;
let ana: Window;
let ben: Window;
let liv: Window;

beforeAll(async () => {
  here = await openMunicipality({ settledIn: true, environment: { LOG_LEVEL: 'warn' } });
  windows = await openWindows(here.microsoft365.teams.address);
  ana = await windows.open('ana');
  ben = await windows.open('ben');
  liv = await windows.open('liv');
  for (const window of [ana, ben, liv]) {
    await window.chat.channel(CHANNEL, TEAM);
    await window.board.open();
  }
}, 120_000);

afterAll(async () => {
  await windows.close();
  await here.close();
}, 30_000);

afterEach(() => {
  expect(windows.complaints()).toEqual([]);
});

const onBoard = async (window: Window): Promise<void> => {
  await window.chat.channel(CHANNEL, TEAM);
  await window.board.open();
};

/** Opens the board's own form and writes into it. */
const write = async ({ board }: Window, text: string): Promise<void> => {
  await board.frame.getByRole('button', { name: screen.board.new }).click();
  await board.dialog.locator('textarea').fill(text);
};

const send = ({ board }: Window) => board.press(screen.send);

const rowOf = async (text: string): Promise<Record<string, unknown>> =>
  until(`${text} in SharePoint`, async () => (await here.items('Forslag')).find(({ Text }) => Text === text));

describe('a suggestion without a name', () => {
  const TEXT = 'Vi har for få pauser på kveldsvakta';

  test('is nameless to colleagues on the board and in the channel, and the leader sees whose it is', async () => {
    await write(ana, TEXT);
    await ana.board.dialog.getByText(screen.submit.showName).click();
    await send(ana);
    await ben.board.sees(TEXT, 'new');
    expect(await ben.board.card(TEXT).textContent()).toContain(screen.card.hidden);
    await liv.page.reload();
    await liv.board.sees(TEXT, 'new');
    // Not on the card, which everybody sees when the leader shows the board at the huddle; in the details.
    expect(await liv.board.card(TEXT).textContent()).not.toContain('Ana');
    await liv.board.card(TEXT).locator('.card-text').click();
    await liv.board.dialog.locator('.facts').getByText('Ana Kovač').waitFor();
    await liv.page.keyboard.press('Escape');

    await ben.board.card(TEXT).locator('.card-text').click();
    await ben.board.dialog.waitFor();
    expect(await ben.board.dialog.textContent()).not.toContain('Ana');
    await ben.page.keyboard.press('Escape');
    await ben.chat.channel(CHANNEL, TEAM);
    const posted = ben.chat.card(TEXT);
    await posted.waitFor();
    expect(await posted.textContent()).toContain(chat.card.nameless);
    await onBoard(ben);
  });
});

describe('from the places where people talk', () => {
  test('a message in a channel becomes a suggestion with a link back to it', async () => {
    const WORDS = 'Tralla med rene klær står alltid i veien ved heisen';
    await ben.chat.channel('General', TEAM);
    await ben.chat.say(WORDS);
    await ana.chat.channel('General', TEAM);
    await ana.chat.choose(ana.chat.message(WORDS), 'Gjør til forbedringsforslag');
    const dialog = ana.page.getByRole('dialog');
    await until('the form with the words', async () => (await dialog.locator('textarea').inputValue()) === WORDS);
    await dialog.getByRole('button', { name: chat.form.send, exact: true }).click();
    expect(await rowOf(WORDS)).toMatchObject({
      SourceLink: expect.stringContaining('https://teams.microsoft.com/l/message/'),
    });
    await dialog
      .getByRole('button', { name: /Lukk|OK/ })
      .first()
      .click();
    await ben.page.reload();
    await onBoard(ben);
    await ben.board.sees(WORDS, 'new');
    await onBoard(ana);
  });

  test('a mention in the channel gives a form that only gives the text away when it is sent', async () => {
    const WORDS = 'lån ut en tralle til avdeling 2';
    await ana.chat.channel(CHANNEL, TEAM);
    await ana.chat.say(`@Tavla ${WORDS}`);
    const form = ana.chat.card(chat.form.lead);
    await form.waitFor();
    expect(await form.locator('textarea').inputValue()).toBe(WORDS);
    await form.getByRole('button', { name: chat.form.send, exact: true }).click();
    await rowOf(WORDS);
    await onBoard(ana);
  });
});

describe('words that must not be kept', () => {
  test('a national identity number is refused, the words stay, and the number is kept nowhere', async () => {
    await write(ana, 'Bruker 109155 96784 må ha annen tid til dusj');
    await send(ana);
    await ana.board.dialog.getByText(core.problem.nationalNumber).waitFor();
    expect(await ana.board.dialog.locator('textarea').inputValue()).toContain('må ha annen tid til dusj');
    await ana.board.dialog.locator('textarea').fill('Noen brukere må ha annen tid til dusj');
    await send(ana);
    await ana.board.sees('Noen brukere må ha annen tid til dusj', 'new');
    expect(JSON.stringify(await here.items('Forslag'))).not.toMatch(/109155 ?96784/);
  });

  test('a doubtful text is asked about once, and kept when the writer says so', async () => {
    const TEXT = 'Meld avvik når medisinskapet står åpent, vi glemmer det';
    await write(ana, `${TEXT}: feilmedisin ble gitt`);
    await send(ana);
    await ana.board.dialog.getByText(core.warning.deviation).waitFor();
    await ana.board.press(screen.submit.anyway);
    await ana.board.sees(TEXT, 'new');
  });

  test('a text that is too short says what is missing', async () => {
    await write(ana, 'he');
    await send(ana);
    await ana.board.dialog.getByText(core.problem.textTooShort({ min: 5 })).waitFor();
    expect(await ana.board.dialog.locator('textarea').inputValue()).toBe('he');
    await ana.page.keyboard.press('Escape');
    await ana.board.dialog.waitFor({ state: 'detached' });
  });
});

describe('one’s own suggestion', () => {
  test('can be reworded and withdrawn until the unit has decided', async () => {
    await write(ana, 'Flytt kaffetrakteren til vaktrommet');
    await send(ana);
    await ben.board.sees('Flytt kaffetrakteren til vaktrommet', 'new');
    await ana.board.card('Flytt kaffetrakteren').locator('.card-text').click();
    await ana.board.press(screen.detail.edit);
    await ana.board.dialog.locator('textarea').fill('Flytt kaffetrakteren til møterommet');
    await ana.board.press(screen.save);
    await ben.board.sees('Flytt kaffetrakteren til møterommet', 'new');
    await ana.page.keyboard.press('Escape');
    await ana.board.card('Flytt kaffetrakteren').locator('.card-move').click();
    await ana.board.frame.getByRole('menuitem', { name: screen.move.withdraw }).click();
    await ana.board.dialog
      .getByRole('button', { name: screen.move.withdraw })
      .or(ana.board.dialog.getByRole('button', { name: screen.move.confirm, exact: true }))
      .first()
      .click();
    await ben.board.card('Flytt kaffetrakteren').waitFor({ state: 'detached' });
  });
});

describe('a comment', () => {
  test('is read by the others in the history, and the proposer hears of it in the chat', async () => {
    const TEXT = 'Sett en stol ved telefonen i gangen';
    const WORDS = 'God idé, og en liten hylle til blokka';
    await write(ana, TEXT);
    await send(ana);
    await ben.board.sees(TEXT, 'new');
    await ben.board.card(TEXT).locator('.card-text').click();
    await ben.board.dialog.getByLabel(screen.comment.label).fill(WORDS);
    // Closed by mistake: the words are there when it is opened again.
    await ben.page.keyboard.press('Escape');
    await ben.board.card(TEXT).locator('.card-text').click();
    expect(await ben.board.dialog.getByLabel(screen.comment.label).inputValue()).toBe(WORDS);
    await ben.board.press(screen.comment.send);
    await ben.board.dialog.locator('.history').getByText(WORDS).waitFor();
    await ben.page.keyboard.press('Escape');
    await ana.chat.withTavla();
    await ana.chat.card(WORDS).getByText(chat.news.commented('Ben Aasen')).waitFor();
    await onBoard(ana);
    await until('it is in the list', async () =>
      (await here.items('Historikk')).some(({ What, Words }) => What === 'commented' && Words === WORDS),
    );
  });
});

describe('when something does not answer', () => {
  test('offline the board stays readable; what was written is sent once when the network is back', async () => {
    const TEXT = 'Skrevet i kjelleren uten dekning';
    await ana.context.setOffline(true);
    await write(ana, TEXT);
    await send(ana);
    await ana.board.card(TEXT).waitFor();
    await ana.board.frame.getByText(screen.card.unsent).first().waitFor();
    expect((await here.items('Forslag')).filter(({ Text }) => Text === TEXT)).toEqual([]);
    await ana.context.setOffline(false);
    await ben.board.sees(TEXT, 'new');
    await rowOf(TEXT);
    expect((await here.items('Forslag')).filter(({ Text }) => Text === TEXT)).toHaveLength(1);
    // The browser itself complains of each request that found no network.
    expect(windows.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  test('a move made offline waits, is told, and is made once when the network is back', async () => {
    const TEXT = 'Skrevet i kjelleren uten dekning';
    await liv.board.sees(TEXT, 'new');
    await liv.context.setOffline(true);
    await liv.board.move(TEXT, 'clarify');
    await liv.board.fill({ [core.need.question]: 'Hvor i kjelleren var det?' });
    await liv.board.press(screen.move.confirm);
    await liv.board.card(TEXT).getByText(screen.card.unsent).waitFor();
    expect(await ben.board.card(TEXT).getAttribute('data-state')).toBe('new');
    await liv.context.setOffline(false);
    await ben.board.frame.locator('.card[data-state=clarify]', { hasText: TEXT }).waitFor();
    await liv.board.card(TEXT).getByText(screen.card.unsent).waitFor({ state: 'detached' });
    const { Key } = await rowOf(TEXT);
    const moves = await until('the move in the history', async () => {
      const rows = (await here.items('Historikk')).filter((row) => row.Suggestion === Key && row.What === 'moved');
      return rows.length > 0 && rows;
    });
    expect(moves).toHaveLength(1);
    expect(windows.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  test('without SharePoint people go on, the card says so after a while, and then it is saved', async () => {
    const TEXT = 'Skrevet mens SharePoint var borte';
    const { graph } = here.microsoft365;
    graph.faults.add({ kind: 'droppedBefore' });
    await write(ana, TEXT);
    await send(ana);
    await ben.board.sees(TEXT, 'new');
    await ben.board.card(TEXT).getByText(screen.card.waiting).waitFor({ timeout: 40_000 });
    graph.faults.clear();
    await rowOf(TEXT);
    await ben.board.card(TEXT).getByText(screen.card.waiting).waitFor({ state: 'detached', timeout: 60_000 });
  });

  test('somebody edits the list by hand, and the board follows', async () => {
    const TEXT = 'Skrevet mens SharePoint var borte';
    const list = await openList(windows, here.microsoft365.teams.address, 'Forslag');
    await list.sees(TEXT, 'new');
    await list.change(TEXT, 'new', 'prioritised');
    await ben.board.sees(TEXT, 'prioritised');
    await list.close();
  });
});

describe('the board in another channel', () => {
  test('the leader adds the tab, chooses the unit, and the board is there', async () => {
    await liv.chat.channel('General', TEAM);
    await liv.page.getByRole('button', { name: 'Legg til fane' }).click();
    const settings = liv.page.frameLocator('.settings-page iframe');
    await settings.locator('select').selectOption({ label: TEAM });
    await liv.page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await liv.page.locator('.main-head .tab', { hasText: 'Tavla' }).waitFor();
    await liv.board.open();
    await liv.board.sees('Skrevet mens SharePoint var borte', 'prioritised');
  });
});
