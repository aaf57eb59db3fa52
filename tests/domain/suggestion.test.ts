import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../bot/domain/calendar/day.ts';
import type { Person } from '../../bot/domain/people/person.ts';
import { PARK_MAX_DAYS, problemsIn, type RawAnswers, WORDS_MAX } from '../../bot/domain/suggestion/answers.ts';
import { COLUMNS } from '../../bot/domain/suggestion/columns.ts';
import { moveSuggestion, movesFor, movesInto } from '../../bot/domain/suggestion/move.ts';
import { NEEDS, type Need, SETTLED, STATES, type State, TRANSITIONS } from '../../bot/domain/suggestion/states.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import {
  ana,
  at,
  ben,
  cora,
  day,
  kari,
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

describe('somebody who is still answering', () => {
  test('hears of everything that is wrong at once, in the order of the questions', () => {
    const wrong = problemsIn(
      ['threeF', 'effect', 'effort', 'reply'],
      { effort: '9', reply: 'kort' },
      day('2026-11-24'),
    );
    expect(wrong).toEqual([
      { kind: 'answerMissing', need: 'threeF' },
      { kind: 'answerMissing', need: 'effect' },
      { kind: 'answerWrong', need: 'effort' },
      { kind: 'answerTooShort', need: 'reply', min: 20 },
    ]);
  });

  test('hears of nothing when all is well', () => {
    expect(problemsIn(['effect'], { effect: '4' }, day('2026-11-24'))).toEqual([]);
  });
});
