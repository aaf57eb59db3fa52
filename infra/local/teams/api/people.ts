import type { DirectoryUser } from '../../directory.ts';
import type { Tenant } from '../tenant.ts';

/** Titles that tell the parts people play; the start page offers somebody for each, in this order. */
const PARTS: readonly RegExp[] = [
  /^(?!.*(leder|tillitsvalg|verneombud|hr|koordinator|rådgiver|direktør|sjef|rektor|styrer))./i,
  /leder|rektor|styrer|leiar|manager/i,
  /tillitsvalgt|tillitsvald|union/i,
  /verneombud|verneombod|safety/i,
  /\bhr\b|personal/i,
  /koordinator|coordinator/i,
  /direktør|kommunedirektør|kommunalsjef|director/i,
  /rådgiver|rådgjevar|adviser/i,
];
const OFFERED = 9;
const FOUND = 50;

/** Somebody to offer, and what they are: «Tillitsvalgt». */
export type Offer = { readonly userId: string; readonly part: string };

/** Those that were asked for; else a handful of people whose titles tell different parts, filled up with others. */
export function offerPeople(tenant: Tenant, asked: readonly Offer[]) {
  if (asked.length > 0) return asked.map(({ userId, part }) => ({ user: tenant.knownUser(userId), part }));
  const chosen = new Set<DirectoryUser>();
  for (const part of PARTS) {
    const fits = tenant.users.filter((user) => part.test(user.jobTitle) && !chosen.has(user));
    const user = fits.find(({ id }) => tenant.teamsOf(id).length > 0) ?? fits[0];
    if (user) chosen.add(user);
  }
  const all = [...new Set([...chosen, ...tenant.users])].slice(0, OFFERED);
  return all.map((user) => ({ user, part: user.jobTitle }));
}

/** By name, title, unit, address or object id; every word that was typed must be found. */
export function searchPeople(tenant: Tenant, typed: string): readonly DirectoryUser[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return tenant.users
    .filter((user) => {
      const units = tenant.teamsOf(user.id).map(({ displayName }) => displayName);
      const whole = [user.displayName, user.jobTitle, user.mail, user.userPrincipalName, user.id, ...units]
        .join(' ')
        .toLowerCase();
      return words.every((word) => whole.includes(word));
    })
    .slice(0, FOUND);
}
