import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from '../ports/log.ts';

/** The request's id: in its log line, in the answer's header, and in what a person is told to name. */
export const referenceOf = (response: Response): string => String(response.locals.reference ?? '');

/** What the log line says of the request beyond its status. */
export const noteOutcome = (response: Response, outcome: string): void => {
  response.locals.outcome = outcome;
};

/** One line a request, when it is over: id, which endpoint, what came of it, milliseconds. Never what was in it. */
export const logRequests =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    response.locals.reference = randomUUID();
    response.setHeader('X-Request-Id', referenceOf(response));
    response.once('close', () => {
      const verb = `${request.method} ${typeof request.route?.path === 'string' ? request.route.path : 'unknown'}`;
      const outcome: unknown = response.locals.outcome ?? (response.statusCode < 400 ? 'ok' : response.statusCode);
      const ms = Math.round(performance.now() - started);
      log.info({ request: referenceOf(response), verb, outcome, status: response.statusCode, ms }, 'asked');
    });
    next();
  };
