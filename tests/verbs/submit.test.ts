import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Note } from '../../bot/domain/suggestion/new-suggestion.ts';
import { ana, ben, cora, north, per, school, suggestion, unitKey } from '../support/cast.ts';
import { got, type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const note: Note = {
  unit: north.key,
  text: 'Kan vi ha et lite lager i skapet ved vaktrommet?',
  showName: true,
  confirmed: false,
};

const submit = async (who = ana, but: Partial<Note> = {}, once = house.once()) =>
  house.verbs.suggestion.submit(await house.seen(who), { ...note, ...but }, once);

const board = async (unit = north) => (await house.verbs.board.browse(unit)).cards.map(({ text }) => text);

describe('handing in a suggestion', () => {
  test('keeps it as new, under the key of the form, and tells the channel', async () => {
    const once = house.once();
    expect(await submit(ana, {}, once)).toEqual({
      ok: true,
      value: suggestion({ key: once, submittedAt: house.now(), movedAt: house.now() }),
    });
    expect(await board()).toEqual([note.text]);
    expect(await house.told()).toEqual([{ kind: 'submitted', suggestion: once }]);
    expect(await house.verbs.person.chosenUnit(ana.id)).toBe(north.key);
  });

  test('twice with one form is once, also with other words or much later', async () => {
    const once = house.once();
    const first = got(await submit(ana, {}, once));
    await house.told();
    house.pass(3600);
    expect(await submit(ana, { text: 'Noe helt annet' }, once)).toEqual({ ok: true, value: first });
    expect(await board()).toEqual([note.text]);
    expect(await house.told()).toEqual([]);
  });

  test('with a form that somebody else has used says nothing of theirs', async () => {
    const once = house.once();
    await submit(ana, { showName: false }, once);
    const stolen = await submit(ben, { text: 'Har Ana sagt noe her?' }, once);
    expect(stolen).toEqual({ ok: false, problem: { kind: 'suggestionUnknown' } });
    expect(await board()).toEqual([note.text]);
  });

  test.each(['', 'x', '1'.repeat(26).replace('1', '9'), "01'; DROP TABLE item;--", '01hf0000000000000000000000'])(
    'a key that is none of ours is refused: %j',
    async (once) => {
      expect(await house.verbs.suggestion.submit(await house.seen(ana), note, once)).toEqual({
        ok: false,
        problem: { kind: 'suggestionUnknown' },
      });
      expect(await board()).toEqual([]);
    },
  );

  test('X9 the same words twice within ten seconds are one, after that two', async () => {
    const first = got(await submit());
    house.pass(10);
    expect(got(await submit()).key).toBe(first.key);
    expect(await board()).toHaveLength(1);
    house.pass(1);
    expect(got(await submit()).key).not.toBe(first.key);
    expect(await board()).toHaveLength(2);
  });

  test('X9 other words, another person or another unit is another suggestion', async () => {
    await submit();
    await submit(ana, { text: 'Kan vi ha to?' });
    await submit(ben);
    await submit(cora);
    await submit(cora, { unit: school.key });
    expect([await board(), await board(school)].map((texts) => texts.length)).toEqual([4, 1]);
  });

  test('what the gate or the limits refuse is kept nowhere', async () => {
    for (const text of [
      'he',
      'Bruker 109155 96784 må ha annen tid',
      'Fru H på rom 14 med kols venter',
      'å'.repeat(501),
    ])
      expect((await submit(ana, { text })).ok).toBe(false);
    expect(await board()).toEqual([]);
    expect(await house.told()).toEqual([]);
    expect((await house.store.shelf.waiting()).count).toBe(0);
  });

  test('a number that is explained leaves the reason in the history, without the number', async () => {
    const text = 'Ordren 10915596784 ble sendt to ganger';
    const { key: kept } = got(await submit(ana, { text, numberReason: '  ordrenummer ' }));
    expect(await house.store.suggestions.history(kept)).toMatchObject([
      { what: 'numberConfirmed', by: ana.id, words: 'ordrenummer', at: house.now() },
    ]);
  });

  test('a reason without a number leaves no line', async () => {
    const { key: kept } = got(await submit(ana, { numberReason: 'ordrenummer' }));
    expect(await house.store.suggestions.history(kept)).toEqual([]);
  });

  test('is for those who belong there', async () => {
    expect(await submit(per)).toEqual({ ok: false, problem: { kind: 'notAllowed' } });
    expect(await submit(cora)).toMatchObject({ ok: true });
    expect(await house.verbs.suggestion.submit(ana, { ...note, unit: unitKey('XX') }, house.once())).toEqual({
      ok: false,
      problem: { kind: 'unitUnknown' },
    });
  });

  test('many at once: each is there exactly once', async () => {
    const forms = Array.from({ length: 20 }, () => house.once());
    await Promise.all([...forms, ...forms].map((once) => submit(ana, { text: `Forslag ${once}` }, once)));
    expect((await board()).sort()).toEqual(forms.map((once) => `Forslag ${once}`).sort());
  });
});
