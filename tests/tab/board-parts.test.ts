import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../bot/domain/board/board.ts';
import { isUlid } from '../../bot/domain/key.ts';
import { LANGUAGES } from '../../bot/domain/people/unit.ts';
import { readAnswers } from '../../bot/domain/suggestion/answers.ts';
import { NEEDS, TRANSITIONS } from '../../bot/domain/suggestion/states.ts';
import { freshKey } from '../../tab/api/fresh-key.ts';
import { isOwn, movesOf } from '../../tab/api/viewer.ts';
import { ageShown } from '../../tab/board/age-words.ts';
import { EVERYTHING, type Filter, filterBy, fold } from '../../tab/board/filter.ts';
import { quadrantOf } from '../../tab/board/quadrant.ts';
import { noticeOf } from '../../tab/notices.ts';
import { routeOf } from '../../tab/route.ts';
import { historyWords } from '../../tab/suggestion/history.ts';
import { ASKS, type Ask } from '../../tab/suggestion/need-field.tsx';
import { targetWords } from '../../tab/suggestion/target-words.ts';
import { themesCss, tokensIn } from '../../tab/themes.ts';
import { dayWords } from '../../tab/ui/dates.ts';
import { loadWords } from '../../tab/words.tsx';
import { ana, at, ben, day, key, liv, north, suggestion } from '../support/cast.ts';
import { card, me } from './rig.ts';

const TODAY = day('2026-11-24');
const nb = await loadWords('nb');
const nn = await loadWords('nn');
const en = await loadWords('en');

describe('search', () => {
  const cards = [
    card(1, { text: 'Merk hyllene på LAGERET', owner: liv.id }),
    card(2, { text: 'Røykvarsleren piper', state: 'in_progress', due: day('2026-11-20') }),
    card(3, { text: 'Æra for ark er forbi', showName: false }),
  ];
  const found = (but: Partial<Filter>): readonly string[] => {
    const known = {
      person: liv.id,
      mine: { own: [key(3)], hidden: {}, names: {}, mayBind: false },
      names: { [ana.id]: ana.name, [liv.id]: liv.name },
      today: TODAY,
      stateWord: ({ state }: Card) => nb.state[state],
    };
    return cards.filter(filterBy({ ...EVERYTHING, ...but }, known)).map(({ text }) => text.slice(0, 4));
  };

  test.each<[Partial<Filter>, readonly string[]]>([
    [{}, ['Merk', 'Røyk', 'Æra ']],
    [{ words: 'lageret' }, ['Merk']],
    [{ words: 'royk' }, ['Røyk']],
    [{ words: 'RØYK' }, ['Røyk']],
    [{ words: 'aera' }, ['Æra ']],
    [{ words: 'hyllene  merk' }, ['Merk']],
    [{ words: 'ana berg' }, ['Merk', 'Røyk']],
    [{ words: 'pågår' }, ['Røyk']],
    [{ words: 'finnes ikke' }, []],
    [{ mine: true }, ['Æra ']],
    [{ owner: true }, ['Merk']],
    [{ overdue: true }, ['Røyk']],
    [{ overdue: true, words: 'lageret' }, []],
  ])('%j finds %j', (filter, texts) => expect(found(filter)).toEqual(texts));

  test('letters are compared without their marks', () => expect(fold('ÉÅØÆ')).toBe('eaoae'));
});

describe('age in words', () => {
  test.each([
    ['new today', card(1, { submittedAt: at('2026-11-24T07:00:00Z') }), 'ny i dag', 'fresh'],
    ['waiting over a weekend', card(1, { submittedAt: at('2026-11-20T07:00:00Z') }), '2 arbeidsdager', 'fresh'],
    ['waiting long', card(1, { submittedAt: at('2026-11-02T08:00:00Z') }), '16 arbeidsdager', 'old'],
    ['standing still', card(1, { state: 'in_progress', movedAt: at('2026-11-09T08:00:00Z') }), 'urørt 15 dager', 'old'],
    ['prioritised', card(1, { state: 'prioritised' }), 'siden 02.11.2026', null],
    ['closed yesterday', card(1, { state: 'rejected', movedAt: at('2026-11-23T08:00:00Z') }), 'i går', null],
    ['parked', card(1, { state: 'parked', reviewDate: day('2026-12-01') }), 'Ses på 01.12.2026', null],
  ] as const)('%s', (_, one, words, age) => expect(ageShown(one, TODAY, nb)).toEqual({ words, age }));
});

test('days near by have words, and the weekdays of the language', () => {
  const said = (iso: string, words = nb) => dayWords(day(iso), TODAY, words);
  expect(['2026-11-24', '2026-11-25', '2026-11-23'].map((iso) => said(iso))).toEqual(['i dag', 'i morgen', 'i går']);
  expect([said('2026-11-28'), said('2026-11-28', nn)]).toEqual(['lør. 28.11.2026', 'laur. 28.11.2026']);
  expect([said('2026-12-01'), said('2026-11-20')]).toEqual(['01.12.2026', '20.11.2026']);
});

test('the matrix has four fields, and none before both scores are there', () => {
  const at4 = (effect: 1 | 2 | 3 | 5 | null, effort: 1 | 2 | 3 | null) => quadrantOf(card(1, { effect, effort }));
  expect([at4(3, 2), at4(3, 3), at4(2, 2), at4(2, 3), at4(5, null)]).toEqual(['doNow', 'plan', 'fill', 'notNow', null]);
});

describe('what a move asks', () => {
  /** Something that a person could answer in such a field. */
  const answerTo = (ask: Ask): string => {
    if (ask.kind === 'person') return liv.id;
    if (ask.kind === 'day') return '2026-12-01';
    if (ask.kind === 'words') return 'x'.repeat(Math.max(ask.min, 40));
    return ask.options[0] ?? '';
  };

  test.each(NEEDS)('the field for %s gives an answer that the rules take', (need) => {
    const read = readAnswers([need], { [need]: answerTo(ASKS[need]) }, TODAY);
    expect(read.ok).toBe(true);
  });

  test.each(NEEDS)('every choice of the field for %s is one that the rules know', (need) => {
    const ask = ASKS[need];
    const options = ask.kind === 'row' || ask.kind === 'list' ? ask.options : [];
    expect(options.filter((option) => !readAnswers([need], { [need]: option }, TODAY).ok)).toEqual([]);
  });

  test('every move has a name to choose it by, and no two moves of one state have the same', () => {
    for (const words of [nb, nn]) {
      for (const { from } of TRANSITIONS) {
        for (const state of from) {
          const names = TRANSITIONS.filter((one) => one.from.includes(state)).map(({ to }) => targetWords(to, words));
          expect(new Set(names).size).toBe(names.length);
        }
      }
    }
  });
});

describe('what the viewer may', () => {
  const hidden = card(1, { showName: false });
  const mine = { own: [key(1)], hidden: {}, names: {}, mayBind: false };
  const anaMe = { ...me, id: ana.id, name: ana.name, grants: [] };

  test('the leader moves, the proposer withdraws, also with the name hidden', () => {
    expect(movesOf(hidden, north, me, null).map(({ to }) => to)).toContain('prioritised');
    expect(movesOf(hidden, north, anaMe, mine).map(({ to }) => to)).toEqual(['withdrawn']);
    expect(movesOf(hidden, north, anaMe, null)).toEqual([]);
  });

  test('a card is one’s own by its name, or by what the server says', () => {
    expect([isOwn(card(1), anaMe, null), isOwn(hidden, anaMe, mine), isOwn(hidden, anaMe, null)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('history as sentences', () => {
  const line = { key: 'h', suggestion: key(1), unit: north.key, at: at('2026-11-20T08:00:00Z'), words: null };
  const said = (but: object, words = nb) =>
    historyWords(
      { ...line, what: 'moved', by: liv.id, role: 'unitLeader', from: 'new', to: 'prioritised', field: null, ...but },
      { [liv.id]: liv.name, [ben.id]: ben.name },
      words,
    );

  test.each([
    [{}, 'Liv Haug (enhetsleder) flyttet det fra «Ny» til «Prioritert»'],
    [{ from: null }, 'Liv Haug (enhetsleder) flyttet det til «Prioritert»'],
    [{ what: 'edited', by: ben.id, role: null }, 'Ben Dahl endret teksten'],
    [{ what: 'edited', by: null, role: null }, 'Noen endret teksten'],
    [{ what: 'changedInSharePoint', by: ben.id, role: null, field: 'due' }, 'Ben Dahl endret «Frist» i SharePoint'],
    [{ role: 'hr', from: null }, 'Liv Haug (HR) flyttet det til «Prioritert»'],
    [{ what: 'changedInSharePoint', by: null, role: null, field: 'Vekt' }, 'Noen endret «Vekt» i SharePoint'],
  ])('%j', (but, sentence) => expect(said(but)).toBe(sentence));

  test('every field has a word of its own in each language, and its name in code is never shown', () => {
    for (const words of [nb, nn, en]) {
      const named = Object.keys(suggestion()).map((field) => {
        const sentence = said({ what: 'overruled', by: null, role: null, field }, words);
        expect(sentence).not.toMatch(new RegExp(`[«“"']${field}[»”"']`));
        return sentence;
      });
      expect(named.length).toBeGreaterThan(20);
      expect(new Set(named).size).toBe(named.length);
    }
  });

  test('in nynorsk', () => expect(said({}, nn)).toBe('Liv Haug (einingsleiar) flytta det frå «Ny» til «Prioritert»'));
});

describe('what is told of an action', () => {
  const action = {
    id: 'a',
    unit: north.key,
    at: 0,
    kind: 'move',
    key: key(1),
    body: { from: 'new', to: 'parked', answers: { reason: 'Vi venter til nyttår', reviewDate: '2027-01-15' } },
  } as const;

  test('a conflict names both places and gives back every word that was written', () => {
    const problem = { kind: 'changedMeanwhile', state: 'prioritised' } as const;
    const notice = noticeOf(action, { kind: 'refused', problem }, nb);
    expect(notice?.text).toContain('«Prioritert»');
    expect(notice?.text).toContain('«Parkert»');
    expect(notice?.kept).toEqual(['Du skrev: Vi venter til nyttår']);
  });

  test('somebody who answered the same a moment before is told of, and the words come back', () => {
    const problem = { kind: 'changedMeanwhile', state: 'parked' } as const;
    const notice = noticeOf(action, { kind: 'refused', problem }, nb);
    expect(notice?.text).toBe('Noen var raskere enn deg. Forslaget er nå «Parkert».');
    expect(notice?.kept).toEqual(['Du skrev: Vi venter til nyttår']);
  });

  test('trouble brings its reference, and what was done brings nothing', () => {
    expect(noticeOf(action, { kind: 'trouble', trouble: 'fault', reference: 'r7' }, nb)?.text).toContain('r7');
    expect(noticeOf(action, null, nb)).toBeNull();
  });
});

test('the address says which page; the unit in it goes before what Teams says', () => {
  const route = (path: string, entity = '', subEntity?: string) =>
    routeOf(new URL(path, 'https://tavla.example'), { entity, subEntity });
  expect(route('/configure')).toEqual({ page: 'configure' });
  expect(route('/?unit=HEO01', 'OPP05')).toMatchObject({ page: 'board', unit: 'HEO01', wall: false });
  expect(route('/', 'OPP05', 'K1')).toMatchObject({ page: 'board', unit: 'OPP05', open: 'K1' });
  expect(route('/?unit=HEO01&wall=1')).toMatchObject({ wall: true });
  expect([route('/?view=home', 'home').page, route('/').page]).toEqual(['home', 'home']);
});

test('fresh keys are ULIDs of their moment, and no two are the same', () => {
  const keys = Array.from({ length: 200 }, () => freshKey(1_469_918_176_385));
  expect(keys.every(isUlid)).toBe(true);
  expect(new Set(keys).size).toBe(200);
  expect(keys[0]?.slice(0, 10)).toBe('01ARYZ6S41');
});

test('themes hold the tokens that are used, in all three, and a wrong name stops the build', () => {
  const css = themesCss(tokensIn('a{color:var(--colorNeutralForeground1);gap:var(--gap)}'));
  expect(css.match(/--colorNeutralForeground1:/g)).toHaveLength(3);
  expect(css).not.toContain('--gap');
  expect(() => themesCss(['colorOfMagic'])).toThrow('colorOfMagic');
});

test.each(LANGUAGES)('the words of %s load as one file', async (code) => {
  expect((await loadWords(code)).code).toBe(code);
});
