import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isSuggestionKey, type SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import { LIST_NAMES, type ListName } from '../../bot/ports/rows.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';
import { createMerge } from '../../bot/sharepoint/merge.ts';
import { createPull } from '../../bot/sharepoint/pull.ts';
import { ANA, BEN, HEGE, openTestGraph, type TestGraph } from '../local/support.ts';
import { openRecordRig, type RecordRig } from './record-rig.ts';
import { A_SUGGESTION } from './rows.ts';

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

const read = (list: ListName = 'Suggestions') => rig.timers.through(rig.pull.once(list));
const hege = () => room.graph.asPerson(HEGE.id);
const stored = (n: number, some: object = {}) => ({
  ...LISTS.Suggestions.toFields({
    ...A_SUGGESTION,
    key: `01K9${String(n).padStart(22, '0')}` as SuggestionKey,
    text: `Forslag nummer ${n}`,
  }),
  ...some,
});
/** Rows that are in SharePoint before Tavla reads it. */
const fill = (count: number) => {
  for (let n = 0; n < count; n += 1) {
    const fields = Object.fromEntries(Object.entries(stored(n)).filter(([, value]) => value !== null));
    hege().add('Forslag', fields);
  }
};
/** Id of the n-th row in SharePoint. */
const nth = (n: number) => rig.rowsOf('Suggestions')[n - 1]?.id ?? 0;
const known = () => rig.suggestions.ofUnit(A_SUGGESTION.unit, rig.timers.clock.now());

describe('reading a list', () => {
  test.each([false, true])(
    'brings everything at first, then only what changed (pages of odd sizes: %s)',
    async (deltaVaries) => {
      room.graph.switches.deltaVaries = deltaVaries;
      fill(130);
      expect(await read()).toBe(130);
      expect(await known()).toHaveLength(130);
      hege().edit('Forslag', nth(7), { Text: 'Rettet av HR' });
      hege().remove('Forslag', nth(9));
      expect(await read()).toBe(2);
      expect((await known()).map(({ text }) => text)).toContain('Rettet av HR');
      expect(await known()).toHaveLength(129);
    },
  );

  test('costs one unit a list when nothing happened', async () => {
    fill(3);
    for (const list of LIST_NAMES) await read(list);
    rig.spent();
    for (const list of LIST_NAMES) expect(await read(list)).toBe(0);
    expect(rig.spent()).toMatchObject({ units: LIST_NAMES.length });
  });

  test('what Tavla wrote itself comes back as no news', async () => {
    await read();
    const { key } = await rig.submit();
    await rig.carry();
    const seq = await rig.feed.latest();
    expect(await read()).toBe(0);
    await rig.change(key, { state: 'parked' });
    await rig.carry();
    expect(await read()).toBe(0);
    expect((await rig.feed.since(seq, 100))?.length).toBe(1);
    expect(await rig.suggestions.history(key)).toEqual([]);
  });

  test('a change by HR is on the board, and in the history of the suggestion', async () => {
    fill(1);
    await read();
    hege().edit('Forslag', nth(1), { State: 'parked', Owner: BEN.id });
    await read();
    const [one] = await known();
    expect(one).toMatchObject({ state: 'parked', owner: BEN.id, sync: 'saved' });
    await rig.carry();
    expect(rig.rowsOf('History').map(({ fields }) => [fields.Field, fields.From, fields.To, fields.By])).toEqual(
      expect.arrayContaining([
        ['state', 'new', 'parked', HEGE.id],
        ['owner', undefined, BEN.id, HEGE.id],
      ]),
    );
  });

  test('what waits here is merged with what comes from there', async () => {
    fill(1);
    await read();
    const [{ key } = { key: A_SUGGESTION.key }] = await known();
    await rig.change(key, { reply: 'Takk for forslaget' });
    hege().edit('Forslag', nth(1), { Owner: BEN.id });
    await read();
    await rig.carryAll();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({ Reply: 'Takk for forslaget', Owner: BEN.id });
  });
});

describe('bad days', () => {
  beforeEach(async () => {
    fill(20);
    await read();
  });

  const agrees = async () => {
    const there = rig.rowsOf('Suggestions').map(({ fields }) => [fields.Key, fields.Text]);
    expect((await known()).map(({ key, text }) => [key, text]).sort()).toEqual(there.sort());
  };

  test('a delta link that is too old: everything is read anew, and what is gone there is gone here', async () => {
    hege().edit('Forslag', nth(3), { Text: 'Endret før det gikk galt' });
    hege().remove('Forslag', nth(4));
    room.graph.forgetChanges();
    await read();
    await agrees();
    hege().edit('Forslag', nth(5), { Text: 'Endret etterpå' });
    rig.spent();
    expect(await read()).toBe(1);
    expect(rig.spent().units).toBe(1);
  });

  test.each([
    'deltaError',
    'deltaCut',
    'droppedBefore',
    'unavailable',
    'htmlError',
    'emptyPage',
    'foreignLink',
  ] as const)('%s once: the next try brings the change', async (kind) => {
    hege().remove('Forslag', nth(4));
    hege().edit('Forslag', nth(3), { Text: 'Endret' });
    room.graph.faults.add({ kind, path: '/items/delta', times: 1 });
    await read();
    await agrees();
  });

  test.each(['deltaError', 'deltaCut'] as const)(
    '%s for good: the list is read by pages, and delta goes on from then',
    async (kind) => {
      hege().remove('Forslag', nth(4));
      // A page with rows is what breaks; `latest` has none, so that it works on the real one.
      room.graph.faults.add({ kind, path: '/items/delta', times: 3 });
      await read();
      await agrees();
      hege().edit('Forslag', nth(5), { Text: 'Endret etterpå' });
      expect(await read()).toBe(1);
      await agrees();
    },
  );

  test('no token goes to a host that a link leads to', async () => {
    room.graph.faults.add({ kind: 'foreignLink', path: '/items/delta' });
    await expect(read()).rejects.toThrow(/cannot be read/);
    expect(rig.graph.counters().failed).toBe(0);
  });

  test('a full reading that was cut short before its end is made again, and what is gone is gone', async () => {
    hege().remove('Forslag', nth(4));
    room.graph.forgetChanges();
    const killed = { ...rig.inbox, keepOnly: () => Promise.reject(new Unavailable('The server was killed here')) };
    const merge = createMerge({ clock: rig.timers.clock, keys: rig.keys });
    const dying = createPull({ ...rig, inbox: killed, merge });
    await expect(rig.timers.through(dying.once('Suggestions'))).rejects.toThrow('killed here');
    await read();
    await agrees();
  });

  test('a row that is waiting to be carried out is not removed by a full reading', async () => {
    const { key } = await rig.submit();
    await rig.timers.through(rig.pull.rebuild('Suggestions'));
    expect(await rig.suggestions.find(key)).toBeDefined();
  });

  test('a row that was made while everything was read is not removed either', async () => {
    room.graph.faults.add({ kind: 'slow', milliseconds: 100, path: '/items/delta', times: 1 });
    const reading = rig.pull.rebuild('Suggestions');
    const { key } = await rig.submit();
    await rig.push.once();
    await rig.timers.through(reading);
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });

  test('a reading that fails half-way is made again from where it was', async () => {
    hege().edit('Forslag', nth(3), { Text: 'Endret' });
    room.graph.faults.add({ kind: 'unavailable', path: '/items/delta', times: 4 });
    await expect(read()).rejects.toThrow('SharePoint does not answer');
    expect(await read()).toBe(1);
    await agrees();
  });
});

describe('rows that people make by hand', () => {
  const LEAST = { Text: 'Skrevet rett i lista', Unit: 'HEO01', Proposer: ANA.id.toUpperCase() };

  test('a suggestion gets its key and what was left to Tavla, and is like any other', async () => {
    await read();
    hege().add('Forslag', LEAST);
    expect(await read()).toBe(1);
    const [one] = await known();
    expect(one).toMatchObject({ text: LEAST.Text, state: 'new', showName: false, proposer: ANA.id, sync: 'saved' });
    expect(isSuggestionKey(one?.key ?? '')).toBe(true);
    expect(rig.itemOf('Suggestions', one?.key ?? '').fields).toMatchObject({ State: 'new', Title: LEAST.Text });
    expect(await read()).toBe(0);
  });

  test('a unit and a role get keys, too', async () => {
    hege().add('Enheter', { Name: 'Nordgarden skule', Area: 'OPP', Language: 'nn' });
    hege().add('Roller', { Person: ANA.id, Role: 'unitLeader', Place: 'HEO01' });
    await read('Units');
    await read('People');
    expect(await rig.units.all()).toEqual([
      expect.objectContaining({ name: 'Nordgarden skule', language: 'nn', headcount: 0 }),
    ]);
    const grants = (await rig.people.know({ id: ANA.id as never, name: 'Ana' })).grants;
    expect(grants).toEqual([expect.objectContaining({ role: 'unitLeader', scope: 'unit', place: 'HEO01' })]);
  });

  test('one that is half written is pointed out by place and column, and taken in when it is whole', async () => {
    const { id } = hege().add('Forslag', { Text: 'Mangler resten' });
    expect(await read()).toBe(0);
    expect(rig.pull.problems()).toEqual([{ list: 'Suggestions', itemId: String(id), column: 'Key', reason: 'empty' }]);
    hege().edit('Forslag', id, LEAST);
    expect(await read()).toBe(1);
    expect(rig.pull.problems()).toEqual([]);
  });

  test('one with a national identity number is not taken in, and is pointed out without the number', async () => {
    const { id } = hege().add('Forslag', { ...LEAST, Text: 'Bruker 109155 96784 må ha annen tid' });
    expect(await read()).toBe(0);
    expect(await known()).toEqual([]);
    expect(rig.pull.problems()).toEqual([
      { list: 'Suggestions', itemId: String(id), column: 'Text', reason: 'nationalNumber' },
    ]);
    hege().edit('Forslag', id, { Text: 'Brukere må ha annen tid' });
    expect(await read()).toBe(1);
    expect(rig.pull.problems()).toEqual([]);
  });

  test('a number that somebody writes into a text of ours goes out of the list again', async () => {
    fill(1);
    await read();
    const [before] = await known();
    hege().edit('Forslag', nth(1), { Text: 'Ring bruker 10915596784 først' });
    await read();
    await rig.push.once();
    expect((await known())[0]?.text).toBe(before?.text);
    expect(rig.itemOf('Suggestions', before?.key ?? '').fields.Text).toBe(before?.text);
  });

  test('an empty row is nobody’s row', async () => {
    hege().add('Forslag', {});
    expect(await read()).toBe(0);
    expect(rig.pull.problems()).toEqual([]);
  });

  test('a value that is none is pointed out, the rest of the list is read', async () => {
    fill(3);
    hege().edit('Forslag', nth(2), { State: 'Ferdig' });
    expect(await read()).toBe(2);
    expect(rig.pull.problems()).toEqual([
      { list: 'Suggestions', itemId: String(nth(2)), column: 'State', reason: 'notAValue' },
    ]);
    hege().remove('Forslag', nth(2));
    await read();
    expect(rig.pull.problems()).toEqual([]);
  });

  test('when Graph has no time for the key, the row is not forgotten', async () => {
    await read();
    hege().add('Forslag', LEAST);
    room.graph.faults.add({ kind: 'gatewayTimeout', request: 'items.update', times: 1 });
    await expect(read()).rejects.toThrow('A new row cannot get its key');
    expect(await read()).toBe(1);
  });

  test('a row of our own whose key somebody emptied does not become a second one', async () => {
    const { key } = await rig.submit();
    await rig.carry();
    hege().edit('Forslag', rig.itemOf('Suggestions', key).id, { Key: null });
    await read();
    expect(await known()).toHaveLength(1);
    expect(rig.pull.problems()).toEqual([expect.objectContaining({ column: 'Key', reason: 'empty' })]);
  });
});

describe('on its own', () => {
  /** Gives the network its real time, without moving ours. */
  const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
    for (let turns = 0; turns < 20_000; turns += 1) {
      if (await what()) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('It did not happen');
  };
  const deltas = () => room.graph.counters.read().requests;

  test('all lists are read at once, then every so often, and sooner after a hint', async () => {
    fill(2);
    rig.pull.start({ everySeconds: 15 });
    await rig.timers.advance(0);
    await until(async () => (await known()).length === 2 && rig.timers.waiting() === LIST_NAMES.length);
    rig.spent();
    await rig.timers.advance(14_999);
    expect(deltas()).toBe(0);
    await rig.timers.advance(1);
    await until(() => rig.timers.waiting() === LIST_NAMES.length);
    expect(rig.spent().units).toBe(LIST_NAMES.length);
    hege().edit('Forslag', nth(1), { Text: 'Endret, og varslet' });
    for (let n = 0; n < 5; n += 1) rig.pull.hint('Suggestions');
    await rig.timers.advance(200);
    await until(async () => (await known()).some(({ text }) => text === 'Endret, og varslet'));
    await until(() => rig.timers.waiting() === LIST_NAMES.length);
    expect(rig.spent().units).toBe(1);
    await rig.pull.stop();
    expect(rig.timers.waiting()).toBe(0);
  });

  test('another server on the same working copy leaves the list to the one that reads it, and takes over when it stops', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tavla-pull-'));
    const address = `sqlite:${join(folder, 'store.sqlite')}`;
    const [first, second] = [await rig.another(address), await rig.another(address)];
    expect(await rig.timers.through(first.pull.once('Suggestions'))).toBe(0);
    expect(await rig.timers.through(second.pull.once('Suggestions'))).toBeUndefined();
    await first.end();
    await rig.timers.advance(1000);
    expect(await rig.timers.through(second.pull.once('Suggestions'))).toBe(0);
    await second.end();
    await rm(folder, { recursive: true });
  });

  test('a list that cannot be read is read the next time', async () => {
    fill(1);
    room.graph.switches.siteLocked = true;
    rig.pull.start({ everySeconds: 15 });
    await rig.timers.advance(0);
    await until(() => rig.log.lines.length >= LIST_NAMES.length && rig.timers.waiting() === LIST_NAMES.length);
    room.graph.switches.siteLocked = false;
    await rig.timers.advance(15_000);
    await until(async () => (await known()).length === 1);
    await rig.pull.stop();
  });
});
