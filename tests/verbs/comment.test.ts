import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ana, ben, liv, per } from '../support/cast.ts';
import { got, type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const commented = async (who: typeof ana, key: string, text: string, once = house.once()) =>
  house.verbs.suggestion.comment(await house.seen(who), key, { text, confirmed: false }, once);

describe('a comment', () => {
  test('stands in the history for everybody in the unit, and whoever has a part in it is told', async () => {
    const mine = await house.says(ana, 'Vi bør merke hyllene');
    await house.told();
    const view = got(await commented(ben, mine.key, '  Ja, med store bokstaver  '));
    expect(view.history).toEqual([
      expect.objectContaining({ what: 'commented', by: ben.id, words: 'Ja, med store bokstaver' }),
    ]);
    expect(await house.told()).toEqual([
      { kind: 'commented', suggestion: mine.key, person: ana.id, by: ben.id, words: 'Ja, med store bokstaver' },
    ]);
    expect(got(await house.verbs.suggestion.read(await house.seen(liv), mine.key)).history).toHaveLength(1);
  });

  test('sent twice is said once', async () => {
    const mine = await house.says(ana, 'Vi bør merke hyllene');
    const once = house.once();
    await commented(ben, mine.key, 'Enig', once);
    await house.told();
    const view = got(await commented(ben, mine.key, 'Enig', once));
    expect(view.history).toHaveLength(1);
    expect(await house.told()).toEqual([]);
  });

  test('of one’s own tells nobody, and of somebody nameless does not say who it is', async () => {
    const mine = await house.says(ana, 'Noe uten navn', { showName: false });
    await house.told();
    got(await commented(ana, mine.key, 'Jeg mener på kvelden'));
    expect(await house.told()).toEqual([]);
    const seenByBen = got(await house.verbs.suggestion.read(await house.seen(ben), mine.key));
    expect(JSON.stringify(seenByBen)).not.toContain(ana.id);
  });

  test.each([
    ['a national identity number', '10915596784 må ringes', 'nationalNumber'],
    ['what the gate asks about', 'Ring meg på 912 34 567', 'lookAgain'],
    ['nothing', ' ', 'textTooShort'],
    ['too much', 'x'.repeat(1001), 'textTooLong'],
  ])('%s is refused', async (_, text, kind) => {
    const mine = await house.says(ana, 'Vi bør merke hyllene');
    expect(await commented(ben, mine.key, text)).toMatchObject({ ok: false, problem: { kind } });
  });

  test('from another unit finds no suggestion', async () => {
    const mine = await house.says(ana, 'Vi bør merke hyllene');
    expect(await commented(per, mine.key, 'Hei')).toEqual({ ok: false, problem: { kind: 'suggestionUnknown' } });
  });
});
