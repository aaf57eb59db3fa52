import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../bot/domain/people/person.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { ana, ben, cora, kari, key, liv, nobody, north, odd, per, school, siri, tor } from '../support/cast.ts';
import { got, type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const read = async (who: Person, one: string) => house.verbs.suggestion.read(await house.seen(who), one);
const myPart = async (who: Person) => house.verbs.board.myPart(await house.enters(who));

const UNKNOWN = { ok: false, problem: { kind: 'suggestionUnknown' } };

describe('a hidden name', () => {
  let hidden: Suggestion;
  beforeEach(async () => {
    hidden = await house.says(tor, 'Vi bør rydde lageret', { showName: false });
    await house.says(ana, 'Vi bør merke hyllene');
  });

  test('stands nowhere on the board that everybody gets', async () => {
    const board = await house.verbs.board.browse(north);
    expect(board.cards.map(({ text, proposer }) => [text, proposer])).toEqual(
      expect.arrayContaining([
        ['Vi bør rydde lageret', null],
        ['Vi bør merke hyllene', ana.id],
      ]),
    );
    expect(JSON.stringify(board)).not.toContain(tor.id);
    expect(board.names).toEqual({ [ana.id]: ana.name });
  });

  test('is not in the live feed', async () => {
    const live = await house.verbs.board.glance(north.key, hidden.key, 7);
    expect(live).toMatchObject({ seq: 7, key: hidden.key, card: { proposer: null }, names: {} });
    expect(JSON.stringify(live)).not.toContain(tor.id);
  });

  test('is in the part of the leader and the deputy, and in nobody else’s', async () => {
    for (const who of [liv, siri]) {
      expect(await myPart(who)).toMatchObject({ hidden: { [hidden.key]: tor.id }, names: { [tor.id]: tor.name } });
    }
    for (const who of [ana, ben, odd, kari, cora]) expect(await myPart(who)).toMatchObject({ hidden: {}, names: {} });
    expect(await myPart(tor)).toMatchObject({ own: [hidden.key], hidden: { [hidden.key]: tor.id } });
  });

  test('is left out of the suggestion and of all that its proposer did, role included', async () => {
    await house.verbs.suggestion.move(await house.seen(liv), hidden.key, {
      from: 'new',
      to: 'clarify',
      answers: { question: 'Hvilket lager?' },
    });
    await house.verbs.suggestion.move(await house.seen(tor), hidden.key, {
      from: 'clarify',
      to: 'new',
      answers: { answer: 'Det i kjelleren' },
    });
    const view = got(await read(ben, hidden.key));
    expect(view).toMatchObject({
      suggestion: { proposer: null },
      mine: false,
      history: [
        { by: liv.id, role: 'unitLeader', to: 'clarify' },
        { by: null, role: null, to: 'new', words: 'Det i kjelleren' },
      ],
      names: { [liv.id]: liv.name },
    });
    expect(JSON.stringify(view)).not.toMatch(new RegExp(`${tor.id}|unionRep`));
    expect(got(await read(liv, hidden.key))).toMatchObject({
      suggestion: { proposer: tor.id },
      history: [{}, { by: tor.id, role: 'unionRep' }],
      names: { [tor.id]: tor.name },
    });
    expect(got(await read(tor, hidden.key))).toMatchObject({ suggestion: { proposer: tor.id }, mine: true });
  });
});

describe('a hidden name is not told', () => {
  const link = 'https://teams.microsoft.com/l/message/19:a_b@unq.gbl.spaces/1';

  test('by the link to the message that the suggestion came from', async () => {
    const hidden = await house.says(tor, 'Vi bør rydde lageret', { showName: false, sourceLink: link });
    expect(got(await read(ben, hidden.key)).suggestion.sourceLink).toBeNull();
    for (const who of [tor, liv]) expect(got(await read(who, hidden.key)).suggestion.sourceLink).toBe(link);
    const shown = await house.says(ana, 'Vi bør merke hyllene', { sourceLink: link });
    expect(got(await read(ben, shown.key)).suggestion.sourceLink).toBe(link);
  });

  test('by the line in the history that says who was put down as the proposer before', async () => {
    const hidden = await house.says(ben, 'Vi bør rydde lageret', { showName: false });
    await house.store.suggestions.change(hidden.key, (current) => ({
      ok: true,
      value: {
        suggestion: { ...current, proposer: tor.id },
        history: [
          {
            key: house.once(),
            suggestion: hidden.key,
            unit: hidden.unit,
            what: 'changedInSharePoint',
            at: house.now(),
            by: odd.id,
            role: null,
            from: ben.id,
            to: tor.id,
            field: 'proposer',
            words: null,
          },
        ],
        notices: [],
      },
    }));
    const view = got(await read(ana, hidden.key));
    expect(view.history).toMatchObject([{ field: 'proposer', from: null, to: null }]);
    expect(JSON.stringify(view)).not.toMatch(new RegExp(`${ben.id}|${tor.id}`));
    expect(got(await read(liv, hidden.key)).history).toMatchObject([{ from: ben.id, to: tor.id }]);
  });
});

describe('who sees what', () => {
  test('a suggestion of another unit is answered as one that does not exist', async () => {
    const { key: one } = await house.says(ana, 'Vi bør merke hyllene');
    expect(await read(per, one)).toEqual(UNKNOWN);
    expect(await read(per, key(99))).toEqual(UNKNOWN);
    expect(await read(nobody, one)).toEqual(UNKNOWN);
    expect(await read(ana, 'no key at all')).toEqual(UNKNOWN);
    expect(
      await house.verbs.suggestion.edit(await house.seen(per), one, {
        text: 'Mitt nå',
        showName: true,
        confirmed: false,
      }),
    ).toEqual(UNKNOWN);
    const taken = { from: 'new', to: 'withdrawn', answers: {} } as const;
    expect(await house.verbs.suggestion.move(await house.seen(per), one, taken)).toEqual(UNKNOWN);
    expect((await read(kari, one)).ok).toBe(true);
  });

  test('the feed of one unit says nothing of another’s', async () => {
    const { key: one } = await house.says(ana, 'Vi bør merke hyllene');
    expect(await house.verbs.board.glance(school.key, one, 1)).toBeUndefined();
  });

  test('what was withdrawn is the proposer’s alone', async () => {
    const { key: one } = await house.says(ana, 'Vi bør merke hyllene');
    got(await house.verbs.suggestion.move(await house.seen(ana), one, { from: 'new', to: 'withdrawn', answers: {} }));
    expect((await house.verbs.board.browse(north)).cards).toEqual([]);
    expect(await house.verbs.board.glance(north.key, one, 1)).toEqual({ seq: 1, key: one, card: null, names: {} });
    expect(await read(liv, one)).toEqual(UNKNOWN);
    expect(await read(ben, one)).toEqual(UNKNOWN);
    expect(got(await read(ana, one))).toMatchObject({ suggestion: { state: 'withdrawn' }, mine: true });
    expect(await house.verbs.suggestion.mine(ana)).toMatchObject([{ suggestion: { key: one }, unitName: north.name }]);
  });

  test('one’s own stand newest first, and only one’s own', async () => {
    await house.says(ana, 'Vi bør merke hyllene');
    house.pass(60);
    await house.says(ana, 'Vi bør rydde bua');
    await house.says(ben, 'Vi bør sove mer');
    const mine = await house.verbs.suggestion.mine(ana);
    expect(mine.map(({ suggestion }) => suggestion.text)).toEqual(['Vi bør rydde bua', 'Vi bør merke hyllene']);
  });

  test('the boards that are open to somebody are listed, their own first', async () => {
    const keysOf = async (who: Person) =>
      (await house.verbs.person.me(await house.seen(who))).units.map((unit) => unit.key);
    expect(await keysOf(ana)).toEqual(['HEO01']);
    expect(await keysOf(kari)).toEqual(['HEO01', 'HEO02']);
    expect(await keysOf(cora)).toEqual(['HEO01', 'HEO02', 'OPP05']);
    expect(await keysOf(nobody)).toEqual([]);
    expect(await house.verbs.person.me(await house.seen(cora))).toMatchObject({ mayRepair: true });
    expect(await house.verbs.person.me(await house.seen(liv))).toMatchObject({ mayRepair: false });
  });

  test('finished work leaves the board after a fortnight', async () => {
    const { key: one } = await house.says(ana, 'Vi bør merke hyllene');
    const reply = 'Det finnes allerede i skapet, takk!';
    const answers = { reasonCode: 'exists', reply } as const;
    got(await house.verbs.suggestion.move(await house.seen(liv), one, { from: 'new', to: 'rejected', answers }));
    house.pass(14 * 86_400);
    expect((await house.verbs.board.browse(north)).cards).toHaveLength(1);
    house.pass(86_400);
    expect((await house.verbs.board.browse(north)).cards).toEqual([]);
    expect((await read(ben, one)).ok).toBe(true);
  });
});
