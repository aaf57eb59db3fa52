import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FAULT_KINDS } from '../../../infra/local/graph/faults.ts';
import { APP, openTestGraph, STRANGER, type TestGraph } from '../support.ts';

let room: TestGraph;
let list: string;
beforeAll(async () => {
  room = await openTestGraph();
  list = await room.makeList();
});
afterEach(() => room.graph.faults.clear());
afterAll(() => room.close());

const turn = async (method: string, name: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${room.graph.address}/control/${name}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};
const post = (Key: string) => room.ask('POST', `${list}/items`, { body: { fields: { Key } } });

test('faults are set, counted down, listed and cleared from outside; an unknown kind is named', async () => {
  await turn('POST', 'faults', { kind: 'unavailable', method: 'POST', path: '/items$', times: 2, retryAfter: 7 });
  const hit = await post('a');
  expect([hit.status, hit.headers.get('Retry-After'), (await room.ask('GET', `${list}/items`)).status]).toEqual([
    503,
    '7',
    200,
  ]);
  expect((await turn('GET', 'faults')).body).toEqual([expect.objectContaining({ kind: 'unavailable', times: 1 })]);
  await turn('DELETE', 'faults');
  expect((await post('a')).status).toBe(201);
  const unknown = await turn('POST', 'faults', { kind: 'earthquake' });
  expect([unknown.status, unknown.body.kinds]).toEqual([400, [...FAULT_KINDS]]);
});

test('a fault with a probability strikes the same requests for the same seed', async () => {
  const run = async () => {
    room.graph.faults.clear();
    await turn('POST', 'seed', { seed: 42 });
    await turn('POST', 'faults', { kind: 'serverError', request: 'items.list', probability: 0.5 });
    const statuses: number[] = [];
    for (let at = 0; at < 20; at += 1) statuses.push((await room.ask('GET', `${list}/items`)).status);
    return statuses;
  };
  const first = await run();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await run()).toEqual(first);
});

test.each([
  ['serverError', 500],
  ['htmlError', 502],
  ['forbidden', 403],
  ['conflict', 409],
] as const)('%s is answered %i, and nothing was done', async (kind, status) => {
  room.graph.faults.add({ kind, times: 1 });
  expect((await post(`fault ${kind}`)).status).toBe(status);
  expect((await post(`fault ${kind}`)).status).toBe(201);
});

test('etagMismatch strikes only who sends If-Match', async () => {
  room.graph.faults.add({ kind: 'etagMismatch', times: 1 });
  const patch = (headers = {}) => room.ask('PATCH', `${list}/items/1/fields`, { body: { State: 'x' }, headers });
  expect((await patch()).status).toBe(200);
  expect((await patch({ 'If-Match': '*' })).status).toBe(412);
});

test('slow takes its time', async () => {
  room.graph.faults.add({ kind: 'slow', milliseconds: 40, times: 1 });
  const began = performance.now();
  await room.ask('GET', list);
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
});

test('switches are turned from outside; a wrong one is named', async () => {
  expect((await turn('POST', 'switches', { siteLocked: true })).body.siteLocked).toBe(true);
  expect((await room.ask('GET', list)).status).toBe(423);
  await turn('POST', 'switches', { siteLocked: false });
  const wrong = await turn('POST', 'switches', { siteLocked: 'no', gravity: 1 });
  expect([wrong.status, wrong.body.wrong]).toEqual([400, ['siteLocked', 'gravity']]);
});

test('counters say what was asked and what it cost, and begin anew', async () => {
  await turn('DELETE', 'counters');
  await room.ask('GET', `${list}/items`);
  await room.ask('GET', `${list}/items/999`);
  expect((await turn('GET', 'counters')).body).toEqual({
    requests: 2,
    byKind: { 'items.list': 1, 'items.get': 1 },
    byStatus: { '200': 1, '404': 1 },
    units: { [APP]: 3 },
  });
});

test('grants and resets come from outside, too; an unknown knob lists the known', async () => {
  await turn('POST', 'grants', { app: STRANGER, role: 'read' });
  expect((await room.ask('GET', list, { app: STRANGER })).status).toBe(200);
  expect((await turn('POST', 'grants', { app: STRANGER, role: 'king' })).status).toBe(400);
  const { body } = await room.ask('GET', `${list}/items/delta?token=latest`);
  await turn('POST', 'resync', {});
  expect((await room.ask('GET', body['@odata.deltaLink'])).status).toBe(410);
  const unknown = await turn('GET', 'nothing');
  expect([unknown.status, unknown.body.knobs]).toEqual([404, expect.arrayContaining(['POST faults'])]);
  expect((await turn('POST', 'resync', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});

test('sites by path, with what follows; inside it the $ forms only', async () => {
  const path = '/sites/solvangdal.sharepoint.com:/sites/forbedring';
  expect((await room.ask('GET', path)).body).toMatchObject({
    id: room.graph.siteId,
    webUrl: room.graph.siteUrl,
    displayName: 'Forbedring',
  });
  const items = `${path}:/lists/Forslag/items`;
  expect((await room.ask('GET', `${items}?expand=fields($select=Key)`)).status).toBe(200);
  const strict = await room.ask('GET', `${items}?expand=fields(select=Key)`);
  expect([strict.status, strict.body.error.code]).toEqual([
    400,
    '-1, Microsoft.SharePoint.Client.InvalidClientQueryException',
  ]);
  expect((await room.ask('GET', `${list}/items?expand=fields(select=Key)`)).status).toBe(200);
});

test('a body over the limit is 413, broken JSON is 400, another method is 405', async () => {
  expect((await room.ask('POST', `${list}/items`, { raw: `"${'x'.repeat(4 * 1024 * 1024)}"` })).status).toBe(413);
  expect((await room.ask('POST', `${list}/items`, { raw: '{"fields":' })).status).toBe(400);
  expect((await room.ask('POST', `${list}/items`, { raw: '{"Title":"no wrapper"}' })).status).toBe(400);
  expect((await room.ask('PUT', list, { body: {} })).status).toBe(405);
});
