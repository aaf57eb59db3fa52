import type { Suggestion } from '../suggestion/suggestion.ts';
import { isMember, type Person, type Role, rolesIn } from './person.ts';
import type { Unit } from './unit.ts';

const has = (person: Person, unit: Unit, ...roles: readonly Role[]): boolean =>
  rolesIn(person, unit).some((role) => roles.includes(role));

/** Leads the unit, or stands in for the one who does. */
export const leads = (person: Person, unit: Unit): boolean => has(person, unit, 'unitLeader', 'deputyLeader');

type OfSuggestion = { readonly unit: Unit; readonly suggestion: Suggestion };

/** Who may do what: one predicate a right. The server asks this table on every call; no screen decides. */
export const MAY = {
  'board.browse': (person: Person, unit: Unit) => isMember(person, unit) || rolesIn(person, unit).length > 0,
  'board.bind': (person: Person, unit: Unit) => leads(person, unit) || has(person, unit, 'coordinator', 'admin'),
  'suggestion.submit': (person: Person, unit: Unit) => isMember(person, unit) || rolesIn(person, unit).length > 0,
  'suggestion.comment': (person: Person, unit: Unit) => isMember(person, unit) || rolesIn(person, unit).length > 0,
  'suggestion.edit': (person: Person, { suggestion }: OfSuggestion) => suggestion.proposer === person.id,
  'suggestion.seeProposer': (person: Person, { unit, suggestion }: OfSuggestion) =>
    suggestion.showName || suggestion.proposer === person.id || leads(person, unit),
  /** The state of saving concerns everybody, so a role over the whole municipality is asked for. */
  'sync.repair': (person: Person, _everything: null) =>
    person.grants.some(({ role, scope }) => scope === 'municipality' && (role === 'coordinator' || role === 'admin')),
} as const;

type Rights = typeof MAY;

/** May this person do that with this thing? */
export const may = <Right extends keyof Rights>(
  person: Person,
  right: Right,
  thing: Parameters<Rights[Right]>[1],
): boolean => (MAY[right] as (person: Person, thing: Parameters<Rights[Right]>[1]) => boolean)(person, thing);
