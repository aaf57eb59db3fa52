import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ana,
  BOT_ID,
  ben,
  board,
  directory,
  general,
  liv,
  nils,
  openRig,
  type Received,
  type Rig,
} from './teams-rig.ts';

const [team] = directory.teams;
const UNIT = 'Elvetun sykehjem avd. 1';
let rig: Rig;

beforeAll(async () => {
  rig = await openRig({ invokeMilliseconds: 400 });
  await rig.client.as(liv.id).in(general.id).addsApp();
}, 60_000);
afterEach(() => rig.control('DELETE', '/faults'));
afterAll(() => rig.close());

const last = async (type: string): Promise<Received> => {
  const found = (await rig.received()).filter((activity) => activity.type === type).at(-1);
  if (found === undefined) throw new Error(`The bot got no ${type}.`);
  return found;
};

describe('the personal chat with a bot', () => {
  test('what a person writes reaches the bot in the real form, and its answer stands in the chat', async () => {
    const person = rig.client.as(ana.id);
    const said = await person.bot.says('Hei på deg');
    expect(said.delivery).toBe('delivered');
    expect((await person.bot.lastMessage()).text).toBe('echo Hei på deg');
    expect(await last('message')).toMatchObject({
      id: said.id,
      channelId: 'msteams',
      serviceUrl: rig.teams.serviceUrl,
      text: 'Hei på deg',
      textFormat: 'plain',
      locale: 'nb-NO',
      localTimezone: 'Europe/Oslo',
      localTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0[12]:00$/),
      from: { id: rig.teams.account(ana.id), name: 'Ana Berg', aadObjectId: ana.id },
      recipient: { id: `28:${BOT_ID}`, name: 'Echo' },
      conversation: { conversationType: 'personal', tenantId: directory.tenant.id },
      channelData: { tenant: { id: directory.tenant.id } },
      attachments: [{ contentType: 'text/html', content: '<p>Hei på deg</p>' }],
    });
  });

  test('who writes to the app for the first time adds it, and the bot is told', async () => {
    await rig.client.as(ben.id).bot.says('Hei');
    const told = (await rig.received()).filter(({ from }) => Object(from).aadObjectId === ben.id);
    expect(told.map(({ type }) => type)).toEqual(['conversationUpdate', 'installationUpdate', 'message']);
    expect(told[0]).toMatchObject({ membersAdded: [{ id: `28:${BOT_ID}` }] });
    expect(told[1]).toMatchObject({ action: 'add' });
  });

  test('text and card in one activity become two messages', async () => {
    const person = rig.client.as(ana.id);
    const before = (await person.bot.messages()).length;
    await person.bot.says('both');
    const after = (await person.bot.messages()).slice(before + 1);
    expect(after.map(({ text, attachments }) => [text, attachments.length])).toEqual([
      ['Words', 0],
      ['', 1],
    ]);
  });

  test('the bot changes and deletes its own messages', async () => {
    const person = rig.client.as(ana.id);
    await person.bot.says('update');
    expect((await person.bot.lastMessage()).text).toBe('Second');
    await person.bot.says('delete');
    expect((await person.bot.lastMessage()).text).toBe('delete');
    expect((await person.bot.view()).messages.at(-1)).toMatchObject({ deleted: true });
  });
});

describe('cards', () => {
  test('Action.Execute replaces the card for the one who pressed, and for nobody else', async () => {
    const [first, second] = [rig.client.as(ana.id).in(board.id), rig.client.as(ben.id).in(board.id)];
    await first.says('@Echo card');
    const card = await first.lastCard();
    expect(await card.press('Thank', { words: 'this' })).toEqual({ kind: 'card' });
    expect((await first.lastCard()).texts()).toContain('Thanks for this');
    expect((await second.lastCard()).texts()).toContain('A card');
    expect(await last('invoke')).toMatchObject({
      name: 'adaptiveCard/action',
      replyToId: card.messageId,
      value: {
        action: { type: 'Action.Execute', verb: 'thank', data: { n: 1, words: 'this' } },
        trigger: 'manual',
      },
    });
  });

  test('a change by the bot is a change for all, and ends what one person saw', async () => {
    const [first, second] = [rig.client.as(ana.id).in(board.id), rig.client.as(ben.id).in(board.id)];
    await first.says('@Echo card');
    await (await first.lastCard()).press('Thank', { words: 'nothing' });
    await (await second.lastCard()).press('Replace for all');
    expect((await first.lastCard()).texts()).toContain('New for all');
    expect((await second.lastCard()).texts()).toContain('New for all');
  });

  test('Action.Submit is a message with a value and no text', async () => {
    const { bot } = rig.client.as(ana.id);
    await bot.says('card');
    const card = await bot.lastCard();
    await card.press('Send', { words: 'Merk hyllene' });
    const got = await last('message');
    expect(got).toMatchObject({ value: { kind: 'note', words: 'Merk hyllene' }, replyToId: card.messageId });
    expect(got).not.toHaveProperty('text');
    expect((await bot.lastMessage()).text).toBe('value {"kind":"note","words":"Merk hyllene"}');
  });

  test('a refusal is shown with its words, and an answer that does not come is asked for three times', async () => {
    const { bot } = rig.client.as(ana.id);
    await bot.says('card');
    const card = await bot.lastCard();
    expect(await card.press('Say no')).toEqual({ kind: 'failed', status: 400, text: 'Not today' });
    expect(await card.press('Never')).toEqual({ kind: 'unreachable' });
    const tries = (await rig.received()).filter(({ value }) => Object(Object(value).action).verb === 'never');
    expect(tries).toHaveLength(3);
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
  });

  test('a card refreshes for those it names when it comes into view, at most once a minute', async () => {
    const room = rig.client.as(ana.id).in(board.id);
    await room.says('@Echo refresh');
    const card = await room.lastCard();
    expect(card.message.refreshes).toBe(true);
    expect((await rig.client.as(ben.id).in(board.id).lastCard()).message.refreshes).toBe(false);
    expect(await card.comesIntoView()).toEqual({ kind: 'card' });
    expect((await room.lastCard()).texts()).toContain('Just for you');
    expect(await card.comesIntoView()).toEqual({ kind: 'nothing' });
    expect(await last('invoke')).toMatchObject({ value: { trigger: 'automatic' } });
  });

  test('a dialog is fetched, filled in and sent', async () => {
    const { bot } = rig.client.as(ana.id);
    await bot.says('card');
    const dialog = await (await bot.lastCard()).press('Open');
    expect(dialog).toMatchObject({ kind: 'dialog', dialog: { title: 'Dialog' } });
    expect(await last('invoke')).toMatchObject({ name: 'task/fetch', value: { data: { item: '17' } } });
    expect(await dialog.fills?.('Send', { words: 'ja' })).toEqual({ kind: 'message', text: 'Saved' });
    expect(await last('invoke')).toMatchObject({
      name: 'task/submit',
      value: { data: { kind: 'note', words: 'ja' }, context: { theme: 'default' } },
    });
  });

  test('type-ahead asks the bot for its own lists, and the directory for people', async () => {
    const { bot } = rig.client.as(ana.id);
    expect(await bot.choices('units', 'sen')).toEqual([{ title: 'Found sen', value: '1' }]);
    expect(await bot.choices('graph.microsoft.com/users', 'haug')).toEqual([{ title: 'Liv Haug', value: liv.id }]);
  });
});

describe('channels', () => {
  test('without a mention the bot hears nothing', async () => {
    const before = (await rig.received()).length;
    const said = await rig.client.as(ana.id).in(board.id).says('Bare oss');
    expect(said.delivery).toBe('none');
    expect((await rig.received()).length).toBe(before);
  });

  test('a mention carries the text, the entity and the copy in HTML, and begins a thread', async () => {
    const room = rig.client.as(ana.id).in(board.id);
    const said = await room.says('@Echo spør @Liv Haug om A & B <snart>');
    expect(await last('message')).toMatchObject({
      text: '<at>Echo</at>&nbsp;spør <at>Liv Haug</at>&nbsp;om A &amp; B &lt;snart&gt;',
      entities: [
        { type: 'mention', text: '<at>Echo</at>', mentioned: { id: `28:${BOT_ID}`, name: 'Echo' } },
        { type: 'mention', text: '<at>Liv Haug</at>', mentioned: { id: rig.teams.account(liv.id), name: 'Liv Haug' } },
        { type: 'clientInfo' },
      ],
      conversation: { conversationType: 'channel', isGroup: true, id: `${board.id};messageid=${said.id}` },
      channelData: {
        teamsChannelId: board.id,
        teamsTeamId: general.id,
        channel: { id: board.id },
        team: { id: general.id },
      },
      attachments: [{ content: expect.stringContaining('itemtype="http://schema.skype.com/Mention" itemid="0">Echo') }],
    });
    expect(await room.lastMessage()).toMatchObject({ root: said.id, author: { kind: 'bot' } });
    expect((await rig.client.as(liv.id).home()).notices[0]).toMatchObject({ kind: 'mention', from: 'Ana Berg' });
  });

  test('an answer stays in its thread', async () => {
    const room = rig.client.as(ben.id).in(board.id);
    const root = await rig.client.as(ana.id).in(board.id).says('Et innlegg');
    await room.replies(root.id, '@Echo hei');
    expect(await last('message')).toMatchObject({
      conversation: { id: `${board.id};messageid=${root.id}` },
      replyToId: root.id,
    });
    expect(await room.lastMessage()).toMatchObject({ root: root.id, text: 'echo hei' });
  });

  test('edits, deletions and reactions are told', async () => {
    const room = rig.client.as(ana.id).in(board.id);
    const said = await room.says('@Echo første');
    const answer = await room.lastMessage();
    await room.edits(said.id, '@Echo andre');
    expect(await last('messageUpdate')).toMatchObject({
      id: said.id,
      channelData: { eventType: 'editMessage' },
      text: '<at>Echo</at>&nbsp;andre',
    });
    await room.reacts(answer.id, 'like');
    expect(await last('messageReaction')).toMatchObject({ replyToId: answer.id, reactionsAdded: [{ type: 'like' }] });
    await room.reacts(answer.id, 'like');
    expect(await last('messageReaction')).toMatchObject({ reactionsRemoved: [{ type: 'like' }] });
    await room.takesBack(said.id);
    const gone = await last('messageDelete');
    expect(gone).toMatchObject({ id: said.id, channelData: { eventType: 'softDeleteMessage' } });
    expect(gone).not.toHaveProperty('text');
  });

  test('the bot begins a thread of its own, and speaks first to a person', async () => {
    const opened = await rig.fetchBot('/proactive', { channelId: board.id, text: 'God morgen' });
    const message = await rig.client.as(ana.id).in(board.id).lastMessage();
    expect(message).toMatchObject({ text: 'God morgen', root: message.id });
    expect(opened.conversationId).toBe(`${board.id};messageid=${message.id}`);
    await rig.fetchBot('/proactive', { member: rig.teams.account(ana.id), text: 'Til deg' });
    expect((await rig.client.as(ana.id).bot.lastMessage()).text).toBe('Til deg');
  });

  test('nobody reads a channel of a team that is not theirs', async () => {
    await expect(rig.client.as(nils.id).in(board.id).view()).rejects.toThrow('404');
  });
});

describe('group chats and the message extension', () => {
  test('in a chat the bot hears once it was added and is mentioned', async () => {
    const room = await rig.client.as(ana.id).startsChat([ben.id], 'Vakter');
    expect((await room.says('@Echo hei')).delivery).toBe('none');
    await room.addsApp();
    expect(await last('installationUpdate')).toMatchObject({
      action: 'add',
      conversation: { conversationType: 'groupChat', id: room.id },
    });
    await room.says('@Echo hei');
    expect((await rig.client.as(ben.id).in(room.id).lastMessage()).text).toBe('echo hei');
  });

  test('a command on a message carries it, and its card can be sent', async () => {
    const room = rig.client.as(ana.id).in(board.id);
    const said = await rig.client.as(ben.id).in(board.id).says('Vi mangler tape i skuff 2 & 3, @Liv Haug');
    const dialog = await room.uses('make', said.id);
    expect(await last('invoke')).toMatchObject({
      name: 'composeExtension/fetchTask',
      channelData: { source: { name: 'message' } },
      value: {
        commandId: 'make',
        commandContext: 'message',
        context: { theme: 'default' },
        messagePayload: {
          id: said.id,
          from: { user: { id: ben.id, displayName: 'Ben Dahl' } },
          body: { contentType: 'html', content: '<p>Vi mangler tape i skuff 2 &amp; 3, <at id="0">Liv Haug</at></p>' },
          mentions: [{ id: 0, mentioned: { user: { id: liv.id } } }],
          linkToMessage: expect.stringMatching(
            `^https://teams.microsoft.com/l/message/${encodeURIComponent(board.id)}/${said.id}\\?tenantId=.*groupId=${team?.id}`,
          ),
        },
      },
    });
    const done = await dialog.fills?.('Send', { words: 'tape' });
    if (done?.kind !== 'result') throw new Error(`Expected a card, got ${done?.kind}`);
    await room.says('', { attachments: done.attachments });
    expect((await room.lastCard()).texts()).toContain(`From ${said.id}: tape`);
  });

  test('the search asks with what was typed', async () => {
    const { bot } = rig.client.as(ana.id);
    expect(await bot.searches('find', 'tralle')).toMatchObject({ kind: 'result', attachments: [{}] });
    expect(await last('invoke')).toMatchObject({
      name: 'composeExtension/query',
      value: { commandId: 'find', parameters: [{ name: 'words', value: 'tralle' }] },
    });
  });
});

describe('adding and removing the app', () => {
  test('a team tells its name and the selected channel, and after removal the bot is refused', async () => {
    const room = rig.client.as(liv.id).in(general.id);
    await room.removesApp();
    expect(await last('conversationUpdate')).toMatchObject({
      membersRemoved: [{ id: `28:${BOT_ID}` }],
      channelData: { eventType: 'teamMemberRemoved', team: { id: general.id, name: UNIT, aadGroupId: team?.id } },
    });
    expect(await last('installationUpdate')).toMatchObject({ action: 'remove' });
    expect(await rig.fetchBot('/proactive', { channelId: board.id, text: 'Hallo?' })).toMatchObject({
      statusCode: 403,
      code: 'BotNotInConversationRoster',
    });
    await room.addsApp();
    expect(await last('installationUpdate')).toMatchObject({
      action: 'add',
      channelData: { team: { aadGroupId: team?.id }, settings: { selectedChannel: { id: general.id } } },
    });
  });

  test('adding a tab adds the app, and only the app’s own hosts may be shown', async () => {
    const room = rig.client.as(liv.id).in(board.id);
    await expect(room.addsTab({ entityId: 'u', contentUrl: 'https://elsewhere.example/' })).rejects.toThrow('400');
    const tab = await room.addsTab({ entityId: 'unit-1', contentUrl: 'http://localhost:1/tab', name: 'Tavle' });
    expect((await room.view()).tabs).toEqual([tab]);
  });
});

describe('what is kept', () => {
  test('a restart loses nothing: messages, cards, installations, tabs, preferences', async () => {
    const person = rig.client.as(ana.id);
    await person.prefers({ theme: 'dark', language: 'nn-NO' });
    await person.bot.says('card');
    await (await person.bot.lastCard()).press('Thank', { words: 'before' });
    const before = await person.in(board.id).view();
    await rig.restart();
    const again = rig.client.as(ana.id);
    expect(await again.in(board.id).view()).toEqual(before);
    expect((await again.bot.lastCard()).texts()).toContain('Thanks for before');
    expect((await again.home()).preference).toEqual({ theme: 'dark', language: 'nn-NO' });
    await again.bot.says('Hei igjen');
    expect((await again.bot.lastMessage()).text).toBe('echo Hei igjen');
    expect(await last('message')).toMatchObject({ locale: 'nn-NO' });
  });
});
