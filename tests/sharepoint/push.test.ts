import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PersonId } from '../../bot/domain/people/person.ts';
import { ADMIN, ANA, BEN, HEGE, openTestGraph, type TestGraph } from '../local/support.ts';
import { openRecordRig, type RecordRig } from './record-rig.ts';

let room: TestGraph;
let rig: RecordRig;

beforeAll(async () => {
  room = await openTestGraph();
});

afterAll(async () => {
  await room.close();
});

beforeEach(async () => {
  rig = await openRecordRig(room);
});

afterEach(async () => {
  await rig.close();
});

const keysIn = () => rig.rowsOf('Suggestions').map(({ fields }) => fields.Key);
const byHand = (key: string, fields: Record<string, unknown>) =>
  room.graph.asPerson(HEGE.id).edit('Forslag', rig.itemOf('Suggestions', key).id, fields);

describe('a suggestion that was handed in', () => {
  test('is in SharePoint with one write, and saved', async () => {
    const { key, text } = await rig.submit();
    await rig.carry();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({
      Text: text,
      Title: text,
      State: 'new',
      ShowName: true,
    });
    expect(rig.spent()).toEqual({ units: 2, byKind: { 'items.create': 1 } });
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });

  test('and changed before it was carried out, arrives as it is now, still with one write', async () => {
    const { key } = await rig.submit();
    await rig.change(key, { text: 'Andre utgave av teksten' });
    await rig.carry();
    expect(rig.itemOf('Suggestions', key).fields.Text).toBe('Andre utgave av teksten');
    expect(rig.spent().byKind).toEqual({ 'items.create': 1 });
  });

  test('is changed there later by the changed columns alone', async () => {
    const { key } = await rig.submit({ reply: 'Takk' });
    await rig.carry();
    byHand(key, { Title: 'Tittel fra HR' });
    await rig.timers.through(rig.pull.once('Suggestions'));
    rig.spent();
    await rig.change(key, { state: 'parked', reply: null });
    await rig.carry();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({ State: 'parked', Title: 'Tittel fra HR' });
    expect(rig.itemOf('Suggestions', key).fields.Reply ?? null).toBeNull();
    expect(rig.spent()).toEqual({ units: 2, byKind: { 'items.update': 1 } });
  });

  test('and put back to what SharePoint has costs nothing', async () => {
    const { key, text } = await rig.submit();
    await rig.carry();
    rig.spent();
    await rig.change(key, { text: 'En annen tekst' });
    await rig.change(key, { text });
    await rig.carry();
    expect(rig.spent().units).toBe(0);
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });

  test('goes with others in one round trip', async () => {
    const texts = Array.from({ length: 25 }, (_, n) => `Forslag nummer ${n}`);
    for (const text of texts) await rig.submit({ text });
    const before = rig.graph.counters().requests;
    await rig.carry();
    expect(rig.graph.counters().requests - before).toBe(2);
    expect(rig.rowsOf('Suggestions').map(({ fields }) => fields.Text)).toEqual(texts);
    expect((await rig.shelf.waiting()).count).toBe(0);
  });
});

describe('exactly once', () => {
  test.each([
    'doneButGatewayTimeout',
    'droppedAfter',
    'gatewayTimeout',
    'droppedBefore',
    'unavailable',
    'htmlError',
  ] as const)('after %s there is one item, and it is saved', async (kind) => {
    room.graph.faults.add({ kind, request: 'items.create', times: 2 });
    const { key } = await rig.submit();
    await rig.carryAll();
    expect(keysIn()).toEqual([key]);
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });

  test('a batch of which some were done though it says otherwise leaves one item each', async () => {
    room.graph.faults.add({ kind: 'doneButGatewayTimeout', request: 'items.create', probability: 0.5, times: 10 });
    const keys: string[] = [];
    for (let n = 0; n < 12; n += 1) keys.push((await rig.submit({ text: `Forslag nummer ${n}` })).key);
    await rig.carryAll();
    expect(keysIn().sort()).toEqual(keys.sort());
  });

  test('what was changed after a lost answer is brought up to date in the item that is there', async () => {
    room.graph.faults.add({ kind: 'doneButGatewayTimeout', request: 'items.create', times: 1 });
    const { key } = await rig.submit();
    await rig.carry();
    await rig.change(key, { text: 'Rettet etterpå' });
    await rig.carryAll();
    expect(keysIn()).toEqual([key]);
    expect(rig.itemOf('Suggestions', key).fields.Text).toBe('Rettet etterpå');
    expect(rig.rowsOf('History')).toEqual([]);
  });

  test('a key that is taken is found and adopted; what stood there is kept in the history', async () => {
    const { key } = await rig.submit({ text: 'Vår tekst' });
    room.graph.asPerson(HEGE.id).add('Forslag', { Key: key, Text: 'Tekst fra SharePoint' });
    await rig.carryAll();
    expect(rig.itemOf('Suggestions', key).fields.Text).toBe('Vår tekst');
    expect(rig.rowsOf('History').map(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({ What: 'overruled', Field: 'text', Words: 'Tekst fra SharePoint', By: HEGE.id }),
    );
  });

  test('two servers that make the same suggestion at the same time make one item, and both know it', async () => {
    const other = await rig.another();
    const { key } = await rig.submit({ text: 'Første server' });
    await other.submit({ key, text: 'Første server' });
    await Promise.all([rig.carryAll(), other.carryAll()]);
    expect(keysIn()).toEqual([key]);
    expect((await rig.suggestions.find(key))?.sync).toBe('saved');
    expect((await other.suggestions.find(key))?.sync).toBe('saved');
    await other.end();
  });

  test('two rounds at once share the work and write nothing twice', async () => {
    for (let n = 0; n < 60; n += 1) await rig.submit({ text: `Forslag nummer ${n}` });
    await Promise.all([rig.push.once(), rig.push.once(), rig.push.once()]);
    expect(rig.spent().byKind['items.create']).toBe(60);
    expect(keysIn()).toHaveLength(60);
  });

  test('a server that dies after the write and before it knows finds its item again', async () => {
    const { key } = await rig.submit();
    const lost = await rig.outbox.claim(20, 1);
    const items = await rig.site.items('Suggestions');
    await room.ask('POST', items, { body: { fields: { Key: key, Text: lost[0]?.row.text, Title: 'x' } } });
    await rig.timers.advance(2000);
    await rig.carryAll();
    expect(keysIn()).toEqual([key]);
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });
});

describe('when SharePoint was changed meanwhile', () => {
  test('each side keeps the fields that it changed', async () => {
    const { key } = await rig.submit();
    await rig.carry();
    byHand(key, { Owner: BEN.id });
    await rig.change(key, { state: 'prioritised' });
    await rig.carryAll();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({ State: 'prioritised', Owner: BEN.id });
    expect(await rig.suggestions.find(key)).toMatchObject({ state: 'prioritised', owner: BEN.id, sync: 'saved' });
    expect(await rig.suggestions.history(key)).toEqual([
      expect.objectContaining({ what: 'changedInSharePoint', field: 'owner', by: HEGE.id }),
    ]);
  });

  test('of a field that both changed ours stands, theirs is in the history there, and they are told', async () => {
    const { key } = await rig.submit();
    await rig.carry();
    byHand(key, { Text: 'Ordene til Hege' });
    await rig.change(key, { text: 'Ordene til Ana' });
    await rig.carryAll();
    expect(rig.itemOf('Suggestions', key).fields.Text).toBe('Ordene til Ana');
    expect(rig.rowsOf('History').map(({ fields }) => fields)).toEqual([
      expect.objectContaining({
        What: 'overruled',
        Field: 'text',
        Words: 'Ordene til Hege',
        By: HEGE.id,
        Suggestion: key,
      }),
    ]);
    const tasks = await rig.tasks.claim(10, 60);
    expect(tasks.map(({ notice }) => notice)).toEqual([{ kind: 'overruled', suggestion: key, person: HEGE.id }]);
  });

  test.each(['conflict', 'etagMismatch', 'doneButGatewayTimeout', 'droppedAfter'] as const)(
    'a change that meets %s is there once, without a word in the history',
    async (kind) => {
      const { key } = await rig.submit();
      await rig.carry();
      room.graph.faults.add({ kind, request: 'items.update', times: 2 });
      await rig.change(key, { text: 'Ny tekst etter endring' });
      await rig.carryAll();
      expect(rig.itemOf('Suggestions', key).fields.Text).toBe('Ny tekst etter endring');
      expect(rig.rowsOf('History')).toEqual([]);
      expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
    },
  );

  test('a value that cannot be read there does not stop ours, and is left alone', async () => {
    const { key } = await rig.submit();
    await rig.carry();
    byHand(key, { Due: 'snart' });
    await rig.change(key, { reply: 'Takk for forslaget' });
    await rig.carryAll();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({ Due: 'snart', Reply: 'Takk for forslaget' });
  });

  test('an item that was deleted there goes to the shelf with the reason, and nothing else waits for it', async () => {
    const gone = await rig.submit({ text: 'Blir slettet i SharePoint' });
    const other = await rig.submit({ text: 'Et annet forslag' });
    await rig.carry();
    room.graph.asPerson(HEGE.id).remove('Forslag', rig.itemOf('Suggestions', gone.key).id);
    await rig.change(gone.key, { state: 'parked' });
    await rig.change(other.key, { state: 'parked' });
    await rig.carryAll();
    expect(await rig.shelf.unsaved()).toEqual([
      expect.objectContaining({ key: gone.key, reason: 'The item was deleted in SharePoint' }),
    ]);
    expect(rig.itemOf('Suggestions', other.key).fields.State).toBe('parked');
  });
});

describe('what SharePoint does not take', () => {
  const dropColumn = async (name: string) => {
    const columns = (await rig.site.items('Suggestions')).replace(/items$/, 'columns');
    const { body } = await room.ask('GET', columns, { app: ADMIN });
    const column = body.value.find((one: { name: string }) => one.name === name);
    expect((await room.ask('DELETE', `${columns}/${column.id}`, { app: ADMIN })).status).toBe(204);
  };

  test('goes to the shelf with Graph’s words, never in the way of the rest, and can be tried again', async () => {
    await dropColumn('Learning');
    const refused = await rig.submit({ text: 'Har en kolonne som mangler', learning: 'Vi lærte noe' });
    const fine = await rig.submit({ text: 'Har den ikke' });
    await rig.carryAll();
    expect(keysIn()).toEqual([fine.key]);
    expect(await rig.shelf.unsaved()).toEqual([
      expect.objectContaining({ key: refused.key, reason: expect.stringMatching(/^400 invalidRequest .*Learning/) }),
    ]);
    await rig.change(refused.key, { learning: null });
    await rig.carryAll();
    expect(await rig.shelf.unsaved()).toEqual([]);
    expect(rig.itemOf('Suggestions', refused.key).fields.Text).toBe('Har en kolonne som mangler');
  });

  test.each(['forbidden', 'serverError'] as const)(
    '%s for one item alone sends that one to the shelf',
    async (kind) => {
      const { key } = await rig.submit({ text: 'Denne får ikke lov' });
      await rig.carry();
      room.graph.faults.add({ kind, path: `/items/${rig.itemOf('Suggestions', key).id}/fields$` });
      await rig.change(key, { state: 'parked' });
      for (let n = 0; n < 8; n += 1) {
        await rig.submit({ text: `Et annet forslag ${n}` });
        await rig.carry();
        await rig.timers.advance(60_000);
      }
      expect((await rig.shelf.unsaved()).map((one) => one.key)).toEqual([key]);
      expect(keysIn()).toHaveLength(9);
    },
  );

  test.each(['forbidden', 'serverError'] as const)(
    '%s for everything is nobody’s fault: all waits, and goes when it is over',
    async (kind) => {
      room.graph.faults.add({ kind, path: '/items' });
      for (let n = 0; n < 3; n += 1) await rig.submit({ text: `Forslag nummer ${n}` });
      for (let n = 0; n < 12; n += 1) {
        await rig.carry();
        await rig.timers.advance(300_000);
      }
      expect(await rig.shelf.unsaved()).toEqual([]);
      room.graph.faults.clear();
      await rig.carryAll();
      expect(keysIn()).toHaveLength(3);
    },
  );

  test('a locked site keeps everything waiting until it is opened', async () => {
    room.graph.switches.siteLocked = true;
    const { key } = await rig.submit();
    for (let n = 0; n < 5; n += 1) {
      await rig.carry();
      await rig.timers.advance(60_000);
    }
    expect(await rig.shelf.unsaved()).toEqual([]);
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'waiting' });
    room.graph.switches.siteLocked = false;
    await rig.carryAll();
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });
});

describe('throttling', () => {
  test.each([30, 900])('for %i seconds nothing at all is asked, then the item goes through', async (seconds) => {
    room.graph.faults.add({ kind: 'throttled', retryAfter: seconds, times: 1 });
    const { key } = await rig.submit();
    await rig.carry();
    await rig.submit({ text: 'Kommer mens porten er stengt' });
    rig.spent();
    await rig.timers.advance(seconds * 1000 - 2000);
    await rig.push.once();
    expect(rig.spent()).toEqual({ units: 0, byKind: {} });
    await rig.carryAll();
    expect(keysIn()).toContain(key);
    expect(keysIn()).toHaveLength(2);
  });

  test('does not keep the server from stopping, and what was under way is due again at once after it', async () => {
    room.graph.faults.add({ kind: 'throttled', retryAfter: 900 });
    rig.push.start();
    for (let n = 0; n < 5; n += 1) await rig.submit({ text: `Forslag nummer ${n}` });
    await rig.push.drain();
    const due = Date.parse((await rig.outbox.nextDue()) ?? '');
    expect(due - rig.timers.now()).toBeLessThanOrEqual(900_000);
    expect((await rig.shelf.waiting()).count).toBe(5);
  });

  test('of a part of a batch closes the gate and delays that part only', async () => {
    room.graph.faults.add({ kind: 'throttled', request: 'items.create', retryAfter: 60, times: 2 });
    for (let n = 0; n < 6; n += 1) await rig.submit({ text: `Forslag nummer ${n}` });
    await rig.carry();
    expect(keysIn()).toHaveLength(4);
    expect(rig.graph.counters().closedUntil - rig.timers.now()).toBe(60_000);
    await rig.carryAll();
    expect(keysIn()).toHaveLength(6);
  });
});

test('a backlog after an outage uses nine tenths of what it may, and is never throttled', async () => {
  let now = Date.now;
  const strict = await openTestGraph({ now: () => now(), switches: { unitsPerMinute: 1250 } });
  const here = await openRecordRig(strict);
  now = here.timers.now;
  await here.timers.advance(60_000);
  here.spent();
  for (let n = 0; n < 700; n += 1) await here.submit({ text: `Forslag nummer ${n}` });
  const before = here.timers.now();
  await here.carry();
  const minutes = (here.timers.now() - before) / 60_000;
  const { units, byKind } = here.spent();
  expect([units, byKind['items.create']]).toEqual([1400, 700]);
  expect(here.graph.counters().throttled).toBe(0);
  // What had gathered in the quiet time goes at once; the rest at the rate that is kept to.
  expect((units - 250) / minutes).toBeGreaterThanOrEqual(900);
  await here.close();
  await strict.close();
}, 60_000);

test('while Graph is down few tries are wasted, and all goes at once when it is back', async () => {
  for (let n = 0; n < 100; n += 1) await rig.submit({ text: `Forslag nummer ${n}` });
  room.graph.faults.add({ kind: 'droppedBefore' });
  const before = rig.graph.counters().requests;
  for (let minutes = 0; minutes < 30; minutes += 1) {
    await rig.carry();
    await rig.timers.advance(60_000);
  }
  // One round trip a round, whatever it holds.
  expect(rig.graph.counters().requests - before).toBeLessThanOrEqual(40);
  expect(rig.log.lines.length).toBeLessThanOrEqual(40);
  room.graph.faults.clear();
  const back = rig.timers.now();
  await rig.carryAll();
  expect(keysIn()).toHaveLength(100);
  expect(rig.timers.now() - back).toBeLessThanOrEqual(300_000);
});

test('tries are spread further and further apart, up to five minutes', async () => {
  room.graph.faults.add({ kind: 'gatewayTimeout', request: 'items.create' });
  await rig.submit();
  const waits: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    await rig.carry();
    const now = rig.timers.now();
    const due = Date.parse((await rig.outbox.nextDue()) ?? '');
    waits.push((due - now) / 1000);
    await rig.timers.advance(due - now);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

describe('on its own', () => {
  const savedSoon = async (key: string): Promise<void> => {
    for (let turns = 0; turns < 20_000; turns += 1) {
      if ((await rig.suggestions.find(key as never))?.sync === 'saved' && keysIn().includes(key)) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('It was not carried out');
  };

  test('carries a suggestion as soon as it is there, without any time going by, and is quiet afterwards', async () => {
    rig.push.start();
    const { key } = await rig.submit();
    await savedSoon(key);
    await rig.push.drain();
    expect(rig.spent()).toEqual({ units: 2, byKind: { 'items.create': 1 } });
    expect(rig.timers.waiting()).toBe(0);
  });

  test('draining waits for what is under way and begins nothing more', async () => {
    room.graph.faults.add({ kind: 'slow', milliseconds: 50, request: 'items.create', times: 1 });
    rig.push.start();
    const { key } = await rig.submit();
    await new Promise((resolve) => setImmediate(resolve));
    await rig.push.drain();
    const sync = (await rig.suggestions.find(key))?.sync;
    expect([keysIn().length, sync]).toEqual([1, 'saved']);
    await rig.submit({ text: 'Kommer for sent' });
    expect(rig.rowsOf('Suggestions')).toHaveLength(1);
  });
});

test('the log says what waits, never what it says or who said it', async () => {
  room.graph.faults.add({ kind: 'gatewayTimeout', request: 'items.create', times: 3 });
  const { text } = await rig.submit({ proposer: ANA.id as PersonId });
  await rig.carryAll();
  const lines = JSON.stringify(rig.log.lines);
  expect(rig.log.lines.length).toBeGreaterThan(0);
  expect(lines).not.toContain(text);
  expect(lines).not.toContain(ANA.id);
});
