import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../bot/domain/people/person.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import type { Move } from '../../bot/verbs/suggestion/move.ts';
import { ana, ben, cora, liv, odd, per } from '../support/cast.ts';
import { got, type House, openHouse } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

let one: Suggestion;
beforeEach(async () => {
  one = await house.says(ana, 'Vi bør merke hyllene');
  await house.told();
  house.pass(3600);
});

const move = async (who: Person, asked: Move) => house.verbs.suggestion.move(await house.seen(who), one.key, asked);
const start = (owner: string, due = '2026-12-24'): Move => ({
  from: 'new',
  to: 'in_progress',
  answers: { owner, due, firstTest: 'Ana, uke 49' },
});
const ASK: Move = { from: 'new', to: 'clarify', answers: { question: 'Hvilken hylle?' } };

describe('moving a suggestion', () => {
  test('keeps it, writes the line of history, and tells the proposer and the channel, together', async () => {
    got(await move(odd, ASK));
    expect(await house.store.suggestions.find(one.key)).toMatchObject({
      state: 'clarify',
      question: 'Hvilken hylle?',
      movedAt: house.now(),
    });
    expect(await house.store.suggestions.history(one.key)).toMatchObject([
      { what: 'moved', by: odd.id, role: 'huddleHost', from: 'new', to: 'clarify', words: 'Hvilken hylle?' },
    ]);
    expect(await house.told()).toEqual([
      { kind: 'moved', suggestion: one.key, from: 'new', to: 'clarify', words: 'Hvilken hylle?' },
      { kind: 'changed', suggestion: one.key },
    ]);
  });

  test('refused, it leaves nothing behind', async () => {
    expect(await move(ben, ASK)).toEqual({ ok: false, problem: { kind: 'notAllowed' } });
    expect(await move(liv, { ...ASK, answers: {} })).toEqual({
      ok: false,
      problem: { kind: 'answerMissing', need: 'question' },
    });
    expect(await house.store.suggestions.find(one.key)).toMatchObject({ state: 'new', movedAt: one.movedAt });
    expect(await house.store.suggestions.history(one.key)).toEqual([]);
    expect(await house.told()).toEqual([]);
  });

  test('of two at the same time the first wins, and the second is told', async () => {
    const outcomes = await Promise.all([move(liv, ASK), move(liv, start(ben.id))]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'changedMeanwhile' } });
    expect(await house.store.suggestions.history(one.key)).toHaveLength(1);
  });

  test('by the proposer is no news to the proposer', async () => {
    got(await move(ana, { from: 'new', to: 'withdrawn', answers: {} }));
    expect(await house.told()).toEqual([{ kind: 'changed', suggestion: one.key }]);
  });

  test.each([
    ['a colleague', ben, true],
    ['the mover', liv, true],
    ['the mover, who is in no team', cora, false],
    ['somebody of another unit', per, false],
  ])('%s can be the owner: %#', async (_, owner, fits) => {
    expect(await move(liv, start(owner.id))).toMatchObject(
      fits ? { value: { owner: owner.id } } : { problem: { kind: 'answerWrong', need: 'owner' } },
    );
  });

  test('a due date is judged by the day in Oslo, not in Greenwich', async () => {
    house.pass(11.5 * 3600);
    expect(house.now()).toBe('2026-11-24T23:30:00Z');
    expect(await move(liv, start(ben.id, '2026-11-24'))).toEqual({
      ok: false,
      problem: { kind: 'dayTooEarly', need: 'due', first: '2026-11-25' },
    });
    expect((await move(liv, start(ben.id, '2026-11-25'))).ok).toBe(true);
  });

  test('a whole life leaves its lines in order', async () => {
    got(await move(liv, start(ben.id)));
    house.pass(86_400);
    got(await move(ben, { from: 'in_progress', to: 'implemented', answers: { result: 'Hyllene er merket' } }));
    house.pass(86_400);
    const answers = { result: 'Vi leter ikke lenger', learning: 'Merk med bilde' };
    got(await move(liv, { from: 'implemented', to: 'closed_effect', answers }));
    expect((await house.store.suggestions.history(one.key)).map(({ from, to, by }) => [from, to, by])).toEqual([
      ['new', 'in_progress', liv.id],
      ['in_progress', 'implemented', ben.id],
      ['implemented', 'closed_effect', liv.id],
    ]);
    expect(await house.store.suggestions.find(one.key)).toMatchObject({ owner: ben.id, phase: null, ...answers });
  });
});

describe('changing one’s own words', () => {
  const edit = async (who: Person, text: string, but: { numberReason?: string } = {}) =>
    house.verbs.suggestion.edit(await house.seen(who), one.key, { text, showName: true, confirmed: false, ...but });

  test('keeps the earlier words in the history and renews the card', async () => {
    got(await edit(ana, 'Vi bør merke hyllene med farge'));
    expect(await house.store.suggestions.find(one.key)).toMatchObject({ text: 'Vi bør merke hyllene med farge' });
    expect(await house.store.suggestions.history(one.key)).toMatchObject([
      { what: 'edited', by: ana.id, field: 'text', words: 'Vi bør merke hyllene' },
    ]);
    expect(await house.told()).toEqual([{ kind: 'changed', suggestion: one.key }]);
  });

  test('does not count as movement', async () => {
    expect(got(await edit(ana, 'Vi bør merke hyllene med farge')).movedAt).toBe(one.movedAt);
  });

  test('a number that is explained leaves its reason here too', async () => {
    expect(await edit(ana, 'Ordre 10915596784 mangler')).toMatchObject({ problem: { kind: 'nationalNumber' } });
    got(await edit(ana, 'Ordre 10915596784 mangler', { numberReason: 'ordrenummer' }));
    expect((await house.store.suggestions.history(one.key)).map(({ what, words }) => [what, words])).toEqual([
      ['edited', 'Vi bør merke hyllene'],
      ['numberConfirmed', 'ordrenummer'],
    ]);
  });

  test('is nobody else’s, and ends when the unit has answered', async () => {
    expect(await edit(liv, 'Lederens ord')).toEqual({ ok: false, problem: { kind: 'notAllowed' } });
    got(await move(liv, start(ben.id)));
    expect(await edit(ana, 'For sent nå')).toEqual({ ok: false, problem: { kind: 'noLongerEditable' } });
    expect(await house.store.suggestions.find(one.key)).toMatchObject({ text: 'Vi bør merke hyllene' });
  });
});
