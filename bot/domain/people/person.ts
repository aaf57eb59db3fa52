import type { Brand } from '../brand.ts';
import type { Language, Unit, UnitKey } from './unit.ts';

/** Entra object id, a lower-case GUID. */
export type PersonId = Brand<'PersonId'>;

export const isPersonId = (text: string): text is PersonId =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

export const ROLES = [
  'unitLeader',
  'deputyLeader',
  'huddleHost',
  'guide',
  'coordinator',
  'areaHead',
  'leaderGroup',
  'unionRep',
  'chiefUnionRep',
  'safetyRep',
  'chiefSafetyRep',
  'hr',
  'economist',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Over what a role reaches: one unit, every unit of an area, or all. */
export const SCOPES = ['unit', 'area', 'municipality'] as const;
export type ScopeKind = (typeof SCOPES)[number];

/** One row of the People list: this person has this role there. */
export type Grant = {
  readonly key: string;
  readonly person: PersonId;
  readonly role: Role;
  readonly scope: ScopeKind;
  /** Unit key or area code; empty for the municipality. */
  readonly place: string;
};

/** Somebody at a door: who they are, where they work, and what they may act as. */
export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly language: Language;
  /** Units whose team they are a member of. */
  readonly units: readonly UnitKey[];
  readonly grants: readonly Grant[];
};

const reaches = (grant: Grant, unit: Unit): boolean =>
  grant.scope === 'municipality' ||
  (grant.place !== '' && grant.place === (grant.scope === 'unit' ? unit.key : unit.area));

/** The roles that a person has towards a unit. */
export const rolesIn = (person: Person, unit: Unit): readonly Role[] =>
  person.grants.filter((grant) => reaches(grant, unit)).map((grant) => grant.role);

export const isMember = (person: Person, unit: Unit): boolean => person.units.includes(unit.key);
