import { personId } from './ids.ts';
import { posts } from './posts.ts';
import type { SolvangdalRole, SolvangdalRoleName } from './role-names.ts';
import { hasDeputy, hasLeader, hasSafetyRep, hasUnionRep, SEAT } from './seats.ts';
import { type UnitFacts, unitFacts } from './units.ts';

type UnitRole = {
  readonly role: SolvangdalRoleName;
  readonly seat: number;
  readonly has: (unit: UnitFacts) => boolean;
};

const UNIT_ROLES: readonly UnitRole[] = [
  { role: 'unitLeader', seat: SEAT.leader, has: hasLeader },
  { role: 'deputyLeader', seat: SEAT.deputy, has: hasDeputy },
  { role: 'unionRep', seat: SEAT.unionRep, has: hasUnionRep },
  { role: 'safetyRep', seat: SEAT.safetyRep, has: hasSafetyRep },
];

const ofUnit = (unit: UnitFacts): SolvangdalRole[] =>
  UNIT_ROLES.filter(({ has }) => has(unit)).map(({ role, seat }) => ({
    person: personId(unit.code, seat),
    role,
    scope: unit.code,
  }));

/** Every role that somebody has: first the posts across the municipality, then unit by unit. */
export const roles: readonly SolvangdalRole[] = [
  ...posts.flatMap(({ unit, seat, roles: given }) =>
    given.map(({ role, scope }) => ({ person: personId(unit, seat), role, scope })),
  ),
  ...unitFacts.flatMap(ofUnit),
];
