import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { ENDPOINTS, FEED_PATH, pathOf } from '../../bot/contract/endpoints.ts';
import { ana, CAST, cora, liv, north, per } from '../support/cast.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openTestWeb(CAST);
});
afterAll(() => web.close());

const note = (over: object = {}) => ({
  once: ulid(),
  unit: north.key,
  text: 'Vi leter etter nøkler hver morgen',
  showName: true,
  confirmed: false,
  ...over,
});

const submit = async (over: object = {}) => (await web.post(ana, ENDPOINTS.submit.path, note(over))).json();

describe('every endpoint', () => {
  const all = [...Object.entries(ENDPOINTS), ['feed', { method: 'GET', path: FEED_PATH }] as const];
  const bodies: Record<string, unknown> = { POST: {}, PUT: {}, PATCH: {} };

  test.each(all)('%s refuses who has not signed in', async (_, { method, path }) => {
    const target = `${web.address}${pathOf({ path }, { unit: north.key, key: ulid() })}`;
    const body = bodies[method] === undefined ? {} : { body: '{}', headers: { 'Content-Type': 'application/json' } };
    const answer = await fetch(target, { method, ...body });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ trouble: 'signIn', reference: expect.any(String) });
  });

  test.each([
    ['expired', { expired: true }],
    ['not yet valid', { notYetValid: true }],
    ['of another tenant', { tenantId: '00000000-0000-4000-8000-0000000000bb' }],
    ['for another audience', { audience: 'api://another' }],
    ['from another issuer', { issuer: 'https://login.example/v2.0' }],
    ['with a forged signature', { wrongSignature: true }],
    ['signed by the bot channel', { otherIssuersKey: true }],
    ['of an app instead of a person', { appOnly: true }],
    ['given to an unknown client', { clientId: '00000000-0000-4000-8000-00000000dead' }],
    ['without the scope', { claims: { scp: 'User.Read' } }],
    ['without a person', { claims: { oid: undefined } }],
  ])('a token %s proves nobody', async (_, forgery) => {
    const answer = await web.ask(ana, ENDPOINTS.me.path, {}, forgery);
    expect(answer.status).toBe(401);
  });

  test.each(['1.0', '2.0'] as const)('a token of version %s proves its person', async (version) => {
    const answer = await web.ask(ana, ENDPOINTS.me.path, {}, { version });
    expect(await answer.json()).toMatchObject({ id: ana.id, units: [{ key: north.key, member: true }] });
  });

  test('the keys may rotate between two requests', async () => {
    await web.entra.rotateKeys();
    const answer = await web.ask(ana, ENDPOINTS.me.path);
    expect(answer.status).toBe(200);
  });
});

describe('who may see what', () => {
  test.each([
    ['a member', ana, 200],
    ['the leader', liv, 200],
    ['the coordinator of the municipality', cora, 200],
    ['somebody of another unit', per, 403],
  ])('%s opens the board with status %s', async (_, who, status) => {
    const answer = await web.ask(who, pathOf(ENDPOINTS.board, { unit: north.key }));
    expect(answer.status).toBe(status);
  });

  test('a hidden name is nowhere in what others get', async () => {
    const card = await submit({ text: 'Noe jeg helst vil si uten navn', showName: false });
    expect(card.proposer).toBeNull();
    const board = await (await web.ask(liv, pathOf(ENDPOINTS.board, { unit: north.key }))).text();
    expect(JSON.parse(board).cards.find((one: { key: string }) => one.key === card.key).proposer).toBeNull();
    const mine = await (await web.ask(liv, pathOf(ENDPOINTS.boardMine, { unit: north.key }))).json();
    expect(mine.hidden[card.key]).toBe(ana.id);
    const other = await web.ask(CAST[1] ?? ana, pathOf(ENDPOINTS.suggestion, { key: card.key }));
    expect(await other.text()).not.toContain(ana.id);
  });

  test('an id of another unit is answered as one that does not exist', async () => {
    const card = await submit({ text: 'Et forslag som bare avdelingen ser' });
    const [foreign, unknown] = await Promise.all([
      web.ask(per, pathOf(ENDPOINTS.suggestion, { key: card.key })),
      web.ask(per, pathOf(ENDPOINTS.suggestion, { key: ulid() })),
    ]);
    expect([foreign.status, await foreign.json()]).toEqual([unknown.status, await unknown.json()]);
  });

  test('saving is looked after by the coordinator, and by nobody else', async () => {
    expect((await web.ask(cora, ENDPOINTS.sync.path)).status).toBe(200);
    expect((await web.ask(liv, ENDPOINTS.sync.path)).status).toBe(403);
  });
});

describe('what is refused', () => {
  test.each([
    ['a short text', { text: 'he' }, 422, 'textTooShort'],
    ['a long text', { text: 'x'.repeat(501) }, 422, 'textTooLong'],
    ['a national identity number', { text: 'Bruker 109155 96784 må ha annen tid' }, 422, 'nationalNumber'],
    ['what may be a whistleblowing report', { text: 'Leder godkjenner egen overtid hver måned' }, 422, 'lookAgain'],
    ['a unit that does not exist', { unit: 'FINNES-IKKE' }, 404, 'unitUnknown'],
    ['a unit that is not theirs', { unit: 'OPP05' }, 403, 'notAllowed'],
  ])('%s, with the problem as data and never the text', async (_, over, status, kind) => {
    const answer = await web.post(ana, ENDPOINTS.submit.path, note(over));
    const body = await answer.text();
    expect([answer.status, JSON.parse(body).problem.kind]).toEqual([status, kind]);
    expect(body).not.toContain('96784');
  });

  test.each([
    ['a body of a megabyte', JSON.stringify({ text: 'x'.repeat(1_000_000) }), 413],
    ['what is not JSON', '{"text":', 400],
    ['another shape', JSON.stringify({ text: { $ne: 1 } }), 400],
    ['an array', '[]', 400],
  ])('%s', async (_, body, status) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await web.ask(ana, ENDPOINTS.submit.path, { method: 'POST', body, headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ trouble: 'badRequest', reference: expect.any(String) });
  });

  test('a path that does not exist', async () => {
    expect((await web.ask(ana, '/api/nothing')).status).toBe(400);
  });

  test('text with HTML, Markdown, formulas or OData in it is kept as text', async () => {
    const text = `=HYPERLINK("http://x","lønn") <img src=x onerror=alert(1)> [klikk](http://x) ' or 1 eq 1`;
    const card = await submit({ text });
    expect(card.text).toBe(text);
  });

  test('more requests than allowed in a minute', async () => {
    const small = await openTestWeb(CAST, 10);
    const token = await small.entra.userToken({ userId: ana.id });
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      const answer = await fetch(`${small.address}${ENDPOINTS.me.path}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await small.ask(ana, ENDPOINTS.me.path)).status).toBe(429);
    expect((await small.ask(liv, ENDPOINTS.me.path)).status).toBe(200);
    await small.close();
  });

  test('more requests than allowed by nobody, with another forged token each time', async () => {
    const small = await openTestWeb(CAST, 10);
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      const headers = { Authorization: `Bearer forged.token.number${at}` };
      statuses.push((await fetch(`${small.address}${ENDPOINTS.me.path}`, { headers })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    await small.close();
  });
});

describe('the log', () => {
  test('holds verb, outcome and time, and never a text, a name or a token', async () => {
    await submit({ text: 'Hemmelig setning som ingen skal logge' });
    const lines = web.logged.join('\n');
    expect(lines).toContain('"verb":"POST /api/suggestions","outcome":"ok"');
    for (const secret of ['Hemmelig', 'nøkler', 'Ana', 'Bearer', 'eyJ']) expect(lines).not.toContain(secret);
  });
});
