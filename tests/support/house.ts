import { type Instant, later } from '../../bot/domain/calendar/instant.ts';
import { isMember, type Person } from '../../bot/domain/people/person.ts';
import type { Unit } from '../../bot/domain/people/unit.ts';
import type { Result } from '../../bot/domain/result.ts';
import type { Note } from '../../bot/domain/suggestion/new-suggestion.ts';
import type { Suggestion, SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import type { Notice } from '../../bot/ports/notices.ts';
import type { Row } from '../../bot/ports/rows.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { openStore } from '../../bot/store/open-store.ts';
import type { Entry } from '../../bot/verbs/board/enter.ts';
import { createVerbs } from '../../bot/verbs/verbs.ts';
import { at, CAST, key, north, UNITS } from './cast.ts';

/** What was refused must not have been: for tests that go on with the value. */
export const got = <T>(result: Result<T, { readonly kind: string }>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.value;
};

/** The directory of the tests: who is in which team, and how often it was asked. */
const createDirectory = () => {
  const teams = new Map<string, Person[]>();
  for (const unit of UNITS) {
    teams.set(
      unit.teamId ?? '',
      CAST.filter((one) => isMember(one, unit)),
    );
  }
  let answering = true;
  let held: Promise<void> = Promise.resolve();
  const asked: string[] = [];
  return {
    asked,
    joins: (who: Person, unit: Unit): void => void teams.get(unit.teamId ?? '')?.push(who),
    leaves: (who: Person, unit: Unit): void =>
      void teams.set(
        unit.teamId ?? '',
        (teams.get(unit.teamId ?? '') ?? []).filter(({ id }) => id !== who.id),
      ),
    answers: (does: boolean): void => {
      answering = does;
    },
    /** Keeps every answer back until the returned function is called. */
    holds: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    membersOf: async (teamId: string) => {
      asked.push(teamId);
      await held;
      if (!answering) throw new Unavailable('The directory does not answer');
      return (teams.get(teamId) ?? []).map(({ id, name }) => ({ id, name }));
    },
  };
};

/** One, two, three … */
const createCounter = (): (() => number) => {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
};

/** Tavla's verbs over a real store in memory, on Tuesday 24 November 2026 at noon; the cast is known and at work. */
export const openHouse = async () => {
  let now: Instant = at('2026-11-24T11:00:00Z');
  const count = createCounter();
  const clock = { now: () => now };
  const made = { next: () => `02${String(count()).padStart(24, '0')}` };
  const store = await openStore('sqlite::memory:', { clock, keys: made });
  const directory = createDirectory();
  const verbs = createVerbs({
    ...store,
    clock,
    keys: made,
    memberships: store.people,
    roster: directory,
    unread: { unreadable: () => [] },
    timeZone: 'Europe/Oslo',
  });

  const keep = (list: 'Units' | 'People', rows: readonly Row[]): Promise<number> =>
    store.inbox.take(
      list,
      rows.map((row, index) => ({ kind: 'row', row, place: { itemId: `${index}`, etag: '1' }, editor: null })),
      null,
      (_, { theirs }) => ({ row: theirs, history: [] }),
    );
  await keep('Units', UNITS);
  await keep(
    'People',
    CAST.flatMap(({ grants }) => grants),
  );
  for (const unit of UNITS) await verbs.person.refreshMembers(unit);
  directory.asked.length = 0;

  /** The person as a door knows them now. */
  const seen = ({ id, name, language }: Person): Promise<Person> => verbs.person.know({ id, name, language });
  const form = createCounter();

  return {
    verbs,
    store,
    directory,
    now: () => now,
    pass: (seconds: number): void => {
      now = later(now, seconds);
    },
    seen,
    /** A fresh key for a form. */
    once: (): SuggestionKey => key(form()),
    enters: async (who: Person, unit: Unit = north): Promise<Entry> =>
      got(await verbs.board.enter(await seen(who), unit.key)),
    /** Hands in a suggestion at Elvetun 1. */
    says: async (who: Person, text: string, but: Partial<Note> = {}): Promise<Suggestion> =>
      got(
        await verbs.suggestion.submit(
          await seen(who),
          { unit: north.key, text, showName: true, confirmed: false, ...but },
          key(form()),
        ),
      ),
    /** What people are to be told since this was last asked, in order. */
    told: async (): Promise<readonly Notice[]> => {
      const tasks = await store.tasks.claim(100, 60);
      for (const { id } of tasks) await store.tasks.done(id);
      return tasks.map(({ notice }) => notice);
    },
    close: () => store.close(),
  };
};

export type House = Awaited<ReturnType<typeof openHouse>>;
