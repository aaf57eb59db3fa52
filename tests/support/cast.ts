import { type Day, isDay } from '../../bot/domain/calendar/day.ts';
import { type Instant, isInstant } from '../../bot/domain/calendar/instant.ts';
import {
  type Grant,
  isPersonId,
  type Person,
  type PersonId,
  type Role,
  type ScopeKind,
} from '../../bot/domain/people/person.ts';
import { isUnitKey, type Unit, type UnitKey } from '../../bot/domain/people/unit.ts';
import { isSuggestionKey, type Suggestion, type SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';

const made = <T extends string>(text: string, is: (text: string) => text is T): T => {
  if (!is(text)) throw new Error(`${text} is not of that form`);
  return text;
};

export const at = (text: string): Instant => made(text, isInstant);
export const day = (text: string): Day => made(text, isDay);
export const unitKey = (text: string): UnitKey => made(text, isUnitKey);
/** The key of the n-th suggestion. */
export const key = (n: number): SuggestionKey => made(`01${String(n).padStart(24, '0')}`, isSuggestionKey);
const personId = (n: number): PersonId => made(`ca570000-0000-4000-8000-${String(n).padStart(12, '0')}`, isPersonId);

const unit = (code: string, name: string, area: string): Unit => ({
  key: unitKey(code),
  name,
  area,
  language: 'nb',
  startYear: 2013,
  headcount: 20,
  teamId: `team-${code}`,
  channelId: `19:${code}@thread.tacv2`,
});

/** Two units of one area, and one of another. */
export const north = unit('HEO01', 'Elvetun sykehjem avd. 1', 'HEO');
export const south = unit('HEO02', 'Elvetun sykehjem avd. 2', 'HEO');
export const school = { ...unit('OPP05', 'Nordgarden skule', 'OPP'), language: 'nn' } satisfies Unit;
export const UNITS: readonly Unit[] = [north, south, school];

let people = 0;

/** Somebody new: `person('Ana', north)` is a member of a unit; without one, of none. */
export const person = (name: string, ...units: readonly Unit[]): Person => {
  people += 1;
  return { id: personId(people), name, language: 'nb', units: units.map((one) => one.key), grants: [] };
};

/** The same person with one role more: over a unit, over the unit's area, or over all. */
export const withRole = (who: Person, role: Role, scope: ScopeKind, over: Unit = north): Person => {
  const place = { unit: over.key as string, area: over.area, municipality: '' }[scope];
  const grant: Grant = { key: `${who.id}-${who.grants.length}`, person: who.id, role, scope, place };
  return { ...who, grants: [...who.grants, grant] };
};

/** Works at Elvetun 1 and suggests things. */
export const ana = person('Ana Berg', north);
/** Works there too. */
export const ben = person('Ben Dahl', north);
/** Leads it. */
export const liv = withRole(person('Liv Haug', north), 'unitLeader', 'unit');
/** Stands in for Liv. */
export const siri = withRole(person('Siri Moen', north), 'deputyLeader', 'unit');
/** Runs the board meeting. */
export const odd = withRole(person('Odd Nes', north), 'huddleHost', 'unit');
/** Represents the union. */
export const tor = withRole(person('Tor Vik', north), 'unionRep', 'unit');
/** Looks after safety. */
export const vera = withRole(person('Vera Lie', north), 'safetyRep', 'unit');
/** Head of health and care. */
export const kari = withRole(person('Kari Sand'), 'areaHead', 'area');
/** Coordinates improvement work everywhere. */
export const cora = withRole(person('Cora Aas'), 'coordinator', 'municipality');
/** Works at the school. */
export const per = person('Per Ness', school);
/** Works nowhere that we know. */
export const nobody = person('Nils Ukjent');

export const CAST: readonly Person[] = [ana, ben, liv, siri, odd, tor, vera, kari, cora, per, nobody];

/** A new suggestion of Ana's at Elvetun 1, apart from what is said. */
export const suggestion = (but: Partial<Suggestion> = {}): Suggestion => ({
  key: key(1),
  unit: north.key,
  text: 'Kan vi ha et lite lager i skapet ved vaktrommet?',
  state: 'new',
  phase: null,
  proposer: ana.id,
  showName: true,
  sourceLink: null,
  submittedAt: at('2026-11-02T08:00:00Z'),
  movedAt: at('2026-11-02T08:00:00Z'),
  owner: null,
  due: null,
  threeF: null,
  effort: null,
  effect: null,
  firstTest: null,
  reply: null,
  question: null,
  reasonCode: null,
  reviewDate: null,
  result: null,
  learning: null,
  ...but,
});
