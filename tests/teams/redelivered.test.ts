import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { monotonicFactory } from 'ulid';
import { ana, CAST, north, UNITS } from '../support/cast.ts';
import { BOT, type BotServer, type Ground, openBotServer, openGround, TENANT } from './bot-server.ts';
import { openRecorder, type Recorder } from './recorder.ts';

let ground: Ground;
let recorder: Recorder;
let bot: BotServer;
const nextKey = monotonicFactory();

beforeAll(async () => {
  ground = await openGround({
    tenant: { id: TENANT, name: 'Prøvebygd', domain: 'provebygd.example' },
    users: [],
    teams: [],
    apps: [{ clientId: BOT, displayName: 'Tavla', secret: 'bot-secret', graphRoles: [] }],
  });
}, 30_000);
afterAll(() => ground.close());
beforeEach(async () => {
  recorder = await openRecorder(ground.certificate);
  bot = await openBotServer(ground, [recorder.host], { people: CAST, units: UNITS });
});
afterEach(async () => {
  await bot.close();
  await recorder.close();
});

/** Trouble that passes, and that the SDK does not try again by itself. */
const PASSING = 412;

const personal = { id: `a:${ana.id}`, conversationType: 'personal', tenantId: TENANT };
const fromAna = (more: object) => ({
  type: 'message',
  id: '1771225261000',
  channelId: 'msteams',
  serviceUrl: recorder.serviceUrl,
  from: { id: `29:${ana.id}`, name: ana.name, aadObjectId: ana.id },
  recipient: { id: `28:${BOT}`, name: 'Tavla' },
  locale: 'nb-NO',
  conversation: personal,
  channelData: { tenant: { id: TENANT } },
  ...more,
});

const posts = async (activity: object): Promise<number> => {
  const token = await ground.entra.channelToken({ serviceUrl: recorder.serviceUrl, botId: BOT });
  const response = await fetch(bot.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  });
  return response.status;
};
const delivers = async (activity: object): Promise<number> => {
  const status = await posts(activity);
  await bot.settled();
  return status;
};
/** How many messages with these words went out, taken or not. */
const times = (words: string): number =>
  recorder.calls.filter(({ body }) => JSON.stringify(body).includes(words)).length;
const texts = async () => (await bot.verbs.suggestion.mine(ana)).map(({ suggestion }) => suggestion.text);
const submit = () => ({
  value: {
    verb: 'suggestion.submit',
    v: 1,
    once: nextKey(),
    person: ana.id,
    unit: north.key,
    link: null,
    posted: true,
    text: 'Merk hyllene på lageret',
    showName: 'false',
  },
  replyToId: 'form-1',
});

describe('an activity that Teams delivers again', () => {
  test('is answered when the first time failed half-way', async () => {
    await delivers(fromAna({ id: '1', text: 'hjelp' }));
    recorder.calls.length = 0;
    recorder.statuses.push(PASSING);
    expect(await delivers(fromAna({ text: 'hjelp' }))).toBe(500);
    expect(await delivers(fromAna({ text: 'hjelp' }))).toBe(200);
    expect(times('Dette kan jeg hjelpe med')).toBe(2);
    const before = recorder.calls.length;
    expect(await delivers(fromAna({ text: 'hjelp' }))).toBe(200);
    expect(recorder.calls).toHaveLength(before);
  });

  test('hands in once, and the receipt comes, when the first time failed after handing in', async () => {
    await delivers(fromAna({ id: '1', text: 'hjelp' }));
    const sent = fromAna(submit());
    recorder.statuses.push(PASSING);
    expect(await delivers(sent)).toBe(500);
    recorder.calls.length = 0;
    expect(await delivers(sent)).toBe(200);
    expect(await texts()).toEqual(['Merk hyllene på lageret']);
    expect(times('Takk for forslaget')).toBe(1);
  });

  test('is answered once when it comes again while the first is being answered', async () => {
    await delivers(fromAna({ id: '1', text: 'hjelp' }));
    recorder.calls.length = 0;
    const outcomes: Promise<number>[] = [];
    const bothThere = new Promise<void>((resolve) => {
      recorder.meanwhile.push(async () => {
        outcomes.push(posts(fromAna({ text: 'hjelp' })));
        // One that is sent after it and is answered in full: by then the second delivery is at work, or waits.
        const later = posts(fromAna({ id: '2', text: 'personvern' }));
        outcomes.push(later);
        await later;
        resolve();
      });
    });
    outcomes.push(posts(fromAna({ text: 'hjelp' })));
    await bothThere;
    expect(await Promise.all(outcomes)).toEqual([200, 200, 200]);
    expect([times('Dette kan jeg hjelpe med'), times('Slik behandler Tavla')]).toEqual([1, 1]);
  });

  test('is another one in another conversation, though it has the same id', async () => {
    await delivers(fromAna({ text: 'hjelp' }));
    recorder.calls.length = 0;
    const channel = { id: `${north.channelId};messageid=5`, conversationType: 'channel', tenantId: TENANT };
    await delivers(fromAna({ text: 'hjelp', conversation: channel }));
    expect(recorder.calls).toHaveLength(1);
  });

  test('brings the welcome, with what becomes of people’s words, when it did not get through before', async () => {
    const added = fromAna({ type: 'installationUpdate', action: 'add' });
    recorder.statuses.push(PASSING);
    expect(await delivers(added)).toBe(500);
    recorder.calls.length = 0;
    expect(await delivers(added)).toBe(200);
    expect(times('Slik behandler Tavla opplysningene dine')).toBe(1);
    await delivers(fromAna({ id: '2', text: 'hjelp' }));
    expect(times('Slik behandler Tavla opplysningene dine')).toBe(1);
  });
});
