import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoints.ts';
import type { Person } from '../domain/people/person.ts';
import { languageOf } from '../domain/people/unit.ts';
import type { Problem } from '../domain/problem.ts';
import type { Result } from '../domain/result.ts';
import type { Log } from '../ports/log.ts';
import type { Verbs } from '../verbs/verbs.ts';
import { sendRefusal, sendTrouble } from './failures.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

/** What a handler is told: who asks, the path's parameters, and the body as the contract has it. */
export type Asked<Body> = {
  readonly person: Person;
  readonly parameter: (name: string) => string;
  readonly body: Body;
};

export type Door = { readonly signIn: SignIn; readonly verbs: Verbs; readonly log: Log };

/** Who is at the door, known to the working copy; answers 401 itself and returns undefined when it is nobody. */
export const identify = async (
  { signIn, verbs }: Pick<Door, 'signIn' | 'verbs'>,
  request: Request,
  response: Response,
): Promise<(SignedIn & { readonly person: Person }) | undefined> => {
  const signedIn = await signIn.identify(request.headers.authorization);
  if (signedIn === undefined) {
    sendTrouble(response, 'signIn');
    return undefined;
  }
  const language = languageOf(request.headers['accept-language']);
  return { ...signedIn, person: await verbs.person.know({ id: signedIn.id, name: signedIn.name, language }) };
};

export const parameterOf =
  (request: Request) =>
  (name: string): string => {
    const value = request.params[name];
    return typeof value === 'string' ? value : '';
  };

/** One endpoint as a handler: identify, read the body, ask the verb, answer. */
export const answer = <Body, Reply>(
  door: Door,
  _endpoint: Endpoint<Body, Reply>,
  schema: Body extends undefined ? undefined : z.ZodType<Body>,
  handle: (asked: Asked<Body>) => Promise<Result<Reply, Problem>>,
): RequestHandler => {
  return async (request, response) => {
    const who = await identify(door, request, response);
    if (who === undefined) return;
    const body = (schema === undefined ? undefined : schema.parse(request.body)) as Body;
    const result = await handle({ person: who.person, parameter: parameterOf(request), body });
    if (result.ok) response.json(result.value);
    else sendRefusal(response, result.problem);
  };
};
