import type { Request, Response } from 'express';
import { languageOf, type Unit } from '../domain/people/unit.ts';
import type { Feed } from '../ports/feed.ts';
import { type Door, parameterOf } from './endpoint.ts';
import { sendRefusal, sendTrouble } from './failures.ts';

/** Remembered admissions; a thousand people who look at a few boards each. */
const REMEMBERED = 5_000;

export type Admission = {
  /** The unit whose board the asker may see; else answers itself and returns undefined. */
  admit(request: Request, response: Response): Promise<Unit | undefined>;
  close(): void;
};

/**
 * Lets people in to boards. What the verb has found once is believed until roles, members or units change, which the
 * feed tells, by this server or another: so that asking whether a board has changed costs no query.
 */
export const createAdmission = ({ signIn, verbs }: Door, feed: Feed): Admission => {
  const admitted = new Map<string, Unit>();
  let age = 0;
  const close = feed.listen((changes) => {
    if (!changes.some(({ list }) => list === 'People' || list === 'Units')) return;
    age += 1;
    admitted.clear();
  });
  return {
    admit: async (request, response) => {
      const signedIn = await signIn.identify(request.headers.authorization);
      if (signedIn === undefined) {
        sendTrouble(response, 'signIn');
        return undefined;
      }
      const seen = { id: signedIn.id, name: signedIn.name, language: languageOf(request.headers['accept-language']) };
      const key = parameterOf(request)('unit');
      const who = JSON.stringify([key, seen]);
      const known = admitted.get(who);
      if (known !== undefined) return known;
      const ageBefore = age;
      const entry = await verbs.board.enter(await verbs.person.know(seen), key);
      if (!entry.ok) {
        sendRefusal(response, entry.problem);
        return undefined;
      }
      if (admitted.size >= REMEMBERED) admitted.clear();
      // A change in the meantime may have taken the right away again.
      if (age === ageBefore) admitted.set(who, entry.value.unit);
      return entry.value.unit;
    },
    close,
  };
};
