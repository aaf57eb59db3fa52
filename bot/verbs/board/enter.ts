import { type Instant, instantOf, millisecondsOf } from '../../domain/calendar/instant.ts';
import { may } from '../../domain/people/may.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PeopleProblem } from '../../domain/people/problem.ts';
import { isUnitKey, type Unit, type UnitKey } from '../../domain/people/unit.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { refreshMembers } from '../person/refresh-members.ts';
import type { Ports } from '../ports.ts';

/** How long a "no" is believed before the directory is asked again, in milliseconds. */
const BELIEVE_NO_MS = 60_000;

export type Entry = { readonly person: Person; readonly unit: Unit };

type Reading = { readonly since: Instant; readonly done: Promise<void> };

type Needs = Pick<Ports, 'units' | 'people' | 'clock' | 'roster' | 'memberships'>;

/**
 * Reads a unit's members in the directory, once a minute at most. Whoever comes while it is being read waits for the
 * same answer. When the directory does not answer, everybody who waited is told so, and the next one asks again.
 */
const createFreshMembers = (ports: Needs): ((unit: Unit) => Promise<void>) => {
  const readings = new Map<UnitKey, Reading>();
  return (unit) => {
    const now = ports.clock.now();
    const last = readings.get(unit.key);
    if (last !== undefined && last.since > instantOf(millisecondsOf(now) - BELIEVE_NO_MS)) return last.done;
    const done = refreshMembers(ports, unit).catch((failure: unknown) => {
      readings.delete(unit.key);
      throw failure;
    });
    readings.set(unit.key, { since: now, done });
    return done;
  };
};

/**
 * Lets a person in to a unit: member of its team, or with a role over it. Somebody who is not is looked up in the
 * directory, since they may have joined the team just now. Throws `Unavailable` when the directory does not answer.
 */
export const createEnter = (ports: Needs): ((person: Person, key: string) => Promise<Result<Entry, PeopleProblem>>) => {
  const freshMembers = createFreshMembers(ports);
  return async (person, key) => {
    const unit = isUnitKey(key) ? await ports.units.find(key) : undefined;
    if (unit === undefined) return refuse({ kind: 'unitUnknown' });
    if (may(person, 'board.browse', unit)) return ok({ person, unit });
    await freshMembers(unit);
    const again = await ports.people.know({ id: person.id, name: person.name });
    return may(again, 'board.browse', unit) ? ok({ person: again, unit }) : refuse({ kind: 'notAllowed' });
  };
};

export type Enter = ReturnType<typeof createEnter>;
