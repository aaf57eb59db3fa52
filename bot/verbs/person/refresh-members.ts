import type { Unit } from '../../domain/people/unit.ts';
import type { Ports } from '../ports.ts';

/** Reads who is in the unit's team now. A unit without a team has nobody to read. */
export const refreshMembers = async (
  { roster, memberships }: Pick<Ports, 'roster' | 'memberships'>,
  unit: Unit,
): Promise<void> => {
  await memberships.replace(unit.key, unit.teamId === null ? [] : await roster.membersOf(unit.teamId));
};
