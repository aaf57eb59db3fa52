import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editSuggestion } from '../../bot/domain/suggestion/edit.ts';
import { newSuggestion, tidy } from '../../bot/domain/suggestion/new-suggestion.ts';
import { STATES } from '../../bot/domain/suggestion/states.ts';
import { ana, at, ben, cora, key, liv, north, siri, suggestion } from '../support/cast.ts';

const NOW = at('2026-11-24T12:00:00Z');

describe('the text of a suggestion', () => {
  const hand = (text: string) =>
    newSuggestion({ unit: north.key, text, showName: true, confirmed: true }, ana.id, key(1), NOW);
  const kept = (text: string): string | undefined => {
    const made = hand(text);
    return made.ok ? made.value.text : undefined;
  };

  test.each([
    ['four characters', 'abcd', 'textTooShort'],
    ['five', 'abcde', 'ok'],
    ['four emoji, eight units', '🙂🙂🙂🙂', 'textTooShort'],
    ['five emoji', '🙂🙂🙂🙂🙂', 'ok'],
    ['four and spaces around', '  abcd  ', 'textTooShort'],
    ['four and two that nobody sees', 'ab\u200d\u200ecd', 'textTooShort'],
    ['500', 'å'.repeat(500), 'ok'],
    ['501', 'å'.repeat(501), 'textTooLong'],
    ['500 emoji', '🙂'.repeat(500), 'ok'],
    ['501 emoji', '🙂'.repeat(501), 'textTooLong'],
    ['500 and spaces around', `  ${'å'.repeat(500)}\r\n`, 'ok'],
    ['500 with line breaks counted once', `${'å\r\n'.repeat(250)}`.trim(), 'ok'],
  ])('%s: %#', (_, text, expected) => {
    const made = hand(text);
    expect(made.ok ? 'ok' : made.problem.kind).toBe(expected);
  });

  test('too long says how long it is, in characters', () => {
    expect(hand('🙂'.repeat(501))).toEqual({ ok: false, problem: { kind: 'textTooLong', max: 500, length: 501 } });
  });

  test.each([
    ['line breaks of all kinds become \\n', 'a\r\nb\rc\u2028d\u000be\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['tabs stay', 'en\tto tre', 'en\tto tre'],
    ['NUL and other controls go', 'a\u0000b\u0007c\u001bd\u007fe', 'abcde'],
    ['halves of surrogate pairs go', `ab\ud83dc\ude42de`, 'abcde'],
    ['whole pairs stay', 'abc🙂de', 'abc🙂de'],
    ['noncharacters go', 'abc\uffffde\ufdd0', 'abcde'],
    ['overrides of direction go', 'abc\u202eed\u2066e\u2069', 'abcede'],
    ['marks of direction stay', 'שלום\u200f 5!', 'שלום\u200f 5!'],
    ['zero-width space, byte order mark, soft hyphen and tags go', '\ufeffab\u200bc\u00add\u{e0041}e', 'abcde'],
    ['joiners stay, for families are made with them', 'abcd 👨‍👩‍👧', 'abcd 👨‍👩‍👧'],
    ['accents made of two stay as they were', 'a\u030a være', 'a\u030a være'],
  ])('%s', (_, text, expected) => {
    expect(kept(text)).toBe(expected);
  });

  test('tidying twice is tidying once, and leaves nothing that a list column would not keep', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const tidied = tidy(text);
        expect(tidy(tidied)).toBe(tidied);
        expect(tidied.isWellFormed()).toBe(true);
        expect(['\u0000', '\r', '\u202e', '\u200b'].filter((gone) => tidied.includes(gone))).toEqual([]);
        expect(tidied.trim()).toBe(tidied);
      }),
    );
  });

  test('is new, of its proposer, and knows nothing yet', () => {
    expect(hand('Kan vi ha et lite lager i skapet ved vaktrommet?')).toEqual({
      ok: true,
      value: suggestion({ submittedAt: NOW, movedAt: NOW }),
    });
  });

  test.each([
    ['https://teams.microsoft.com/l/message/19:x/1', true],
    ['https://teams.cloud.microsoft/l/message/19:x/1', true],
    ['https://teams.cloud.microsoft.evil.example/l', false],
    ['https://teams.microsoft.com.evil.example/l', false],
    ['http://teams.microsoft.com/l', false],
    ['javascript:alert(1)', false],
    [`https://teams.microsoft.com/${'a'.repeat(1000)}`, false],
  ])('the place it came from is kept when it is in Teams: %#', (sourceLink, keeps) => {
    const note = { unit: north.key, text: 'venting', showName: true, confirmed: true, sourceLink };
    expect(newSuggestion(note, ana.id, key(1), NOW)).toMatchObject({
      value: { sourceLink: keeps ? sourceLink : null },
    });
  });
});

describe('changing one’s own words', () => {
  const edit = { text: 'Bedre: et skap til', showName: false, confirmed: false };

  test.each(STATES)('in %s', (state) => {
    const before = suggestion({ state });
    const edited = editSuggestion(before, edit, ana);
    expect(edited).toEqual(
      state === 'new' || state === 'clarify'
        ? { ok: true, value: { ...before, text: edit.text, showName: false } }
        : { ok: false, problem: { kind: 'noLongerEditable' } },
    );
  });

  test.each([ben, liv, siri, cora])('is not for $name', (who) => {
    expect(editSuggestion(suggestion(), edit, who)).toEqual({ ok: false, problem: { kind: 'notAllowed' } });
  });

  test('the gate and the limits hold as for a new one', () => {
    const tried = (text: string) => editSuggestion(suggestion(), { ...edit, text }, ana);
    expect(tried('Bruker 10915596784 venter')).toMatchObject({ problem: { kind: 'nationalNumber' } });
    expect(tried('Ring 912 34 567')).toMatchObject({ problem: { kind: 'lookAgain' } });
    expect(tried('å'.repeat(501))).toMatchObject({ problem: { kind: 'textTooLong' } });
    expect(tried('he')).toMatchObject({ problem: { kind: 'textTooShort' } });
  });
});
