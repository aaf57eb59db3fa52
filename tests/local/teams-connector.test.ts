import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { APP_ID, ana, BOT_ID, ben, board, directory, general, liv, nils, openRig, type Rig } from './teams-rig.ts';

let rig: Rig;
let chat: string;
/** The connector's clock, so that limits need no waiting. */
let clock = Date.now();

beforeAll(async () => {
  rig = await openRig({ now: () => clock });
  await rig.client.as(liv.id).in(general.id).addsApp();
  await rig.client.as(ana.id).bot.says('Hei');
  chat = (await rig.client.as(ana.id).home()).bot.chat;
}, 60_000);
afterEach(async () => {
  await rig.control('DELETE', '/faults');
  clock += 4_000_000;
});
afterAll(() => rig.close());

const activities = (id: string) => `v3/conversations/${encodeURIComponent(id)}/activities`;
const send = (id: string, text = 'Hei') => rig.connector('POST', activities(id), { type: 'message', text });
const AUDIENCE = 'https://api.botframework.com';

describe('who may call the connector', () => {
  test.each([
    ['no token', async () => ''],
    ['a token for Graph', () => rig.entra.appToken({ appId: BOT_ID, audience: 'https://graph.microsoft.com' })],
    ['an expired token', () => rig.entra.appToken({ appId: BOT_ID, audience: AUDIENCE, expired: true })],
    ['a forged token', () => rig.entra.appToken({ appId: BOT_ID, audience: AUDIENCE, wrongSignature: true })],
    ['the token of another app', () => rig.entra.appToken({ appId: APP_ID, audience: AUDIENCE })],
  ])('%s is refused', async (_, token) => {
    const { status, body } = await rig.connector('GET', `v3/teams/${general.id}`, undefined, await token());
    expect(status).toBe(401);
    expect(body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  });
});

describe('the documented refusals', () => {
  const refused = async (answer: ReturnType<typeof send>) => {
    const { status, body } = await answer;
    return [status, Object(body.error).code];
  };
  const personal = (id: string) => ({ members: [{ id }], tenantId: directory.tenant.id });

  test('an unknown conversation and an unknown activity', async () => {
    expect(await refused(send('19:nowhere@thread.tacv2'))).toEqual([404, 'ConversationNotFound']);
    expect(await refused(send(`${board.id};messageid=1`))).toEqual([404, 'ConversationNotFound']);
    const missing = rig.connector('PUT', `${activities(chat)}/1`, { type: 'message', text: 'x' });
    expect(await refused(missing)).toEqual([404, 'ActivityNotFoundInConversation']);
  });

  test('a person who never had the app, who removed it, and who blocked the bot', async () => {
    const never = rig.connector('POST', 'v3/conversations', personal(rig.teams.account(nils.id)));
    expect(await refused(never)).toEqual([403, 'BotNotInConversationRoster']);
    const person = rig.client.as(ben.id);
    await person.bot.addsApp();
    const opened = await rig.connector('POST', 'v3/conversations', personal(ben.id));
    expect(opened).toMatchObject({ status: 201, body: { id: (await person.home()).bot.chat } });
    await rig.control('PUT', `/faults/blocked/${ben.id}`, { blocked: true });
    expect(await refused(send(String(opened.body.id)))).toEqual([403, 'ConversationBlockedByUser']);
    await rig.control('DELETE', '/faults');
    await person.bot.removesApp();
    expect(await refused(send(String(opened.body.id)))).toEqual([403, 'MessageWritesBlocked']);
  });

  test('somebody else’s message cannot be changed', async () => {
    const said = await rig.client.as(ana.id).bot.says('Min');
    const change = rig.connector('DELETE', `${activities(chat)}/${said.id}`);
    expect(await refused(change)).toEqual([403, 'NotEnoughPermissions']);
  });

  test('a message over the limit, counted in UTF-16', async () => {
    const room = 100 * 1024 - 2 * JSON.stringify({ type: 'message', text: '' }).length;
    expect((await send(chat, 'å'.repeat(room / 2))).status).toBe(201);
    expect(await refused(send(chat, 'å'.repeat(room / 2 + 1)))).toEqual([413, 'MessageSizeTooBig']);
    await rig.control('PUT', '/faults/message-bytes', { bytes: 28 * 1024 });
    expect(await refused(send(chat, 'å'.repeat(15_000)))).toEqual([413, 'MessageSizeTooBig']);
  });

  test('the wrong tenant, a group chat, an activity that says nothing', async () => {
    const account = rig.teams.account(ana.id);
    const foreign = { members: [{ id: account }], tenantId: '00000000-0000-4000-8000-00000000bbbb' };
    expect((await rig.connector('POST', 'v3/conversations', foreign)).status).toBe(400);
    const group = { ...personal(account), members: [{ id: account }, { id: rig.teams.account(ben.id) }] };
    expect((await rig.connector('POST', 'v3/conversations', group)).status).toBe(400);
    expect((await rig.connector('POST', activities(chat), { type: 'message' })).status).toBe(400);
  });
});

describe('the limits', () => {
  test('the eighth message in a second is told to wait, another thread is not', async () => {
    const statuses = [];
    for (let n = 1; n <= 8; n++) statuses.push((await send(chat)).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
    expect(await send(chat)).toMatchObject({ status: 429, retryAfter: '1', body: { error: { code: 'Throttled' } } });
    expect((await send(board.id)).status).toBe(201);
    clock += 1_001;
    expect((await send(chat)).status).toBe(201);
    expect(await send(chat)).toMatchObject({ status: 429, retryAfter: '1' });
  });

  test('the sixty-first in thirty seconds waits until the first has left the window', async () => {
    const start = clock;
    for (let n = 0; n < 60; n++) {
      clock = start + n * 400;
      expect((await send(chat)).status).toBe(201);
    }
    clock += 400;
    expect(await send(chat)).toMatchObject({ status: 429, retryAfter: '6' });
  });
});

describe('threads', () => {
  test('only the suffix of the conversation puts a message into a thread', async () => {
    const root = await rig.client.as(ana.id).in(board.id).says('Et innlegg');
    const reply = { type: 'message', text: 'Hit', replyToId: root.id };
    const loose = await rig.connector('POST', `${activities(board.id)}/${root.id}`, reply);
    const threaded = await rig.connector('POST', activities(`${board.id};messageid=${root.id}`), reply);
    const messages = await rig.client.as(ana.id).in(board.id).messages();
    const rootOf = (id: unknown) => messages.find((message) => message.id === id)?.root;
    expect(rootOf(loose.body.id)).toBe(loose.body.id);
    expect(rootOf(threaded.body.id)).toBe(root.id);
  });
});

describe('rosters and teams', () => {
  test('members come whole, in pages and one by one', async () => {
    const path = `v3/conversations/${encodeURIComponent(board.id)}`;
    const whole = await rig.connector('GET', `${path}/members`);
    expect(Object.values(whole.body)).toHaveLength(3);
    const paged = await rig.connector('GET', `${path}/pagedmembers?pageSize=50`);
    expect(paged.body).toMatchObject({
      members: [
        { id: rig.teams.account(ana.id), aadObjectId: ana.id, name: 'Ana Berg', tenantId: directory.tenant.id },
        {},
        {},
      ],
    });
    const one = await rig.connector('GET', `${path}/members/${rig.teams.account(liv.id)}`);
    expect(one.body).toMatchObject({ aadObjectId: liv.id, email: liv.mail, userRole: 'user' });
    expect((await rig.connector('GET', `${path}/members/${rig.teams.account(nils.id)}`)).status).toBe(404);
  });

  test('a team tells its details, and its General channel has no name', async () => {
    const details = await rig.connector('GET', `v3/teams/${encodeURIComponent(general.id)}`);
    expect(details.body).toMatchObject({ id: general.id, aadGroupId: directory.teams[0]?.id, channelCount: 2 });
    const channels = await rig.connector('GET', `v3/teams/${encodeURIComponent(general.id)}/conversations`);
    expect(channels.body.conversations).toEqual([
      { id: general.id, type: 'standard' },
      { id: board.id, name: 'Forbedring', type: 'standard' },
    ]);
  });
});

describe('bad days', () => {
  test.each([
    ['429', 429],
    ['503', 503],
    ['412', 412],
  ])('a fault of kind %s refuses once, and nothing is done', async (kind, status) => {
    const before = (await rig.client.as(ana.id).bot.messages()).length;
    await rig.control('POST', '/faults', { kind, match: '^POST /v3/conversations/', retryAfter: 2 });
    expect((await send(chat)).status).toBe(status);
    expect((await rig.client.as(ana.id).bot.messages()).length).toBe(before);
    expect((await send(chat)).status).toBe(201);
  });

  test('a lost answer: done, but nobody hears of it', async () => {
    const before = (await rig.client.as(ana.id).bot.messages()).length;
    await rig.control('POST', '/faults', { kind: 'drop' });
    await expect(send(chat)).rejects.toThrow(/hang up|ECONNRESET/);
    expect((await rig.client.as(ana.id).bot.messages()).length).toBe(before + 1);
  });
});
