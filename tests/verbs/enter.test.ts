import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { ana, ben, cora, kari, liv, nobody, north, per, person, school, south } from '../support/cast.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const enter = async (who = nobody, unit = north) => house.verbs.board.enter(await house.seen(who), unit.key);
const NO = { ok: false, problem: { kind: 'notAllowed' } };

describe('entering a board', () => {
  test('members and those with a role over the unit walk in, and the directory is not asked', async () => {
    for (const who of [ana, liv, kari, cora]) expect((await enter(who)).ok).toBe(true);
    expect(house.directory.asked).toEqual([]);
  });

  test('a stranger is looked up once a minute at most', async () => {
    expect(await enter()).toEqual(NO);
    expect(await enter()).toEqual(NO);
    expect(await enter(per)).toEqual(NO);
    house.pass(59);
    expect(await enter()).toEqual(NO);
    expect(house.directory.asked).toEqual(['team-HEO01']);
    house.pass(1);
    expect(await enter()).toEqual(NO);
    expect(house.directory.asked).toEqual(['team-HEO01', 'team-HEO01']);
    expect(await enter(nobody, school)).toEqual(NO);
    expect(house.directory.asked).toHaveLength(3);
  });

  test('somebody who joined the team just now is let in', async () => {
    const fresh = person('Ny Nilsen');
    house.directory.joins(fresh, north);
    expect(await enter(fresh)).toMatchObject({ ok: true, value: { person: { units: ['HEO01'] } } });
    expect((await enter(fresh)).ok).toBe(true);
    expect(house.directory.asked).toHaveLength(1);
  });

  test('a whole meeting that opens the board before anybody is known gets in, with one question', async () => {
    const meeting = Array.from({ length: 16 }, (_, n) => person(`Person ${n}`));
    for (const who of meeting) house.directory.joins(who, south);
    const release = house.directory.holds();
    const entering = meeting.map((who) => enter(who, south));
    // Meanwhile the store has answered all of them, so that whoever did not wait is out by now.
    for (const who of meeting) await house.seen(who);
    release();
    const outcomes = await Promise.all(entering);
    expect(outcomes.map(({ ok }) => ok)).toEqual(meeting.map(() => true));
    expect(house.directory.asked).toEqual(['team-HEO02']);
  });

  test('when the directory does not answer, that is said, and the next one asks again', async () => {
    house.directory.answers(false);
    await expect(enter()).rejects.toThrow(Unavailable);
    await expect(enter()).rejects.toThrow(Unavailable);
    house.directory.answers(true);
    expect(await enter()).toEqual(NO);
    expect(house.directory.asked).toHaveLength(3);
  });

  test('who left the team is out after the next reading', async () => {
    house.directory.leaves(ben, north);
    await house.verbs.person.refreshMembers(north);
    expect(await enter(ben)).toEqual(NO);
  });

  test.each(['', 'HEO99', 'heo01', "HEO01' or '1'='1", '../HEO01'])('there is no unit %j', async (unit) => {
    expect(await house.verbs.board.enter(cora, unit)).toEqual({ ok: false, problem: { kind: 'unitUnknown' } });
  });
});

describe('placing a board in a channel', () => {
  const place = { teamId: 'team-OPP05', channelId: '19:ny@thread.tacv2' };

  test('is for the leader in a team of their own, and for the coordinator anywhere', async () => {
    expect(await house.verbs.board.bind(await house.enters(ana), place)).toEqual(NO);
    expect(await house.verbs.board.ofChannel(place.channelId)).toBeUndefined();
    expect(await house.verbs.board.bind(await house.enters(liv), place)).toEqual(NO);
    expect(await house.verbs.board.members(north.key)).not.toContainEqual(expect.objectContaining({ name: per.name }));
    house.directory.joins(liv, school);
    expect(await house.verbs.board.bind(await house.enters(liv), place)).toEqual({ ok: true, value: north.key });
    expect(await house.verbs.board.ofChannel(place.channelId)).toMatchObject({ key: north.key });
  });

  test('reads who is in the team that it came to', async () => {
    await house.verbs.board.bind(await house.enters(cora), place);
    expect((await house.verbs.board.members(north.key)).map(({ name }) => name)).toEqual([per.name]);
  });

  test('where it stands already, nothing happens', async () => {
    const { teamId, channelId } = { teamId: 'team-HEO01', channelId: '19:HEO01@thread.tacv2' };
    const before = await house.store.feed.latest();
    expect((await house.verbs.board.bind(await house.enters(liv), { teamId, channelId })).ok).toBe(true);
    expect(await house.store.feed.latest()).toBe(before);
    expect(house.directory.asked).toEqual([]);
  });
});

describe('looking after what SharePoint has not taken', () => {
  test('is for the coordinator of everything', async () => {
    expect(await house.verbs.sync.status(await house.seen(liv))).toEqual(NO);
    expect(await house.verbs.sync.retry(await house.seen(liv), { list: 'Suggestions', key: 'x' })).toEqual(NO);
    await house.says(ana, 'Vi bør merke hyllene');
    expect(await house.verbs.sync.status(await house.seen(cora))).toMatchObject({
      ok: true,
      value: { waiting: 1, since: house.now(), unsaved: [] },
    });
    expect((await house.verbs.sync.retry(await house.seen(cora), { list: 'Nothing', key: 'x' })).ok).toBe(true);
  });
});
