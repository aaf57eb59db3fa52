import { ok, type Result, refuse } from '../result.ts';
import { inspect } from './gate.ts';
import type { GateProblem } from './problem.ts';

/** Length that a reason for "this is not a national identity number" must have, in characters. */
export const NUMBER_REASON_MIN = 5;
export const NUMBER_REASON_MAX = 200;

/** What the writer has answered to the gate's questions. */
export type Assurance = {
  /** True when the writer has seen the warnings and keeps the text. */
  readonly confirmed: boolean;
  /** Why eleven digits that look like a national identity number are something else. */
  readonly numberReason?: string | undefined;
};

/** The reason is kept in the history, so the number must not come in by it. */
const isReason = (reason: string | undefined): boolean => {
  const length = [...(reason?.trim() ?? '')].length;
  return length >= NUMBER_REASON_MIN && length <= NUMBER_REASON_MAX && !inspect(reason ?? '').nationalNumber;
};

/** Lets a text through, or says what to look at. The refusal never carries the text or the number. */
export const passGate = (text: string, assurance: Assurance): Result<string, GateProblem> => {
  const seen = inspect(text);
  if (seen.nationalNumber && !isReason(assurance.numberReason)) return refuse({ kind: 'nationalNumber' });
  if (seen.warnings.length > 0 && !assurance.confirmed) return refuse({ kind: 'lookAgain', warnings: seen.warnings });
  return ok(text);
};
