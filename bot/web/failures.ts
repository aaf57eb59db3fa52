import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import type { Refusal, Trouble } from '../contract/endpoints.ts';
import type { Problem } from '../domain/problem.ts';
import type { Log } from '../ports/log.ts';
import { Unavailable } from '../ports/unavailable.ts';

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
  reference: string = randomUUID(),
): void => {
  response.status(TROUBLE_STATUS[trouble]).json({ trouble, reference } satisfies Trouble);
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
    const reference = randomUUID();
    const trouble = troubleOf(error);
    if (trouble === 'fault') log.error({ reference, error }, 'A request failed');
    if (trouble === 'unavailable') log.warn({ reference, error }, 'Something outside does not answer');
    const status = statusOf(error);
    if (status === 413) return void response.status(413).json({ trouble: 'badRequest', reference } satisfies Trouble);
    sendTrouble(response, trouble, reference);
  };
