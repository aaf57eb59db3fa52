import { addDays, type Day, isDay } from '../calendar/day.ts';
import { passGate } from '../gate/pass.ts';
import { isPersonId, type PersonId } from '../people/person.ts';
import { ok, type Result, refuse } from '../result.ts';
import { tidy, visibleLength } from './new-suggestion.ts';
import type { SuggestionProblem } from './problem.ts';
import type { Need } from './states.ts';
import { REASON_CODES, type ReasonCode, SCORES, type Score, THREE_F, type ThreeF } from './suggestion.ts';

/** A reply to the proposer must say something; so must a reason. In characters. */
export const REPLY_MIN = 20;
/** When none of the named reasons fits, the reply has to carry the reason. */
export const OTHER_REPLY_MIN = 40;
export const WORDS_MIN = 5;
export const WORDS_MAX = 1000;
/** Half a year: a parked suggestion is looked at again no later, in days. */
export const PARK_MAX_DAYS = 183;

/** What came with a move, as text, straight from a form or a card. */
export type RawAnswers = Partial<Record<Need, string>>;

/** The same, checked. */
export type Answers = {
  readonly threeF?: ThreeF;
  readonly effect?: Score;
  readonly effort?: Score;
  readonly owner?: PersonId;
  readonly due?: Day;
  readonly firstTest?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly result?: string;
  readonly learning?: string;
  readonly reasonCode?: ReasonCode;
  readonly reason?: string;
  readonly reviewDate?: Day;
  readonly reply?: string;
};

type Read = Partial<Record<Need, string | number>>;
type Checked = Result<string | number, SuggestionProblem>;
/** `today` is the day of the move; `before` holds the answers that were read before this one. */
type Check = (text: string, need: Need, today: Day, before: Read) => Checked;

/**
 * The gate's warnings are for what goes on the board unasked; an answer is written by somebody who decides, so only
 * what is never allowed stops it.
 */
const wording =
  (min: number): Check =>
  (text, need) => {
    if (visibleLength(text) < min) return refuse({ kind: 'answerTooShort', need, min });
    if ([...text].length > WORDS_MAX) return refuse({ kind: 'answerTooLong', need, max: WORDS_MAX });
    return passGate(text, { confirmed: true });
  };

const oneOf =
  (allowed: readonly string[]): Check =>
  (text, need) =>
    allowed.includes(text) ? ok(text) : refuse({ kind: 'answerWrong', need });

const score: Check = (text, need) =>
  SCORES.map(String).includes(text) ? ok(Number(text)) : refuse({ kind: 'answerWrong', need });

/** A day from `first` to `last`, counted in days from today. */
const dayWithin =
  (first: number, last: number): Check =>
  (text, need, today) => {
    if (!isDay(text)) return refuse({ kind: 'answerWrong', need });
    if (text < addDays(today, first)) return refuse({ kind: 'dayTooEarly', need, first: addDays(today, first) });
    if (text > addDays(today, last)) return refuse({ kind: 'dayTooLate', need, last: addDays(today, last) });
    return ok(text);
  };

/** Nobody plans improvement work further ahead than this; a later day is a slip of the hand. */
const DUE_MAX_DAYS = 1826;

const reply: Check = (text, need, today, before) =>
  wording(before.reasonCode === 'other' ? OTHER_REPLY_MIN : REPLY_MIN)(text, need, today, before);

const CHECKS: Record<Need, Check> = {
  threeF: oneOf(THREE_F),
  effect: score,
  effort: score,
  owner: (text, need) => (isPersonId(text) ? ok(text) : refuse({ kind: 'answerWrong', need })),
  due: dayWithin(0, DUE_MAX_DAYS),
  firstTest: wording(WORDS_MIN),
  question: wording(WORDS_MIN),
  answer: wording(WORDS_MIN),
  result: wording(WORDS_MIN),
  learning: wording(WORDS_MIN),
  reasonCode: oneOf(REASON_CODES),
  reason: wording(WORDS_MIN),
  reviewDate: dayWithin(1, PARK_MAX_DAYS),
  reply,
};

const readOne = (need: Need, raw: RawAnswers, today: Day, before: Read): Checked => {
  const text = tidy(raw[need] ?? '');
  return text === '' ? refuse({ kind: 'answerMissing', need }) : CHECKS[need](text, need, today, before);
};

/** Each answer that a move needs, in its order; one that is wrong does not keep the next from being looked at. */
const readEach = (needs: readonly Need[], raw: RawAnswers, today: Day) => {
  const read: Read = {};
  const problems: SuggestionProblem[] = [];
  for (const need of needs) {
    const checked = readOne(need, raw, today, read);
    if (checked.ok) read[need] = checked.value;
    else problems.push(checked.problem);
  }
  return { read, problems };
};

/** Everything that is wrong with the answers, for somebody who is still writing them. */
export const problemsIn = (needs: readonly Need[], raw: RawAnswers, today: Day): readonly SuggestionProblem[] =>
  readEach(needs, raw, today).problems;

/**
 * Checks what a move needs, in its order, and returns it typed; the first thing that is wrong is the refusal.
 * `today` is the date on the unit's wall. Answers that the move does not need are not read.
 */
export const readAnswers = (
  needs: readonly Need[],
  raw: RawAnswers,
  today: Day,
): Result<Answers, SuggestionProblem> => {
  const { read, problems } = readEach(needs, raw, today);
  return problems[0] === undefined ? ok(read as Answers) : refuse(problems[0]);
};
