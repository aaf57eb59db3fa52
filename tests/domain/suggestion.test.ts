import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../bot/domain/calendar/day.ts';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { Person } from '../../bot/domain/people/person.ts';
import { ageOf, isOverdue } from '../../bot/domain/suggestion/age.ts';
import { PARK_MAX_DAYS, type RawAnswers, WORDS_MAX } from '../../bot/domain/suggestion/answers.ts';
import { arrange, COLUMN_OF, COLUMNS, DONE_DAYS, isOnBoard } from '../../bot/domain/suggestion/columns.ts';
import { editSuggestion } from '../../bot/domain/suggestion/edit.ts';
import { moveSuggestion, movesFor, movesInto } from '../../bot/domain/suggestion/move.ts';
import { newSuggestion, tidy } from '../../bot/domain/suggestion/new-suggestion.ts';
import { NEEDS, type Need, SETTLED, STATES, type State, TRANSITIONS } from '../../bot/domain/suggestion/states.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import {
  ana,
  at,
  ben,
  cora,
  day,
  kari,
  key,
  liv,
  north,
  odd,
  person,
  siri,
  suggestion,
  tor,
  vera,
} from '../support/cast.ts';
import { ACTORS, type Actor, MOVES, NOT_REACHED_YET } from './transitions.ts';

const NOW = at('2026-11-24T12:00:00Z');
const TODAY = day('2026-11-24');
const olga = person('Olga Eide', north);

const PEOPLE: Record<Actor, Person> = {
  proposer: ana,
  owner: olga,
  leader: liv,
  deputy: siri,
  host: odd,
  areaHead: kari,
  colleague: ben,
  unionRep: tor,
  safetyRep: vera,
  coordinator: cora,
};

const inState = (state: State, but: Partial<Suggestion> = {}): Suggestion =>
  suggestion({ state, owner: olga.id, effort: 2, ...but });

const filled = (answers: RawAnswers): RawAnswers =>
  answers.owner === 'OWNER' ? { ...answers, owner: olga.id } : answers;

const enough = (from: State, to: State): RawAnswers =>
  filled(MOVES.find(([a, b]) => a === from && b === to)?.[3] ?? {});

const move = (
  from: State,
  to: State,
  by: Person,
  answers: RawAnswers = enough(from, to),
  but: Partial<Suggestion> = {},
) => moveSuggestion(inState(from, but), { from, to, answers }, by, north, NOW, TODAY);

const outcome = (result: ReturnType<typeof move>): string => (result.ok ? 'moved' : result.problem.kind);

describe('who may move what where', () => {
  test.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    const row = MOVES.find(([a, b]) => a === from && b === to);
    const expected = Object.fromEntries(
      ACTORS.map((actor) => [
        actor,
        row === undefined ? 'moveUnknown' : row[2].includes(actor) ? 'moved' : 'notAllowed',
      ]),
    );
    const actual = Object.fromEntries(ACTORS.map((actor) => [actor, outcome(move(from, to, PEOPLE[actor]))]));
    expect(actual).toEqual(expected);
  });

  test('what is offered is what is allowed', () => {
    for (const actor of ACTORS) {
      for (const from of STATES) {
        const offered = movesFor(PEOPLE[actor], inState(from), north).map(({ to }) => to);
        const allowed = MOVES.filter(([a, , who]) => a === from && who.includes(actor)).map(([, to]) => to);
        expect({ actor, from, moves: [...offered].sort() }).toEqual({ actor, from, moves: [...allowed].sort() });
      }
    }
  });

  test('a leader of another unit is nobody here', () => {
    const elsewhere = { ...liv, grants: liv.grants.map((grant) => ({ ...grant, place: 'HEO02' })) };
    for (const from of STATES) expect(movesFor(elsewhere, inState(from), north)).toEqual([]);
  });

  test('no move leads into the states that come later, and settled matters stay settled', () => {
    const reached = new Set(TRANSITIONS.map(({ to }) => to));
    expect(NOT_REACHED_YET.filter((state) => reached.has(state))).toEqual([]);
    expect(STATES.filter((state) => !reached.has(state))).toEqual(STATES.filter((s) => NOT_REACHED_YET.includes(s)));
    expect(TRANSITIONS.filter(({ from }) => from.some((state) => SETTLED.includes(state)))).toEqual([]);
  });

  test('a drop into a column offers the moves that end there', () => {
    const offered = movesFor(liv, inState('in_progress'), north);
    expect(movesInto('done', offered).map(({ to }) => to)).toEqual(['closed_learning']);
    expect(movesInto('waiting', offered)).toEqual([]);
    expect(COLUMNS.flatMap((column) => movesInto(column, offered)).length).toBe(offered.length);
  });

  test.each([
    [1, 'moved'],
    [2, 'moved'],
    [3, 'moveUnknown'],
    [null, 'moveUnknown'],
  ] as const)('prioritised straight to done with effort %s: %s', (effort, expected) => {
    expect(outcome(move('prioritised', 'closed_effect', liv, undefined, { effort }))).toBe(expected);
    expect(movesFor(liv, inState('prioritised', { effort }), north).some(({ to }) => to === 'closed_effect')).toBe(
      expected === 'moved',
    );
  });
});

describe('moving', () => {
  test('sets state and time, keeps the answers, and says the words for the history', () => {
    const moved = move('new', 'prioritised', liv);
    expect(moved).toEqual({
      ok: true,
      value: {
        suggestion: {
          ...inState('prioritised'),
          movedAt: NOW,
          threeF: 'improve',
          effect: 4,
          effort: 1,
          reply: 'Takk, dette tar vi tak i på mandag.',
        },
        words: 'Takk, dette tar vi tak i på mandag.',
      },
    });
  });

  test('a start begins with the plan, and leaving work ends the phase', () => {
    expect(move('new', 'in_progress', liv)).toMatchObject({ value: { suggestion: { phase: 'plan', owner: olga.id } } });
    expect(move('in_progress', 'implemented', olga, undefined, { phase: 'check' })).toMatchObject({
      value: { suggestion: { phase: null } },
    });
  });

  test('the answer to a question and the reason for parking go to the history alone', () => {
    expect(move('clarify', 'new', ana)).toMatchObject({ value: { words: 'Det ved vaktrommet' } });
    const parked = move('new', 'parked', liv);
    expect(parked).toMatchObject({ value: { words: 'Venter på ny avtale', suggestion: { reviewDate: '2027-01-15' } } });
    if (parked.ok) expect(Object.keys(parked.value.suggestion).sort()).toEqual(Object.keys(suggestion()).sort());
  });

  test('the date for looking at it again goes when it is no longer parked', () => {
    expect(move('parked', 'prioritised', liv, {}, { reviewDate: day('2027-01-15') })).toMatchObject({
      value: { suggestion: { reviewDate: null } },
    });
  });

  test('whoever saw an older state is told the new one, and nothing happens', () => {
    const current = inState('prioritised');
    const asked = { from: 'new', to: 'rejected', answers: enough('new', 'rejected') } as const;
    expect(moveSuggestion(current, asked, liv, north, NOW, TODAY)).toEqual({
      ok: false,
      problem: { kind: 'changedMeanwhile', state: 'prioritised' },
    });
  });

  test('answers that the move does not need are not read', () => {
    const moved = move('new', 'clarify', odd, { question: 'Hvilket skap?', owner: 'x', reply: 'y', effort: '9' });
    expect(moved).toMatchObject({ ok: true, value: { suggestion: { owner: olga.id, reply: null, effort: 2 } } });
  });

  test('without a day given, today is that of Oslo', () => {
    const late = at('2026-11-24T23:30:00Z');
    const due = (text: string) =>
      moveSuggestion(
        inState('new'),
        { from: 'new', to: 'in_progress', answers: { ...enough('new', 'in_progress'), due: text } },
        liv,
        north,
        late,
      ).ok;
    expect(due('2026-11-24')).toBe(false);
    expect(due('2026-11-25')).toBe(true);
  });
});

describe('what a move asks for', () => {
  const wanted = MOVES.flatMap(([from, to, [actor]]) =>
    (TRANSITIONS.find((one) => one.from.includes(from) && one.to === to)?.needs ?? []).map(
      (need) => [from, to, need, actor ?? 'leader'] as const,
    ),
  );

  test.each(wanted)('%s → %s without %s', (from, to, need, actor) => {
    const { [need]: _, ...others } = enough(from, to);
    const missing = { ok: false, problem: { kind: 'answerMissing', need } };
    expect(move(from, to, PEOPLE[actor], others)).toEqual(missing);
    expect(move(from, to, PEOPLE[actor], { ...others, [need]: '' })).toEqual(missing);
    expect(move(from, to, PEOPLE[actor], { ...others, [need]: ' \n\u200b ' })).toEqual(missing);
  });

  test('every need is asked for by some move', () => {
    const used = new Set(TRANSITIONS.flatMap(({ needs }) => needs));
    expect(NEEDS.filter((need) => !used.has(need))).toEqual([]);
  });

  const WHERE: Record<Need, readonly [State, State]> = {
    threeF: ['new', 'prioritised'],
    effect: ['new', 'prioritised'],
    effort: ['new', 'prioritised'],
    owner: ['new', 'in_progress'],
    due: ['new', 'in_progress'],
    firstTest: ['new', 'in_progress'],
    question: ['new', 'clarify'],
    answer: ['clarify', 'new'],
    result: ['in_progress', 'implemented'],
    learning: ['in_progress', 'closed_learning'],
    reasonCode: ['new', 'rejected'],
    reason: ['new', 'parked'],
    reviewDate: ['new', 'parked'],
    reply: ['new', 'rejected'],
  };
  const answering = (need: Need, text: string, but: RawAnswers = {}) => {
    const [from, to] = WHERE[need];
    return move(from, to, need === 'answer' ? ana : liv, { ...enough(from, to), ...but, [need]: text });
  };

  test.each<[Need, number, RawAnswers]>([
    ['question', 5, {}],
    ['answer', 5, {}],
    ['firstTest', 5, {}],
    ['result', 5, {}],
    ['learning', 5, {}],
    ['reason', 5, {}],
    ['reply', 20, {}],
    ['reply', 40, { reasonCode: 'other' }],
  ])('%s has at least %i characters (%j) and at most as many as fit', (need, min, but) => {
    const tooShort = { ok: false, problem: { kind: 'answerTooShort', need, min } };
    expect(answering(need, 'å'.repeat(min - 1), but)).toEqual(tooShort);
    expect(answering(need, `  ${'å'.repeat(min - 1)}  `, but)).toEqual(tooShort);
    expect(answering(need, `${'🙂'.repeat(min - 1)}\u200d`, but)).toEqual(tooShort);
    expect(answering(need, 'å'.repeat(min), but).ok).toBe(true);
    expect(answering(need, '🙂'.repeat(min + 1), but).ok).toBe(true);
    expect(answering(need, '🙂'.repeat(WORDS_MAX), but).ok).toBe(true);
    expect(answering(need, '🙂'.repeat(WORDS_MAX + 1), but)).toEqual({
      ok: false,
      problem: { kind: 'answerTooLong', need, max: WORDS_MAX },
    });
  });

  test.each<[Need, readonly string[], readonly string[]]>([
    ['threeF', ['improve', 'create', 'remove'], ['forbedre', 'Improve', '1']],
    ['effect', ['1', '2', '3', '4', '5'], ['0', '6', '2.5', '-1', 'five', '1e0']],
    ['effort', ['1', '5'], ['0', '6']],
    ['reasonCode', ['exists', 'tried', 'no_value_user'], ['no_money', 'Exists', 'toString']],
    ['owner', [olga.id], ['olga', olga.id.toUpperCase(), '00000000']],
    ['due', ['2026-11-24', '2027-02-28'], ['24.11.2026', '2027-02-29', '2027-2-1', 'i morgen']],
    ['reviewDate', ['2026-11-25'], ['25.11.2026', '2027-02-30']],
  ])('%s is one of what is possible', (need, right, wrong) => {
    for (const text of right) expect([text, answering(need, text).ok]).toEqual([text, true]);
    for (const text of wrong) {
      expect([text, answering(need, text)]).toEqual([text, { ok: false, problem: { kind: 'answerWrong', need } }]);
    }
  });

  test('a due date lies today or later', () => {
    expect(answering('due', '2026-11-23')).toEqual({
      ok: false,
      problem: { kind: 'dayTooEarly', need: 'due', first: '2026-11-24' },
    });
    expect(answering('due', '2026-11-24').ok).toBe(true);
    expect(answering('due', '2206-11-24')).toMatchObject({ problem: { kind: 'dayTooLate', need: 'due' } });
  });

  test('what is parked is looked at again after today and within half a year', () => {
    const last = addDays(TODAY, PARK_MAX_DAYS);
    expect(answering('reviewDate', TODAY)).toEqual({
      ok: false,
      problem: { kind: 'dayTooEarly', need: 'reviewDate', first: '2026-11-25' },
    });
    expect(answering('reviewDate', addDays(TODAY, 1)).ok).toBe(true);
    expect(answering('reviewDate', last).ok).toBe(true);
    expect(answering('reviewDate', addDays(last, 1))).toEqual({
      ok: false,
      problem: { kind: 'dayTooLate', need: 'reviewDate', last: '2027-05-26' },
    });
  });

  test('no answer may hold a national identity number; what the gate only warns of is the decider’s to judge', () => {
    for (const need of ['question', 'answer', 'firstTest', 'result', 'learning', 'reason', 'reply'] as const) {
      expect(answering(need, 'Gjelder 109155 96784, som venter på svar')).toEqual({
        ok: false,
        problem: { kind: 'nationalNumber' },
      });
      expect(answering(need, 'Ring 912 34 567 om avviket i natt').ok).toBe(true);
    }
  });
});

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
    const before = inState(state);
    const edited = editSuggestion(before, edit, ana);
    expect(edited).toEqual(
      state === 'new' || state === 'clarify'
        ? { ok: true, value: { ...before, text: edit.text, showName: false } }
        : { ok: false, problem: { kind: 'noLongerEditable' } },
    );
  });

  test.each([...ACTORS].filter((actor) => actor !== 'proposer'))('is not for the %s', (actor) => {
    expect(editSuggestion(inState('new'), edit, PEOPLE[actor])).toEqual({ ok: false, problem: { kind: 'notAllowed' } });
  });

  test('the gate and the limits hold as for a new one', () => {
    const tried = (text: string) => editSuggestion(inState('new'), { ...edit, text }, ana);
    expect(tried('Bruker 10915596784 venter')).toMatchObject({ problem: { kind: 'nationalNumber' } });
    expect(tried('Ring 912 34 567')).toMatchObject({ problem: { kind: 'lookAgain' } });
    expect(tried('å'.repeat(501))).toMatchObject({ problem: { kind: 'textTooLong' } });
    expect(tried('he')).toMatchObject({ problem: { kind: 'textTooShort' } });
  });
});

describe('the columns of the board', () => {
  const n = (index: number, but: Partial<Suggestion>): Suggestion => suggestion({ key: key(index), ...but });
  const keysIn = (column: (typeof COLUMNS)[number], ...all: Suggestion[]): number[] =>
    arrange(all, TODAY)[column].map((one) => all.indexOf(one) + 1);

  test('new: whoever has waited longest stands first, asked ones among them', () => {
    expect(
      keysIn(
        'new',
        n(1, { submittedAt: at('2026-11-03T08:00:00Z') }),
        n(2, { submittedAt: at('2026-11-01T08:00:00Z'), state: 'clarify' }),
        n(3, { submittedAt: at('2026-11-02T08:00:00Z') }),
        n(4, { submittedAt: at('2026-11-02T08:00:00Z') }),
      ),
    ).toEqual([2, 3, 4, 1]);
  });

  test('prioritised: most effect for least effort, then the oldest', () => {
    const state = 'prioritised' as const;
    expect(
      keysIn(
        'prioritised',
        n(1, { state, effect: 3, effort: 3 }),
        n(2, { state, effect: 5, effort: 1 }),
        n(3, { state, effect: 5, effort: 5, submittedAt: at('2026-11-01T08:00:00Z') }),
        n(4, { state, effect: 1, effort: 5 }),
      ),
    ).toEqual([2, 3, 1, 4]);
  });

  test('in progress: what is due first, what has no date last', () => {
    const state = 'in_progress' as const;
    expect(
      keysIn(
        'inProgress',
        n(1, { state }),
        n(2, { state, due: day('2026-12-24') }),
        n(3, { state, due: day('2026-12-01') }),
      ),
    ).toEqual([3, 2, 1]);
  });

  test('implemented and done: the latest first; parked and waiting: the oldest', () => {
    const moved = (state: State) => [
      n(1, { state, movedAt: at('2026-11-20T08:00:00Z'), submittedAt: at('2026-10-02T08:00:00Z') }),
      n(2, { state, movedAt: at('2026-11-22T08:00:00Z'), submittedAt: at('2026-10-01T08:00:00Z') }),
      n(3, { state, movedAt: at('2026-11-21T08:00:00Z'), submittedAt: at('2026-10-03T08:00:00Z') }),
    ];
    expect(keysIn('implemented', ...moved('implemented'))).toEqual([2, 3, 1]);
    expect(keysIn('done', ...moved('closed_learning'))).toEqual([2, 3, 1]);
    expect(keysIn('parked', ...moved('parked'))).toEqual([2, 1, 3]);
    expect(keysIn('waiting', ...moved('escalated'))).toEqual([2, 1, 3]);
  });

  test.each([
    ['on the day', 0, true],
    ['after two huddles', DONE_DAYS, true],
    ['a day later', DONE_DAYS + 1, false],
  ])('finished work %s', (_, days, expected) => {
    for (const state of STATES.filter((one) => COLUMN_OF[one] === 'done')) {
      expect(isOnBoard({ state, movedAt: NOW }, addDays(TODAY, days))).toBe(expected);
    }
    expect(isOnBoard({ state: 'implemented', movedAt: NOW }, addDays(TODAY, days))).toBe(true);
  });

  test('the days of finished work are those on the wall in Oslo', () => {
    const movedAt = at('2026-11-23T23:30:00Z');
    expect(isOnBoard({ state: 'rejected', movedAt }, addDays(TODAY, DONE_DAYS))).toBe(true);
  });

  test('nothing is lost, nothing stands twice, and the order does not hang on the order of reading', () => {
    const any: fc.Arbitrary<Suggestion> = fc
      .record({
        number: fc.integer({ min: 1, max: 99 }),
        state: fc.constantFrom(...STATES),
        submitted: fc.integer({ min: 0, max: 40 }),
        moved: fc.integer({ min: 0, max: 40 }),
        due: fc.option(fc.integer({ min: -20, max: 20 })),
        effort: fc.constantFrom(null, 1 as const, 5 as const),
        effect: fc.constantFrom(null, 1 as const, 5 as const),
      })
      .map(({ number, state, submitted, moved, due, effort, effect }) =>
        suggestion({
          key: key(number),
          state,
          effort,
          effect,
          submittedAt: instantOf(Date.parse(addDays(TODAY, -submitted))),
          movedAt: instantOf(Date.parse(addDays(TODAY, -moved))),
          due: due === null ? null : addDays(TODAY, due),
        }),
      );
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.key, maxLength: 30 }), (all) => {
        const board = arrange(all, TODAY);
        const standing = COLUMNS.flatMap((column) => board[column]);
        expect(new Set(standing).size).toBe(standing.length);
        expect(new Set(standing)).toEqual(new Set(all.filter((one) => isOnBoard(one, TODAY))));
        for (const column of COLUMNS)
          expect(board[column].filter(({ state }) => COLUMN_OF[state] !== column)).toEqual([]);
        expect(arrange([...all].reverse(), TODAY)).toEqual(board);
      }),
    );
  });
});

describe('age', () => {
  const age = (state: State, since: string, today: Day) =>
    ageOf({ state, submittedAt: at(since), movedAt: at(since) }, today);

  test.each([
    ['on the same day', '2026-04-01', 0, 'fresh'],
    ['after Easter', '2026-04-07', 1, 'fresh'],
    ['on the fifth working day', '2026-04-13', 5, 'fresh'],
    ['on the sixth', '2026-04-14', 6, 'ageing'],
    ['on the tenth', '2026-04-20', 10, 'ageing'],
    ['on the eleventh', '2026-04-21', 11, 'old'],
  ])('of the waiting for an answer is counted in working days: %s', (_, today, days, expected) => {
    expect(age('new', '2026-04-01T12:00:00Z', day(today))).toEqual({ days, age: expected });
  });

  test.each([
    [7, 'fresh'],
    [8, 'ageing'],
    [14, 'ageing'],
    [15, 'old'],
    [28, 'old'],
    [29, 'stale'],
  ])('of standing still under way: %i days is %s', (days, expected) => {
    expect(age('in_progress', '2026-11-24T12:00:00Z', addDays(TODAY, days))).toEqual({ days, age: expected });
    expect(age('on_hold', '2026-11-24T12:00:00Z', addDays(TODAY, days))).toEqual({ days, age: expected });
  });

  test('begins on the day that Oslo reads, also half an hour after midnight', () => {
    expect(age('new', '2026-11-23T23:30:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
    expect(age('in_progress', '2026-11-23T23:30:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
  });

  test('is nobody’s worry elsewhere, and never less than nothing', () => {
    expect(age('parked', '2026-01-01T12:00:00Z', TODAY)).toEqual({ days: 327, age: 'fresh' });
    expect(age('in_progress', '2026-11-26T12:00:00Z', TODAY)).toEqual({ days: 0, age: 'fresh' });
  });

  test.each([
    ['the day before', '2026-11-23', 'in_progress', true],
    ['today', '2026-11-24', 'in_progress', false],
    ['the day before, but implemented', '2026-11-23', 'implemented', false],
    ['the day before, but parked', '2026-11-23', 'parked', false],
  ] as const)('overdue: due %s', (_, due, state, expected) => {
    expect(isOverdue({ state, due: day(due) }, TODAY)).toBe(expected);
  });

  test('without a due date nothing is overdue', () => {
    expect(isOverdue({ state: 'in_progress', due: null }, TODAY)).toBe(false);
  });
});
