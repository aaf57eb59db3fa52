import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import type { Refusal, Trouble } from '../contract/endpoints.ts';
import type { Problem } from '../domain/problem.ts';
import type { Log } from '../ports/log.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { noteOutcome, referenceOf } from './request-log.ts';

/** What HTTP says about a refusal. Total: a new problem without a status does not compile. */
const STATUS_OF: Record<Problem['kind'], number> = {
  nationalNumber: 422,
  lookAgain: 422,
  notAllowed: 403,
  unitUnknown: 404,
  noUnit: 422,
  chooseUnit: 422,
  textTooShort: 422,
  textTooLong: 422,
  suggestionUnknown: 404,
  noLongerEditable: 409,
  changedMeanwhile: 409,
  moveUnknown: 422,
  answerMissing: 422,
  answerTooShort: 422,
  answerTooLong: 422,
  dayTooEarly: 422,
  dayTooLate: 422,
  answerWrong: 422,
};

export const sendRefusal = (response: Response, problem: Problem): void => {
  noteOutcome(response, problem.kind);
  response.status(STATUS_OF[problem.kind]).json({ problem } satisfies Refusal);
};

const TROUBLE_STATUS: Record<Trouble['trouble'], number> = {
  signIn: 401,
  badRequest: 400,
  tooMuch: 429,
  unavailable: 503,
  fault: 500,
};

export const sendTrouble = (
  response: Response,
  trouble: Trouble['trouble'],
  status = TROUBLE_STATUS[trouble],
): void => {
  response.status(status).json({ trouble, reference: referenceOf(response) } satisfies Trouble);
};

/** A body that Express could not read carries its status: too large, not JSON, wrong charset. */
const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;

const troubleOf = (error: unknown): Trouble['trouble'] => {
  if (error instanceof Unavailable) return 'unavailable';
  if (error instanceof ZodError) return 'badRequest';
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 ? 'badRequest' : 'fault';
};

/** The one catcher: kind words and a reference outside, the whole truth in the log. */
export const catchFailures =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const reference = referenceOf(response);
    const trouble = troubleOf(error);
    if (trouble === 'fault') log.error({ request: reference, error }, 'A request failed');
    if (trouble === 'unavailable') log.warn({ request: reference, error }, 'Something outside does not answer');
    sendTrouble(response, trouble, statusOf(error) === 413 ? 413 : TROUBLE_STATUS[trouble]);
  };
