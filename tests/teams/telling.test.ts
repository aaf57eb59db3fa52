import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { monotonicFactory } from 'ulid';
import type { Person } from '../../bot/domain/people/person.ts';
import type { SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { ana, ben, CAST, nobody, north, UNITS } from '../support/cast.ts';
import { BOT, type BotServer, type Ground, openBotServer, openGround, TENANT } from './bot-server.ts';
import { openRecorder, type Recorder } from './recorder.ts';

/** A certificate with its private key, as one PEM text. */
const selfSigned = async (): Promise<string> => {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=bot',
    keys,
    signingAlgorithm: algorithm,
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return `${certificate.toString('pem')}\n${key}\n`;
};

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

const activity = (who: Person, more: object) => ({
  type: 'message',
  id: nextKey(),
  channelId: 'msteams',
  serviceUrl: recorder.serviceUrl,
  from: { id: `29:${who.id}`, name: who.name, aadObjectId: who.id },
  recipient: { id: `28:${BOT}`, name: 'Tavla' },
  locale: 'nb-NO',
  conversation: { id: `a:${who.id}`, conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  ...more,
});
const inChannel = {
  conversation: { id: `${north.channelId};messageid=5`, conversationType: 'channel', tenantId: TENANT },
};

const post = async (body: object): Promise<Response> => {
  const token = await ground.entra.channelToken({ serviceUrl: recorder.serviceUrl, botId: BOT });
  const response = await fetch(bot.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  await bot.settled();
  return response;
};
const calls = () =>
  recorder.calls.map(({ method, path }) => `${method} ${decodeURIComponent(path).replace('/emea/v3', '')}`);
const sentData = (who: Person, text: string, more: object = {}) => ({
  verb: 'suggestion.submit',
  v: 1,
  once: nextKey(),
  person: who.id,
  unit: north.key,
  link: null,
  posted: true,
  text,
  showName: 'false',
  ...more,
});
const mine = async (who: Person) => (await bot.verbs.suggestion.mine(who)).map(({ suggestion }) => suggestion);
const handIn = async (who: Person): Promise<SuggestionKey> => {
  const note = { unit: north.key, text: 'Merk hyllene på lageret', showName: true, confirmed: false };
  const done = await bot.verbs.suggestion.submit(who, note, nextKey());
  if (!done.ok) throw new Error(done.problem.kind);
  await bot.store.tasks.claim(10, 60);
  return done.value.key;
};

describe('old clients, which press without asking for an answer', () => {
  test('in the personal chat the form becomes the receipt', async () => {
    await post(activity(ana, { value: sentData(ana, 'Merk hyllene på lageret'), replyToId: 'form-1' }));
    expect(calls().at(-1)).toBe(`PUT /conversations/a:${ana.id}/activities/form-1`);
    expect(JSON.stringify(recorder.calls.at(-1)?.body)).toContain('Takk for forslaget');
    expect((await mine(ana)).map(({ text }) => text)).toEqual(['Merk hyllene på lageret']);
  });

  test('in a channel what concerns one person goes to that person', async () => {
    await post(
      activity(ana, { value: sentData(ana, 'Leder godkjenner egen overtid'), replyToId: 'form-1', ...inChannel }),
    );
    const said = recorder.calls.map(({ path, body }) => [decodeURIComponent(path), JSON.stringify(body)] as const);
    for (const [path, body] of said) if (path.includes('thread.tacv2')) expect(body).not.toMatch(/overtid|varsling/);
    expect(said.some(([, body]) => body.includes('varsling'))).toBe(true);
    expect(await mine(ana)).toEqual([]);
  });

  test('somebody else’s form in a channel comes to the presser in private, as a form of their own', async () => {
    await post(activity(ben, { value: sentData(ana, 'Merk hyllene på lageret'), replyToId: 'form-1', ...inChannel }));
    expect([await mine(ana), await mine(ben)]).toEqual([[], []]);
    const form = recorder.calls
      .map(({ body }) => JSON.stringify(body))
      .find((body) => body.includes('Nå er det ditt eget'));
    expect(form).toContain(`"person":"${ben.id}"`);
    expect(form).toContain('"posted":true');
    expect(calls().some((call) => call.startsWith('PUT'))).toBe(false);
  });

  test('Execute and Submit give the same suggestion', async () => {
    await post(activity(ana, { value: sentData(ana, 'Merk hyllene på lageret'), replyToId: 'f' }));
    const action = {
      type: 'Action.Execute',
      verb: 'suggestion.submit',
      data: sentData(ben, 'Merk hyllene på lageret'),
    };
    await post(activity(ben, { type: 'invoke', name: 'adaptiveCard/action', value: { action }, replyToId: 'f' }));
    const [[one], [other]] = [await mine(ana), await mine(ben)];
    const what = ({ text, unit, showName, state }: NonNullable<typeof one>) => ({ text, unit, showName, state });
    expect(one && what(one)).toEqual(other && what(other));
  });
});

describe('what a card brings back is not believed', () => {
  test('a unit that the presser is not in', async () => {
    const [, south] = UNITS;
    const action = {
      type: 'Action.Execute',
      verb: 'suggestion.submit',
      data: sentData(ana, 'Merk hyllene', { unit: south?.key }),
    };
    const response = await post(activity(ana, { type: 'invoke', name: 'adaptiveCard/action', value: { action } }));
    expect(JSON.stringify(await response.json())).toContain('Du har ikke tilgang');
    expect(await mine(ana)).toEqual([]);
  });

  test('a key that somebody else’s suggestion has', async () => {
    const key = await handIn(ben);
    const action = {
      type: 'Action.Execute',
      verb: 'suggestion.submit',
      data: sentData(ana, 'Noe helt annet', { once: key }),
    };
    const response = await post(activity(ana, { type: 'invoke', name: 'adaptiveCard/action', value: { action } }));
    expect(JSON.stringify(await response.json())).not.toContain('Merk hyllene');
    expect(await mine(ana)).toEqual([]);
  });

  test('a link that leads out of Teams is not kept', async () => {
    await post(
      activity(ana, { value: sentData(ana, 'Merk hyllene', { link: 'javascript:alert(1)' }), replyToId: 'f' }),
    );
    expect((await mine(ana)).map(({ sourceLink }) => sourceLink)).toEqual([null]);
  });

  test('a number with a reason is let through, and the reason is kept without it', async () => {
    const text = 'Ordre 10915596784 kommer alltid for sent';
    await post(activity(ana, { value: sentData(ana, text), replyToId: 'f' }));
    expect(await mine(ana)).toEqual([]);
    await post(
      activity(ana, { value: sentData(ana, text, { numberReason: 'Det er et ordrenummer' }), replyToId: 'f' }),
    );
    expect(await mine(ana)).toHaveLength(1);
  });
});

describe('when Teams does not take it', () => {
  const remembered = async (): Promise<void> => {
    await post(activity(ana, { text: 'hjelp' }));
    recorder.calls.length = 0;
  };

  test('a new suggestion is a new thread in the unit’s channel, once', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('delivered');
    expect(calls()).toEqual([`POST /conversations/${north.channelId}/activities`]);
    expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('delivered');
    expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  test('a name that is hidden while the card is on its way to the channel does not stay there', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    const hide = { text: 'Merk hyllene på lageret', showName: false, confirmed: false };
    recorder.meanwhile.push(() => bot.verbs.suggestion.edit(ana, suggestion, hide));
    await bot.teams.notices.deliver({ kind: 'submitted', suggestion });
    const [posted, last] = recorder.calls.map(({ method, body }) => [method, JSON.stringify(body)] as const);
    expect(posted).toEqual(['POST', expect.stringContaining(ana.name)]);
    expect(last).toEqual(['PUT', expect.not.stringContaining(ana.name)]);
  });

  test('of two changes that are told at the same time the later one stays in the channel', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    await bot.teams.notices.deliver({ kind: 'submitted', suggestion });
    const write = (text: string) =>
      bot.verbs.suggestion.edit(ana, suggestion, { text, showName: true, confirmed: false });
    await write('Merk hyllene på bua');
    // Teams takes the first one's card only after the second one's.
    recorder.meanwhile.push(async () => {
      await write('Merk hyllene i kjelleren');
      await bot.teams.notices.deliver({ kind: 'changed', suggestion });
    });
    await bot.teams.notices.deliver({ kind: 'changed', suggestion });
    expect(JSON.stringify(recorder.calls.at(-1)?.body)).toContain('Merk hyllene i kjelleren');
    expect(recorder.calls).toHaveLength(4);
  });

  test('what was taken back before anybody was told is not told', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    await bot.verbs.suggestion.move(ana, suggestion, { from: 'new', to: 'withdrawn', answers: {} });
    expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('delivered');
    expect(calls()).toEqual([]);
  });

  test.each([403, 404])('%i: nobody is there any more, and it is not tried again', async (status) => {
    await remembered();
    const suggestion = await handIn(ana);
    recorder.statuses.push(status);
    expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('unreachable');
  });

  test.each([412, 429, 503])(
    '%i: it is tried again later',
    async (status) => {
      await remembered();
      const suggestion = await handIn(ana);
      recorder.statuses.push(...Array(10).fill(status));
      await expect(bot.teams.notices.deliver({ kind: 'submitted', suggestion })).rejects.toThrow(Unavailable);
      recorder.statuses.length = 0;
      expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('delivered');
    },
    15_000,
  );

  test('nobody listens at the address: it is tried again later', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    await recorder.close();
    await expect(bot.teams.notices.deliver({ kind: 'submitted', suggestion })).rejects.toThrow(Unavailable);
    recorder = await openRecorder(ground.certificate);
  }, 15_000);

  test('somebody who blocked the bot is not written to again', async () => {
    await remembered();
    const suggestion = await handIn(ana);
    recorder.statuses.push(403);
    const moved = { kind: 'moved', suggestion, from: 'new', to: 'prioritised', words: null } as const;
    expect(await bot.teams.notices.deliver(moved)).toBe('unreachable');
    expect(await bot.store.conversations.personal(ana.id)).toBeUndefined();
  });

  test('somebody whose chat is not known yet gets one, with the account that the directory knows', async () => {
    await remembered();
    const suggestion = await handIn(ben);
    const moved = {
      kind: 'moved',
      suggestion,
      from: 'new',
      to: 'prioritised',
      words: 'Vi prøver dette fra mandag.',
    } as const;
    expect(await bot.teams.notices.deliver(moved)).toBe('delivered');
    expect(calls()).toEqual(['POST /conversations', expect.stringMatching(/^POST .conversations.out-\d+.activities$/)]);
    expect(recorder.calls[0]?.body).toMatchObject({ members: [{ id: ben.id }], tenantId: TENANT });
    expect(JSON.stringify(recorder.calls[1]?.body)).toContain('Vi prøver dette fra mandag.');
  });

  test('before anybody has spoken to the bot it knows no address, and reaches nobody', async () => {
    const suggestion = await handIn(ana);
    expect(await bot.teams.notices.deliver({ kind: 'submitted', suggestion })).toBe('unreachable');
  });
});

describe('a channel whose members are not the team’s', () => {
  const added = (channel: object) =>
    activity(ana, {
      type: 'installationUpdate',
      action: 'add',
      conversation: { id: '19:elsewhere@thread.tacv2', conversationType: 'channel', tenantId: TENANT },
      channelData: { tenant: { id: TENANT }, channel: { id: '19:elsewhere@thread.tacv2', ...channel } },
    });
  const arrival = async (channel: object): Promise<string> => {
    await post(added(channel));
    expect(calls()).toEqual(['POST /conversations/19:elsewhere@thread.tacv2/activities']);
    return JSON.stringify(recorder.calls[0]?.body);
  };

  test.each(['private', 'shared', 'Private'])('%s: the bot says that no board can be there', async (type) => {
    expect(await arrival({ type })).toContain('legg den i en vanlig kanal i teamet');
  });

  test.each([{}, { type: 'standard' }, { type: null }])('%j is an ordinary one', async (channel) => {
    expect(await arrival(channel)).toContain('Hei! Jeg er Tavla.');
  });
});

describe('signing in', () => {
  test('works with the secret', async () => {
    await expect(bot.teams.ready()).resolves.toBeUndefined();
  });

  test('a wrong secret is found out', async () => {
    const other = await openBotServer(
      ground,
      [recorder.host],
      { people: CAST, units: UNITS },
      { credentials: { kind: 'secret', secret: 'wrong' } },
    );
    await expect(other.teams.ready()).rejects.toThrow(Unavailable);
    await other.close();
  });
});

test('what goes wrong inside is told with a reference, and the words are kept', async () => {
  bot.directoryGoesDown();
  const action = {
    type: 'Action.Execute',
    verb: 'suggestion.submit',
    data: sentData(nobody, 'Merk hyllene på lageret'),
  };
  const response = await post(
    activity(nobody, { type: 'invoke', name: 'adaptiveCard/action', value: { action }, replyToId: 'f' }),
  );
  const text = JSON.stringify(await response.json());
  expect([response.status, text]).toEqual([200, expect.stringMatching(/Merk hyllene på lageret/)]);
  expect(text).toMatch(/oppgi [0-9A-Z]{26}/);
  expect(text).not.toContain('directory');
  expect(bot.logged.join()).toContain('does not answer');
});

test('a certificate is used as the proof that it is', async () => {
  const config = { credentials: { kind: 'certificate', pem: await selfSigned() } } as const;
  const other = await openBotServer(ground, [recorder.host], { people: CAST, units: UNITS }, config);
  const refusal = await other.teams.ready().catch((error: unknown) => error);
  await other.close();
  // The local sign-in knows no certificates; that it says so shows that it was asked with one.
  expect(refusal).toBeInstanceOf(Unavailable);
  expect(String((refusal as Unavailable).cause)).toContain('AADSTS700027');
});
