import { may } from '../../domain/people/may.ts';
import type { PeopleProblem } from '../../domain/people/problem.ts';
import type { UnitKey } from '../../domain/people/unit.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { refreshMembers } from '../person/refresh-members.ts';
import type { Ports } from '../ports.ts';
import type { Entry } from './enter.ts';

/** Places the unit's board in a channel. */
export const createBind =
  (ports: Pick<Ports, 'units' | 'roster' | 'memberships'>) =>
  async (
    { person, unit }: Entry,
    place: { readonly teamId: string; readonly channelId: string },
  ): Promise<Result<UnitKey, PeopleProblem>> => {
    if (!may(person, 'board.bind', unit)) return refuse({ kind: 'notAllowed' });
    if (unit.teamId === place.teamId && unit.channelId === place.channelId) return ok(unit.key);
    await ports.units.bind(unit.key, place);
    await refreshMembers(ports, { ...unit, ...place });
    return ok(unit.key);
  };
