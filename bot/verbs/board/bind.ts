import { may } from '../../domain/people/may.ts';
import type { Person, PersonId } from '../../domain/people/person.ts';
import type { PeopleProblem } from '../../domain/people/problem.ts';
import type { UnitKey } from '../../domain/people/unit.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Ports } from '../ports.ts';
import type { Entry } from './enter.ts';

/** The one who places a board must be in that team: naming a team is no way to look into it. */
const isIn = (members: readonly { readonly id: PersonId }[], person: Person): boolean =>
  members.some(({ id }) => id === person.id) || may(person, 'sync.repair', null);

/** Places the unit's board in a channel. */
export const createBind =
  (ports: Pick<Ports, 'units' | 'roster' | 'memberships'>) =>
  async (
    { person, unit }: Entry,
    place: { readonly teamId: string; readonly channelId: string },
  ): Promise<Result<UnitKey, PeopleProblem>> => {
    if (!may(person, 'board.bind', unit)) return refuse({ kind: 'notAllowed' });
    if (unit.teamId === place.teamId && unit.channelId === place.channelId) return ok(unit.key);
    const members = await ports.roster.membersOf(place.teamId);
    if (!isIn(members, person)) return refuse({ kind: 'notAllowed' });
    await ports.units.bind(unit.key, place);
    await ports.memberships.replace(unit.key, members);
    return ok(unit.key);
  };
