import { describe, expect, test } from '@jest/globals';
import { later } from '../../bot/domain/calendar/instant.ts';
import type { Grant } from '../../bot/domain/people/person.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { ENGINES, START, useEngine } from './rig.ts';
import { ANA, BEN, came, HOME, place, SCHOOL, simpleMerge, unit } from './sample.ts';

const PLACE = { teamId: 'team-1', channelId: '19:kanal@thread.tacv2' };

describe.each(ENGINES)('people and units on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('somebody unknown has no units and no grants, and is known from then on', async () => {
    const { people } = await (await rig()).server();
    expect(await people.find(ANA)).toBeUndefined();
    const ana = { id: ANA, name: 'Ana Berg', language: 'nb', units: [], grants: [] };
    expect(await people.know({ id: ANA, name: 'Ana Berg' })).toEqual(ana);
    expect(await people.find(ANA)).toEqual(ana);
  });

  test('units come from membership, grants from the People list', async () => {
    const { people, inbox } = await (await rig()).server();
    const grant: Grant = { key: 'g1', person: ANA, role: 'unitLeader', scope: 'unit', place: HOME };
    await inbox.take('People', [came(grant, place('1'))], null, simpleMerge);
    await people.replace(SCHOOL, [{ id: ANA, name: 'Ana Berg' }]);
    await people.replace(HOME, [
      { id: ANA, name: 'Ana Berg' },
      { id: BEN, name: 'Ben Ås' },
    ]);
    const ana = await people.know({ id: ANA, name: 'Ana Berg' });
    expect(ana.units).toEqual([HOME, SCHOOL]);
    expect(ana.grants).toEqual([grant]);
  });

  test('the language chosen wins over the one that Teams says, and that over Bokmål', async () => {
    const { people } = await (await rig()).server();
    const known = async (language?: 'nn' | 'en') => (await people.know({ id: ANA, name: 'Ana', language })).language;
    expect(await known()).toBe('nb');
    expect(await known('nn')).toBe('nn');
    expect(await known()).toBe('nn');
    await people.choosesLanguage(ANA, 'en');
    expect(await known('nn')).toBe('en');
    expect((await people.find(ANA))?.language).toBe('en');
  });

  test('a municipality in nynorsk speaks nynorsk to those of whom nothing is known', async () => {
    const keys = { next: () => 'k' };
    const { people, close } = await openStore('sqlite::memory:', { clock: { now: () => START }, keys, language: 'nn' });
    expect((await people.know({ id: ANA, name: 'Ana' })).language).toBe('nn');
    expect((await people.know({ id: ANA, name: 'Ana', language: 'nb' })).language).toBe('nb');
    await close();
  });

  test('a newer name is kept, an empty one is not', async () => {
    const { people } = await (await rig()).server();
    await people.know({ id: ANA, name: 'Ana Berg' });
    await people.know({ id: ANA, name: 'Ana Berg Lie' });
    expect((await people.know({ id: ANA, name: '' })).name).toBe('Ana Berg Lie');
    expect(await people.names([ANA, BEN])).toEqual(new Map([[ANA, 'Ana Berg Lie']]));
    expect(await people.names([])).toEqual(new Map());
  });

  test('members are read by name, and the new reading replaces the old one', async () => {
    const { people } = await (await rig()).server();
    const [aase, zoe] = [
      { id: ANA, name: 'Åse' },
      { id: BEN, name: 'Zoe' },
    ];
    await people.replace(HOME, [aase, zoe]);
    expect(await people.membersOf(HOME)).toEqual([zoe, aase]);
    expect((await people.find(BEN))?.units).toEqual([HOME]);
    await people.replace(HOME, [aase]);
    expect(await people.membersOf(HOME)).toEqual([aase]);
    expect((await people.find(BEN))?.units).toEqual([]);
    await people.replace(HOME, []);
    expect(await people.membersOf(HOME)).toEqual([]);
  });

  test('the unit that somebody chose is remembered', async () => {
    const { people } = await (await rig()).server();
    expect(await people.chosenUnit(ANA)).toBeUndefined();
    await people.choosesUnit(ANA, HOME);
    await people.choosesUnit(ANA, SCHOOL);
    expect(await people.chosenUnit(ANA)).toBe(SCHOOL);
    await people.know({ id: ANA, name: 'Ana' });
    expect(await people.chosenUnit(ANA)).toBe(SCHOOL);
    expect((await people.find(ANA))?.name).toBe('Ana');
  });

  test('units whose members were never read come before those read longest ago', async () => {
    const here = await rig();
    const { people, inbox } = await here.server();
    const keys = ['A', 'B', 'C'].map((key) => unit({ key: key as typeof HOME }));
    await inbox.take(
      'Units',
      keys.map((row) => came(row, place(row.key))),
      null,
      simpleMerge,
    );
    await people.replace('B' as typeof HOME, []);
    here.clock.pass(10);
    await people.replace('A' as typeof HOME, []);
    const stale = async (seconds: number, limit = 10) =>
      (await people.stale(later(START, seconds), limit)).map(({ key }) => key);
    expect(await stale(20)).toEqual(['C', 'B', 'A']);
    expect(await stale(10)).toEqual(['C', 'B']);
    expect(await stale(20, 1)).toEqual(['C']);
  });

  test('a unit is found by its key and by its channel', async () => {
    const { units, inbox } = await (await rig()).server();
    const [home, school] = [unit(PLACE), unit({ key: SCHOOL })];
    await inbox.take('Units', [came(school, place('2')), came(home, place('1'))], null, simpleMerge);
    expect(await units.find(HOME)).toEqual(home);
    expect(await units.find('XXX' as typeof HOME)).toBeUndefined();
    expect(await units.all()).toEqual([home, school]);
    expect(await units.ofChannel(PLACE.channelId)).toEqual(home);
    expect(await units.ofChannel('19:annen@thread.tacv2')).toBeUndefined();
  });

  test('units that change places at the same moment do not block each other', async () => {
    const here = await rig();
    const servers = engine === 'postgres' ? [await here.server(), await here.server()] : [await here.server()];
    const [one, other] = [servers[0], servers.at(-1)];
    if (!one || !other) throw new Error('no server');
    const pairs = [0, 1, 2, 3].map((pair) => {
      const [left, right] = ['V', 'H'].map((side) => `${side}${pair}` as typeof HOME);
      const [first, second] = ['a', 'b'].map((name) => ({ teamId: 't', channelId: `19:${name}${pair}@thread.tacv2` }));
      if (!left || !right || !first || !second) throw new Error('a pair has two');
      return { left, right, first, second };
    });
    const page = pairs.flatMap(({ left, right, first, second }) => [
      came(unit({ key: left, ...first }), place(left)),
      came(unit({ key: right, ...second }), place(right)),
    ]);
    await one.inbox.take('Units', page, null, simpleMerge);
    await Promise.all(
      pairs.flatMap(({ left, right, first, second }) => [one.units.bind(left, second), other.units.bind(right, first)]),
    );
    for (const { left, right, first, second } of pairs) {
      expect((await one.units.ofChannel(second.channelId))?.key).toBe(left);
      expect((await one.units.ofChannel(first.channelId))?.key).toBe(right);
    }
  });

  test('a channel belongs to the unit that was placed there last; both units are carried to SharePoint', async () => {
    const { units, inbox, outbox, feed } = await (await rig()).server();
    const page = [came(unit(PLACE), place('1')), came(unit({ key: SCHOOL }), place('2'))];
    await inbox.take('Units', page, null, simpleMerge);
    const start = await feed.latest();
    await units.bind(SCHOOL, PLACE);
    expect((await units.ofChannel(PLACE.channelId))?.key).toBe(SCHOOL);
    expect(await units.find(HOME)).toMatchObject({ teamId: null, channelId: null });
    const carried = (await outbox.claim(10, 60)).map(({ key, row }) => [key, row.channelId]);
    expect(carried.toSorted()).toEqual([
      [HOME, null],
      [SCHOOL, PLACE.channelId],
    ]);
    expect((await feed.since(start, 10))?.map((change) => change.unit).toSorted()).toEqual([HOME, SCHOOL]);
  });
});
