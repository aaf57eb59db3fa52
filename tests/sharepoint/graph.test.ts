import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createCredential } from '../../bot/sharepoint/credential.ts';
import { type Graph, openGraph } from '../../bot/sharepoint/graph.ts';
import { createRoster } from '../../bot/sharepoint/roster.ts';
import { ANA, APP, BEN, openTestGraph, SECRET, TEAM, TENANT, type TestGraph } from '../local/support.ts';
import { type ManualTimers, manualTimers } from './manual-timers.ts';
import { credentialFor, keptLog } from './record-rig.ts';

let room: TestGraph;
let list: string;
let timers: ManualTimers;
let graph: Graph;

beforeAll(async () => {
  room = await openTestGraph();
  list = await room.makeList();
});

afterAll(async () => {
  await room.close();
});

const open = () => {
  timers = manualTimers();
  graph = openGraph({ address: room.graph.address, credential: credentialFor(room), timers });
  room.graph.counters.reset();
  return graph;
};

afterEach(() => {
  graph?.close();
  room.graph.faults.clear();
});

describe('the way to Graph', () => {
  test('an answer that takes too long is no answer', async () => {
    room.graph.faults.add({ kind: 'slow', milliseconds: 150, times: 1 });
    graph = openGraph({ address: room.graph.address, credential: credentialFor(room), timeoutSeconds: 0.05 });
    expect(await graph.send({ method: 'GET', path: `${list}/items/1` })).toMatchObject({
      status: -1,
      meaning: 'unsure',
    });
  });

  test('counts requests and resource units as SharePoint does', async () => {
    const { send, batch, read, counters } = open();
    const created = await send({ method: 'POST', path: `${list}/items`, body: { fields: { Title: 'a', Key: 'a' } } });
    expect(created).toMatchObject({ status: 201, meaning: 'done' });
    await read(`${list}/items/1?$expand=fields`);
    await read(`${list}/items?$filter=${encodeURIComponent("fields/Key eq 'a'")}`);
    await read(`${list}/items/delta?$expand=fields($select=Title)`);
    await batch([
      { method: 'GET', path: `${list}/items/1` },
      { method: 'PATCH', path: `${list}/items/1/fields`, body: { Title: 'b' } },
    ]);
    expect(counters()).toMatchObject({ requests: 5, units: 10 });
    expect(room.graph.counters.read().units[APP]).toBe(10);
  });

  test('answers of a batch come in the order of its calls, whatever order Graph gives', async () => {
    const { batch } = open();
    const answers = await batch([
      { method: 'GET', path: `${list}/items/99999` },
      { method: 'POST', path: `${list}/items`, body: { fields: { Key: 'b' } } },
      { method: 'POST', path: `${list}/items`, body: { fields: { Key: 'b' } } },
      { method: 'GET', path: `${list}/items?$filter=${encodeURIComponent("fields/Note eq 'x'")}` },
    ]);
    expect(answers.map(({ meaning }) => meaning)).toEqual(['gone', 'done', 'refused', 'refused']);
  });

  test('a write is asked once, whatever comes back', async () => {
    room.graph.faults.add({ kind: 'gatewayTimeout', request: 'items.create' });
    const answer = await open().send({ method: 'POST', path: `${list}/items`, body: { fields: { Key: 'c' } } });
    expect(answer).toMatchObject({ status: 504, meaning: 'unsure' });
    expect(room.graph.counters.read().requests).toBe(1);
  });

  test('a reading has patience with a silent Graph, and an end of it', async () => {
    room.graph.faults.add({ kind: 'droppedBefore', times: 3 });
    const { read } = open();
    expect((await timers.through(read(`${list}/items/1`))).meaning).toBe('done');
    room.graph.faults.add({ kind: 'htmlError' });
    await expect(timers.through(read(`${list}/items/1`))).rejects.toThrow('SharePoint does not answer: 502');
  });

  test('Retry-After is believed to the second, also beyond three minutes, by everybody', async () => {
    room.graph.faults.add({ kind: 'throttled', retryAfter: 400, times: 1 });
    const { read, counters } = open();
    const start = timers.now();
    const [first, second] = await timers.through(Promise.all([read(`${list}/items/1`), read(`${list}/items/1`)]));
    expect([first.meaning, second.meaning]).toEqual(['done', 'done']);
    expect(timers.now() - start).toBeGreaterThanOrEqual(400_000);
    expect(counters().throttled).toBe(1);
  });

  test('a query over the threshold is answered 429 for ever, and is given up', async () => {
    room.graph.switches.listViewThreshold = 1;
    for (const key of ['d', 'e', 'f']) {
      await room.ask('POST', `${list}/items`, { body: { fields: { Key: key, State: 'same' } } });
    }
    const { read } = open();
    const path = `${list}/items?$filter=${encodeURIComponent("fields/State eq 'same'")}`;
    expect(await timers.through(read(path))).toMatchObject({ status: 429, meaning: 'refused' });
    expect(room.graph.counters.read().requests).toBe(2);
    room.graph.switches.listViewThreshold = 5000;
  });

  test('a link to another host is not followed', async () => {
    const { send, isHome } = open();
    const foreign = 'https://contoso.sharepoint.com/_api/v2.0/sites/x/lists/y/items/delta?token=a';
    expect(await send({ method: 'GET', path: foreign })).toMatchObject({ meaning: 'refused', code: 'foreignLink' });
    expect(isHome(foreign)).toBe(false);
    expect(isHome(`${room.graph.address}/v1.0/sites`)).toBe(true);
    expect(isHome(`${room.graph.address}.evil.example/v1.0`)).toBe(false);
  });

  test('a text with everything that can go wrong in an address arrives as it was written', async () => {
    const { send, read } = open();
    const key = `o'Brien & #1 + 100 % æøå https://a/b?c=d`;
    await send({ method: 'POST', path: `${list}/items`, body: { fields: { Key: key } } });
    const filter = encodeURIComponent(`fields/Key eq '${key.replaceAll("'", "''")}'`);
    const { body } = await read(`${list}/items?$filter=${filter}&$expand=fields($select=Key)`);
    expect((body as { value: { fields: { Key: string } }[] }).value.map(({ fields }) => fields.Key)).toEqual([key]);
  });

  test('a wrong secret is no answer, said in the sign-in’s words', async () => {
    const credential = createCredential({
      tenantId: TENANT,
      appId: APP,
      authority: room.entra.address,
      secret: `not ${SECRET}`,
    });
    graph = openGraph({ address: room.graph.address, credential });
    const answer = await graph.send({ method: 'GET', path: '/sites/root' });
    expect(answer.meaning).toBe('unsure');
    expect(answer.message).toMatch(/AADSTS7000215/);
    expect(answer.message).not.toContain(SECRET);
  });

  test('an address without TLS is refused, because no token would be sent', () => {
    expect(() => openGraph({ address: 'http://localhost:1', credential: credentialFor(room) })).toThrow(
      /must begin with https/,
    );
  });
});

describe('the members of a team', () => {
  test('are people with their names', async () => {
    const roster = createRoster({ graph: open(), log: keptLog() });
    expect(await roster.membersOf(TEAM)).toEqual([
      { id: ANA.id, name: ANA.displayName },
      { id: BEN.id, name: BEN.displayName },
    ]);
  });

  test('of a team that is not there are none, and the log says so', async () => {
    const log = keptLog();
    const roster = createRoster({ graph: open(), log });
    expect(await roster.membersOf('44444444-aaaa-4aaa-8aaa-000000000001')).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });
});
