import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isPersonId, type Person, type PersonId } from '../../bot/domain/people/person.ts';
import type { Unit } from '../../bot/domain/people/unit.ts';
import { unitKey } from '../support/cast.ts';
import { BOT, type BotServer, type Ground, openBotServer, openGround, TENANT } from './bot-server.ts';
import { openRecorder, type Recorder } from './recorder.ts';

type Case = { readonly case: string; readonly hostile: boolean; readonly activity?: Json; readonly raw?: string };
type Json = { readonly [property: string]: unknown };

const CASES: readonly Case[] = readFileSync(new URL('./data/activities.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const personId = (n: number): PersonId => {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  if (!isPersonId(id)) throw new Error(id);
  return id;
};

/** The unit in whose channel the activities happen, and its members as the activities name them. */
const ward: Unit = {
  key: unitKey('SEN02'),
  name: 'Ortopedisk sengepost 2',
  area: 'HEO',
  language: 'nb',
  startYear: 2014,
  headcount: 20,
  teamId: '00000000-0000-4000-8000-000000009001',
  channelId: '19:synthchan000000000000000000000002@thread.tacv2',
};
const people: readonly Person[] = [1, 2, 3, 4].map((n) => ({
  id: personId(n),
  name: `Person ${n}`,
  language: 'nb',
  units: [ward.key],
  grants: [],
}));

let ground: Ground;
let recorder: Recorder;
let bot: BotServer;
const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);

beforeAll(async () => {
  ground = await openGround({
    tenant: { id: TENANT, name: 'Prøvebygd', domain: 'provebygd.example' },
    users: [],
    teams: [],
    apps: [{ clientId: BOT, displayName: 'Tavla', secret: 'bot-secret', graphRoles: [] }],
  });
  recorder = await openRecorder(ground.certificate);
  bot = await openBotServer(ground, [recorder.host], { people, units: [ward] });
}, 30_000);

afterAll(async () => {
  await bot.close();
  await recorder.close();
  await ground.close();
});

beforeEach(() => {
  recorder.calls.length = 0;
  complaints.mockClear();
});

const PUBLIC_CLOUD = 'https://smba.trafficmanager.net/emea/';

/** The case as it is, but with the connector of the public cloud at its local address. */
const bodyOf = ({ activity, raw }: Case): string =>
  activity === undefined
    ? (raw ?? '')
    : JSON.stringify(activity).replaceAll(`"serviceUrl":"${PUBLIC_CLOUD}`, `"serviceUrl":"${recorder.serviceUrl}`);

/** Sends a body with a token that is good for whatever service address the body names. */
const post = async (body: string, token?: string): Promise<{ readonly status: number; readonly text: string }> => {
  const serviceUrl = /"serviceUrl":"([^"]*)"/.exec(body)?.[1] ?? recorder.serviceUrl;
  const good = token ?? (await ground.entra.channelToken({ serviceUrl, botId: BOT }));
  const response = await fetch(bot.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${good}` },
    body,
  });
  return { status: response.status, text: await response.text() };
};

/** The first card or text that went out, or the card in the answer. */
const cardIn = (call: unknown): string => JSON.stringify(call ?? null);

/** How each case is met. `form`, `help` … are what goes out; the number is the HTTP status. */
const EXPECTED: Readonly<Record<string, readonly [number, string]>> = {
  'message.personal.nb': [200, 'form'],
  'message.personal.nn': [200, 'form'],
  'message.personal.command.localised': [200, 'help'],
  'message.personal.mobile.en': [200, 'help'],
  'message.channel.mention.nbsp': [200, 'form'],
  'message.channel.mention.u00a0': [200, 'privately'],
  'message.channel.mention.twice': [200, 'form'],
  'message.channel.mention.bot_and_person': [200, 'form'],
  'message.channel.thread_reply': [200, 'form'],
  'message.groupchat.mention': [200, 'form'],
  'message.meetingchat.mention': [200, 'privately'],
  'message.personal.file_attachment': [200, 'form'],
  'message.personal.inline_image': [200, 'help'],
  'message.card.action_submit': [200, 'privately'],
  'message.card.action_submit.empty_inputs': [200, 'old'],
  'message.card.messageBack': [200, 'old'],
  'message.card.imBack': [200, 'board'],
  'invoke.adaptiveCard.action.manual': [200, 'old in the answer'],
  'invoke.adaptiveCard.action.with_inputs': [200, 'old in the answer'],
  'invoke.composeExtension.query.initial': [501, 'nothing'],
  'invoke.composeExtension.fetchTask.message': [200, 'form in the answer'],
  'invoke.composeExtension.fetchTask.compose': [200, 'form in the answer'],
  'invoke.composeExtension.fetchTask.bot_not_installed_chat': [200, 'no unit in the answer'],
  'invoke.composeExtension.submitAction': [200, 'old in the answer'],
  'invoke.composeExtension.submitAction.preview_send': [501, 'nothing'],
  'invoke.composeExtension.onCardButtonClicked': [501, 'nothing'],
  'invoke.composeExtension.selectItem': [501, 'nothing'],
  'invoke.composeExtension.queryLink': [501, 'nothing'],
  'invoke.task.fetch': [200, 'form in the answer'],
  'invoke.task.submit': [200, 'old in the answer'],
  'invoke.application.search': [501, 'nothing'],
  'invoke.application.search.dependent': [501, 'nothing'],
  'invoke.fileConsent.accept': [501, 'nothing'],
  'invoke.signin.verifyState': [501, 'nothing'],
  'invoke.config.fetch': [501, 'nothing'],
};

const kindOf = (status: number, text: string): string => {
  const said = recorder.calls.map(({ body }) => body);
  const found = [text, ...said.map(cardIn)].filter((one) => one !== '');
  const where = text === '' ? '' : ' in the answer';
  const all = found.join('\n');
  if (status !== 200 || all === '') return 'nothing';
  if (/privat melding|private message/.test(all)) return 'privately';
  if (/for gammelt|for gammalt|too old/.test(all)) return `old${where}`;
  if (/ingen enhet|inga eining/.test(all)) return `no unit${where}`;
  if (all.includes('"verb":"suggestion.submit"')) return `form${where}`;
  if (/Åpne tavla for|Opne tavla for/.test(all)) return 'board';
  if (/hjelpe med|help with/.test(all)) return 'help';
  return all;
};

describe('activities as Teams sends them', () => {
  test.each(CASES.filter(({ hostile }) => !hostile))('$case is met as it should be', async (one) => {
    const { status, text } = await post(bodyOf(one));
    const expected = EXPECTED[one.case];
    if (expected === undefined) expect([200, '']).toEqual([status, text]);
    else expect([status, kindOf(status, text)]).toEqual(expected);
    expect(complaints).not.toHaveBeenCalled();
  });

  test('the same message twice is answered once', async () => {
    const [first] = CASES.filter((one) => one.case === 'message.personal.nb');
    const body = bodyOf(first as Case).replaceAll('"1771225261000"', '"1771225261999"');
    await post(body);
    const before = recorder.calls.length;
    expect(before).toBeGreaterThan(0);
    await post(body);
    expect(recorder.calls.length).toBe(before);
  });

  test('an answer in a channel goes into the thread it was asked in, with the bot’s own token', async () => {
    const [mention] = CASES.filter((one) => one.case === 'message.channel.thread_reply');
    await post(bodyOf(mention as Case).replaceAll('1771225749000', '1771225749001'));
    const [call] = recorder.calls;
    expect(decodeURIComponent(call?.path ?? '')).toBe(
      '/emea/00000000-0000-4000-8000-00000000aaaa/v3/conversations/19:synthchan000000000000000000000002@thread.tacv2;messageid=1771221600000/activities',
    );
    const verified = await ground.entra.verifyAppToken(call?.authorization, {
      audience: ['https://api.botframework.com'],
    });
    expect(verified).toMatchObject({ ok: true, claims: { appId: BOT } });
  });
});

/** Refused before anything else happens, with this status. The others are let in: their words are only words. */
const REFUSED: Readonly<Record<string, number>> = {
  'hostile.missing_channelData': 400,
  'hostile.missing_conversation': 400,
  'hostile.missing_recipient': 400,
  'hostile.missing_type': 400,
  'hostile.from_is_string': 400,
  'hostile.entities_is_object': 400,
  'hostile.wrong_serviceUrl': 403,
  'hostile.serviceUrl_http_metadata': 403,
  'hostile.serviceUrl_missing': 403,
  'hostile.serviceUrl_empty': 403,
  'hostile.other_tenant': 403,
  'hostile.tenant_mismatch': 403,
  'hostile.channelId_AseChannel': 403,
  'hostile.channelId_missing': 403,
  'hostile.adaptiveCard_no_value': 400,
  'hostile.adaptiveCard_other_type': 400,
  'hostile.submit_value_string': 400,
  'hostile.body_array': 400,
  'hostile.body_null': 400,
  'hostile.body_string': 400,
  'hostile.huge_text': 400,
};
const NOT_OURS = ['hostile.application_search_people_probe', 'hostile.unknown_invoke'];
const SILENT = ['hostile.anonymous_from', 'hostile.meetingStart_null_value'];

describe('hostile activities', () => {
  const written = async (): Promise<string> => {
    const own = await Promise.all(people.map(({ id }) => bot.store.suggestions.ofProposer(id, 10)));
    const tasks = await bot.store.tasks.claim(10, 0);
    return JSON.stringify([own, tasks]);
  };

  test.each(CASES.filter(({ hostile }) => hostile))(
    '$case writes nothing and tells nothing of the inside',
    async (one) => {
      const before = await written();
      const { status, text } = await post(bodyOf(one));
      expect(await written()).toBe(before);
      expect(text).not.toMatch(/Error|at .*\.ts|node_modules|stack|zod|undefined/i);
      const refused = REFUSED[one.case];
      if (refused !== undefined) {
        expect([status, text, recorder.calls]).toEqual([refused, '', []]);
      } else if (NOT_OURS.includes(one.case)) {
        expect([status, text, recorder.calls]).toEqual([501, '', []]);
      } else {
        expect(status).toBe(200);
        if (SILENT.includes(one.case)) expect(recorder.calls).toEqual([]);
      }
      expect(complaints).not.toHaveBeenCalled();
    },
  );

  /** What stands in the text field of the form that answered. */
  const prefilled = async (name: string): Promise<unknown> => {
    const found = CASES.find((one) => one.case === name);
    await post(bodyOf(found as Case).replaceAll(/"id":"(\d{13})"/g, '"id":"9$1"'));
    const attachments = recorder.calls.at(-1)?.body.attachments as readonly { content: { body: readonly Json[] } }[];
    return attachments[0]?.content.body.find(({ id }) => id === 'text')?.value;
  };

  test('markup comes back as the plain text that it is', async () => {
    expect(await prefilled('hostile.html_injection')).toBe(
      `<img src=x onerror=alert(1)><script>alert(1)</script> [klikk](javascript:alert(1)) {{DATE(2026-01-01T00:00:00Z,SHORT)}} ${'$'}{title} Alle`,
    );
  });

  test('characters that no list keeps are gone from the form', async () => {
    expect(await prefilled('hostile.lone_surrogate')).toBe('tape  slutt');
    expect(await prefilled('hostile.unicode_bidi_zero_width')).not.toContain('\u0000');
  });
});

describe('tokens', () => {
  const body = (): string => bodyOf(CASES[0] as Case).replaceAll('1771225261000', String(Math.random()));
  const bad = async (options: Partial<Parameters<Ground['entra']['channelToken']>[0]>): Promise<number> => {
    const serviceUrl = `${recorder.serviceUrl}00000000-0000-4000-8000-00000000aaaa/`;
    const token = await ground.entra.channelToken({ serviceUrl, botId: BOT, ...options });
    const { status, text } = await post(body(), token);
    expect(text).toBe('');
    return status;
  };

  test('a good one is let in', async () => expect(await bad({})).toBe(200));
  test('an expired one is not', async () => expect(await bad({ expired: true })).toBe(401));
  test('nor one for another bot', async () => expect(await bad({ botId: TENANT })).toBe(401));
  test('nor one for another service address', async () =>
    expect(await bad({ serviceUrl: 'https://other.example/' })).toBe(401));
  test('nor one of another issuer', async () => expect(await bad({ issuer: 'https://other.example' })).toBe(401));
  test('nor one with a forged signature', async () => expect(await bad({ wrongSignature: true })).toBe(401));
  test('nor one signed by the sign-in of people', async () => expect(await bad({ otherIssuersKey: true })).toBe(401));
  test('nor one for later', async () => expect(await bad({ notYetValid: true })).toBe(401));
  test('nor one that is no token', async () => {
    for (const token of ['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'])
      expect((await post(body(), token)).status).toBe(401);
  });
  test('nor none', async () => {
    const response = await fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body(),
    });
    expect([response.status, await response.text()]).toEqual([401, '']);
  });
  test('nor the app’s own token from sign-in', async () => {
    const token = await ground.entra.appToken({ appId: BOT, audience: BOT });
    expect((await post(body(), token)).status).toBe(401);
  });
});
