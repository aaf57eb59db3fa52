import type { DirectoryUser } from '../directory.ts';
import { cast, castAt } from './cast.ts';
import { type Chance, createChance } from './chance.ts';
import { personId, TENANT } from './ids.ts';
import { mailName, nameFrom } from './names.ts';
import { postAt } from './posts.ts';
import { hasLeader, SEAT } from './seats.ts';
import { leaderTitle, staffTitle } from './titles.ts';
import { type UnitFacts, unitFacts } from './units.ts';

const CAST_NAMES: ReadonlySet<string> = new Set(cast.map(({ name }) => name));

const titleAt = (unit: UnitFacts, seat: number): string =>
  castAt(unit.code, seat)?.title ??
  postAt(unit.code, seat)?.title ??
  (seat === SEAT.leader && hasLeader(unit)
    ? leaderTitle(unit.code, unit.language)
    : staffTitle(unit.code, seat, unit.language));

/** Most people's Teams speaks as their unit writes; some prefer the other form, a few read English. */
const languageOf = (unit: UnitFacts, chance: Chance): DirectoryUser['language'] => {
  const point = chance();
  if (point < 0.02) return 'en-GB';
  const own = unit.language === 'nn' ? point < 0.9 : point < 0.07;
  return own ? 'nn-NO' : 'nb-NO';
};

type Named = Pick<DirectoryUser, 'id' | 'displayName' | 'jobTitle' | 'language'>;

/** The people of a unit by seat. No two of them have the same name, and nobody is named like one of the cast. */
const peopleOf = (unit: UnitFacts): Named[] => {
  const chance = createChance(`people of ${unit.code}`);
  const taken = new Set(CAST_NAMES);
  return Array.from({ length: unit.headcount }, (_, seat) => {
    const known = castAt(unit.code, seat);
    const displayName = known?.name ?? nameFrom(chance, taken);
    taken.add(displayName);
    const language = known?.language ?? languageOf(unit, chance);
    return { id: personId(unit.code, seat), displayName, jobTitle: titleAt(unit, seat), language };
  });
};

/** Gives everybody an address of their own: the second Kari Hansen becomes kari.hansen2. */
const withMail = (people: readonly Named[]): DirectoryUser[] => {
  const seen = new Map<string, number>();
  return people.map((person) => {
    const local = mailName(person.displayName);
    const count = (seen.get(local) ?? 0) + 1;
    seen.set(local, count);
    const mail = `${local}${count > 1 ? count : ''}@${TENANT.domain}`;
    return { ...person, mail, userPrincipalName: mail };
  });
};

/** Everybody who works in Solvangdal, unit by unit. */
export const staff = (): DirectoryUser[] => withMail(unitFacts.flatMap(peopleOf));
