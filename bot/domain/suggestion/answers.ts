import { type Day, isDay } from '../calendar/day.ts';
import { passGate } from '../gate/pass.ts';
import { isPersonId, type PersonId } from '../people/person.ts';
import { ok, type Result, refuse } from '../result.ts';
import { tidy } from './new-suggestion.ts';
import type { SuggestionProblem } from './problem.ts';
import type { Need } from './states.ts';
import { REASON_CODES, type ReasonCode, SCORES, type Score, THREE_F, type ThreeF } from './suggestion.ts';

/** A reply to the proposer must say something; so must a reason. In characters. */
export const REPLY_MIN = 20;
export const WORDS_MIN = 5;
export const WORDS_MAX = 1000;

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

type Checked = Result<string | number, SuggestionProblem>;

const wording =
  (min: number) =>
  (text: string, need: Need): Checked => {
    const length = [...text].length;
    if (length < min) return refuse({ kind: 'answerTooShort', need, min });
    if (length > WORDS_MAX) return refuse({ kind: 'answerTooLong', need, max: WORDS_MAX });
    return passGate(text, { confirmed: true });
  };

const oneOf =
  (allowed: readonly string[]) =>
  (text: string, need: Need): Checked =>
    allowed.includes(text) ? ok(text) : refuse({ kind: 'answerWrong', need });

const score = (text: string, need: Need): Checked =>
  SCORES.map(String).includes(text) ? ok(Number(text)) : refuse({ kind: 'answerWrong', need });

const day = (text: string, need: Need): Checked => (isDay(text) ? ok(text) : refuse({ kind: 'answerWrong', need }));

const CHECKS: Record<Need, (text: string, need: Need) => Checked> = {
  threeF: oneOf(THREE_F),
  effect: score,
  effort: score,
  owner: (text, need) => (isPersonId(text) ? ok(text) : refuse({ kind: 'answerWrong', need })),
  due: day,
  firstTest: wording(WORDS_MIN),
  question: wording(WORDS_MIN),
  answer: wording(WORDS_MIN),
  result: wording(WORDS_MIN),
  learning: wording(WORDS_MIN),
  reasonCode: oneOf(REASON_CODES),
  reason: wording(WORDS_MIN),
  reviewDate: day,
  reply: wording(REPLY_MIN),
};

/** Checks what a move needs, in its order, and returns it typed; the first thing that is wrong is the refusal. */
export const readAnswers = (needs: readonly Need[], raw: RawAnswers): Result<Answers, SuggestionProblem> => {
  const answers: Partial<Record<Need, string | number>> = {};
  for (const need of needs) {
    const text = tidy(raw[need] ?? '');
    if (text === '') return refuse({ kind: 'answerMissing', need });
    const checked = CHECKS[need](text, need);
    if (!checked.ok) return checked;
    answers[need] = checked.value;
  }
  return ok(answers as Answers);
};
