import { instantOf, millisecondsOf } from '../../domain/calendar/instant.ts';
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

/**
 * Lets a person in to a unit: member of its team, or with a role over it. Somebody who is not is looked up in the
 * directory once a minute at most, since they may have joined the team just now.
 */
export const createEnter = (
  ports: Pick<Ports, 'units' | 'people' | 'clock' | 'roster' | 'memberships'>,
): ((person: Person, key: string) => Promise<Result<Entry, PeopleProblem>>) => {
  const refreshed = new Map<UnitKey, string>();
  const mayRefresh = (unit: Unit): boolean => {
    const last = refreshed.get(unit.key);
    const now = ports.clock.now();
    if (last !== undefined && last > instantOf(millisecondsOf(now) - BELIEVE_NO_MS)) return false;
    refreshed.set(unit.key, now);
    return true;
  };
  return async (person, key) => {
    const unit = isUnitKey(key) ? await ports.units.find(key) : undefined;
    if (unit === undefined) return refuse({ kind: 'unitUnknown' });
    if (may(person, 'board.browse', unit)) return ok({ person, unit });
    if (!mayRefresh(unit)) return refuse({ kind: 'notAllowed' });
    await refreshMembers(ports, unit);
    const again = await ports.people.know({ id: person.id, name: person.name });
    return may(again, 'board.browse', unit) ? ok({ person: again, unit }) : refuse({ kind: 'notAllowed' });
  };
};

export type Enter = ReturnType<typeof createEnter>;
