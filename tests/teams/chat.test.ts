import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../../bot/domain/people/person.ts';
import { ana, ben, liv, nobody, north, per, tor } from '../support/cast.ts';
import type { CardOnScreen, Room } from '../support/teams-client.ts';
import { openTeamsWithBot, type TeamsWithBot } from './at-teams.ts';

let world: TeamsWithBot;
beforeAll(async () => {
  world = await openTeamsWithBot();
  await world.teams.install({ kind: 'team', id: north.teamId ?? '' }, liv.id);
  await world.bot.settled();
}, 30_000);
afterAll(() => world.close());

const chat = (person: Person): Room => world.as(person).bot;
const inputs = (text: string, more: Record<string, string> = {}) => ({ text, showName: 'true', ...more });
const said = (card: CardOnScreen): string => card.texts().join('\n');
const ownOf = async (person: Person) =>
  (await world.bot.verbs.suggestion.mine(person)).map(({ suggestion }) => suggestion);
const presses = async (card: CardOnScreen, title: string, more: Record<string, string> = {}) => {
  const outcome = await card.press(title, more);
  await world.bot.settled();
  return outcome;
};

describe('in the personal chat', () => {
  test('at the first meeting the bot says who it is and what it keeps', async () => {
    await chat(ana).addsApp();
    await world.bot.settled();
    const card = await chat(ana).lastCard();
    expect(said(card)).toMatch(/Hei! Jeg er Tavla[\s\S]*SharePoint/);
    expect(card.buttons()).toEqual(['Nytt forslag', 'Åpne tavla', 'Mine forslag', 'Personvern']);
  });

  test('words become a form, the form a suggestion, the form’s place a receipt', async () => {
    await chat(ana).says('Vi kan henge opp en liste ved medisinrommet');
    const form = await chat(ana).lastCard();
    expect(JSON.stringify(form.json)).toContain('Vi kan henge opp en liste ved medisinrommet');
    expect(said(form)).toContain('Gjelder: Elvetun sykehjem avd. 1');
    expect(await presses(form, 'Send inn', inputs('Vi kan henge opp ei liste ved medisinrommet'))).toEqual({
      kind: 'card',
    });
    const receipt = await chat(ana).lastCard();
    expect(receipt.messageId).toBe(form.messageId);
    expect(said(receipt)).toMatch(/Takk for forslaget[\s\S]*ei liste ved medisinrommet[\s\S]*tavlemøtet/);
    expect((await ownOf(ana)).map(({ text, unit, showName }) => [text, unit, showName])).toEqual([
      ['Vi kan henge opp ei liste ved medisinrommet', north.key, true],
    ]);
  });

  test('pressing twice hands in once', async () => {
    await chat(ben).says('forslag');
    const form = await chat(ben).lastCard();
    await presses(form, 'Send inn', inputs('Flytt tralla nærmere døra'));
    await presses(form, 'Send inn', inputs('Flytt tralla nærmere døra'));
    expect((await ownOf(ben)).map(({ text }) => text)).toEqual(['Flytt tralla nærmere døra']);
  });

  test('a refusal keeps the words and says what is wrong', async () => {
    await chat(ben).says('forslag');
    const form = await chat(ben).lastCard();
    await presses(form, 'Send inn', inputs('he'));
    const again = await chat(ben).lastCard();
    expect(said(again)).toContain('Skriv litt mer: minst 5 tegn.');
    expect(JSON.stringify(again.json)).toContain('"value":"he"');
  });

  test('a national identity number is refused, and comes back nowhere', async () => {
    await chat(tor).says('Bruker 109155 96784 må ha annen tid');
    const form = await chat(tor).lastCard();
    expect(said(form)).toMatch(/fødselsnummer[\s\S]*Slett også meldingen din her i chatten\./);
    await presses(form, 'Send inn', inputs('Bruker 10915596784 må ha annen tid'));
    const all = JSON.stringify((await chat(tor).messages()).filter(({ author }) => author.kind === 'bot'));
    expect(all).toContain('••• må ha annen tid');
    expect(all).not.toMatch(/109155\s?96784/);
    expect(world.bot.logged.join('\n')).not.toMatch(/109155\s?96784/);
    expect(await ownOf(tor)).toEqual([]);
    // What was written in the form is in no message.
    expect(said(await chat(tor).lastCard())).not.toContain('Slett også');
  });

  test('what may be a report is asked about, with the way to the right place, and goes in only when the writer insists', async () => {
    await chat(tor).says('Leder godkjenner egen overtid hver måned');
    const form = await chat(tor).lastCard();
    expect(said(form)).toContain('varsling');
    expect(form.buttons()).toEqual(['Om varsling', 'Send inn', 'Send likevel']);
    await presses(form, 'Send inn', inputs('Leder godkjenner egen overtid hver måned'));
    expect(await ownOf(tor)).toEqual([]);
    await presses(await chat(tor).lastCard(), 'Send likevel', inputs('Leder godkjenner egen overtid hver måned'));
    expect(await ownOf(tor)).toHaveLength(1);
  });

  test('the commands are understood in every language', async () => {
    const answers: Record<string, RegExp> = {
      hjelp: /hjelpe med/,
      help: /hjelpe med/,
      framlegg: /Nytt forslag/,
      suggest: /Nytt forslag/,
      board: /Forbedringstavla/,
      'my suggestions': /Forslagene dine/,
      personvern: /Slik behandler Tavla/,
    };
    for (const [word, answer] of Object.entries(answers)) {
      await chat(ana).says(word);
      expect([word, said(await chat(ana).lastCard())]).toEqual([word, expect.stringMatching(answer)]);
    }
  });

  test('help begins with those who need a phone', async () => {
    await chat(ana).says('hjelp');
    expect((await chat(ana).lastCard()).texts()[1]).toBe('Er det fare her og nå? Ring. Ikke bruk skjemaet.');
  });

  test('the language is changed by saying so, and stays', async () => {
    await chat(per).says('språk nynorsk');
    expect((await chat(per).lastMessage()).text).toBe('Då skriv eg nynorsk til deg.');
    await chat(per).says('help');
    expect(said(await chat(per).lastCard())).toContain('Dette kan eg hjelpe med');
  });

  test('somebody without a unit is told what to do', async () => {
    await chat(nobody).says('Flytt tralla nærmere døra');
    expect((await chat(nobody).lastMessage()).text).toContain('Vi finner ingen enhet for deg');
  });
});

describe('in the channel', () => {
  const channel = (person: Person): Room => world.channelOf(north, person);

  test('the bot introduces itself once', async () => {
    await world.teams.install({ kind: 'team', id: north.teamId ?? '' }, liv.id);
    const general = world.as(ana).in(`19:${north.key}-general@thread.tacv2`);
    expect((await general.cards()).map((card) => card.texts()[0])).toEqual(['Hei! Jeg er Tavla.']);
  });

  test('a mention becomes a form in the thread; once sent, others see only that it was', async () => {
    await channel(ana).says('@Tavla Merk hyllene på lageret');
    const form = await channel(ana).lastCard();
    expect(JSON.stringify(form.json)).toContain('"value":"Merk hyllene på lageret"');
    await presses(form, 'Send inn', inputs('Merk hyllene på lageret', { showName: 'false' }));
    const left = (await channel(ben).cards()).find(({ messageId }) => messageId === form.messageId);
    expect(said(left as CardOnScreen)).toContain('Forslaget er sendt inn til tavla');
    expect(said(left as CardOnScreen)).not.toMatch(/Merk hyllene|Ana/);
  });

  test('somebody else’s form becomes the presser’s own, for them alone', async () => {
    await channel(ana).says('@Tavla Sett opp en hylle til');
    const [form] = (await channel(ben).cards()).slice(-1);
    await presses(form as CardOnScreen, 'Send inn', inputs('Sett opp to hyller til'));
    expect((await ownOf(ben)).map(({ text }) => text)).not.toContain('Sett opp to hyller til');
    const own = await channel(ben).lastCard();
    expect(said(own)).toContain('Nå er det ditt eget');
    expect(said(await channel(ana).lastCard())).not.toContain('Nå er det ditt eget');
    await presses(own, 'Send inn', inputs('Sett opp to hyller til'));
    expect((await ownOf(ben)).map(({ text }) => text)).toContain('Sett opp to hyller til');
    expect((await ownOf(ana)).map(({ text }) => text)).not.toContain('Sett opp to hyller til');
  });

  test('delicate words are answered in private', async () => {
    await channel(ana).says('@Tavla Fru H på rom 14 med kols venter for lenge');
    expect((await channel(ana).lastMessage()).text).toBe('Jeg har svart deg i en privat melding.');
    expect(JSON.stringify((await chat(ana).lastCard()).json)).toContain('Fru H på rom 14');
  });

  test('a national identity number is answered in private, with the word that the message stands where it was written', async () => {
    await channel(ana).says('@Tavla Bruker 109155 96784 må ha annen tid');
    expect((await channel(ana).lastMessage()).text).toBe('Jeg har svart deg i en privat melding.');
    expect(said(await chat(ana).lastCard())).toContain('Slett også meldingen din der du skrev den.');
  });

  test('one’s own suggestions are not listed in front of others', async () => {
    await channel(ana).says('@Tavla mine forslag');
    expect((await channel(ana).lastMessage()).text).toBe('Jeg har svart deg i en privat melding.');
    expect(said(await chat(ana).lastCard())).toContain('Forslagene dine');
  });
});

describe('from a message', () => {
  test('the message’s words and link come along, in a dialog, where the bot is not a member', async () => {
    const group = await world.as(ana).startsChat([ben.id]);
    const message = await group.says('Vi mangler alltid tape i skuff 2 & 3');
    const dialog = await group.uses('suggestFromMessage', message.id);
    expect(dialog).toMatchObject({ kind: 'dialog' });
    expect(JSON.stringify(dialog)).toContain('Vi mangler alltid tape i skuff 2 & 3');
    const done = await dialog.fills?.('Send inn', inputs('Fast plass for tape i skuff 2'));
    expect(JSON.stringify(done)).toContain('Takk for forslaget');
    const kept = (await ownOf(ana)).find(({ text }) => text === 'Fast plass for tape i skuff 2');
    expect(kept?.sourceLink).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/message\//);
  });

  test('from the compose box the form is empty', async () => {
    const group = await world.as(ana).startsChat([ben.id]);
    const dialog = await group.uses('suggestFromMessage');
    expect(dialog).toMatchObject({ kind: 'dialog' });
    expect(JSON.stringify(dialog)).toContain('"id":"text"');
  });
});

describe('notices', () => {
  const channel = () => world.channelOf(north, ben);

  test('a new suggestion stands in the channel, follows what happens to it, and the proposer is told', async () => {
    await world.bot.tellAll();
    await chat(ana).says('Lag en fast plass for nøklene');
    await presses(
      await chat(ana).lastCard(),
      'Send inn',
      inputs('Lag en fast plass for nøklene', { showName: 'false' }),
    );
    const [kept] = await ownOf(ana);
    expect(await world.bot.tellAll()).toEqual(['submitted delivered']);
    const posted = await channel().lastCard();
    expect(said(posted)).toMatch(/Nytt forslag[\s\S]*fast plass for nøklene/);
    expect(posted.message.root).toBe(posted.messageId);
    expect(JSON.stringify(posted.json)).not.toContain(ana.name);

    const reply = 'Dette gjør vi. Ben setter opp en krok ved døra på mandag.';
    const answers = { threeF: 'improve', effect: '4', effort: '1', reply };
    const moved = await world.bot.verbs.suggestion.move(liv, kept?.key ?? '', {
      from: 'new',
      to: 'prioritised',
      answers,
    });
    expect(moved.ok).toBe(true);
    expect((await world.bot.tellAll()).toSorted()).toEqual(['changed delivered', 'moved delivered']);
    const now = (await channel().cards()).find(({ messageId }) => messageId === posted.messageId);
    expect(said(now as CardOnScreen)).toMatch(/Prioritert[\s\S]*krok ved døra/);
    expect(said(await chat(ana).lastCard())).toMatch(/Forslaget ditt er nå: Prioritert[\s\S]*krok ved døra/);

    await world.bot.verbs.suggestion.move(ana, kept?.key ?? '', { from: 'prioritised', to: 'withdrawn', answers: {} });
    await world.bot.tellAll();
    const gone = (await channel().cards()).find(({ messageId }) => messageId === posted.messageId);
    expect(said(gone as CardOnScreen)).not.toContain('nøklene');
  });
});
