import { invalidRequest } from './failure.ts';

/** The time zone that the site is set to. A municipality's sites stand in Oslo's. */
const SITE_ZONE = 'Europe/Oslo';

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A date column's value as SharePoint gives it back: UTC in whole seconds. Without a zone it is taken in the site's;
 * `dateOnly` keeps local midnight, which is why a day may read as the evening before.
 */
export function toSiteTime(text: string, dateOnly: boolean): string {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = FORM.exec(text) ?? [];
  if (!year) throw invalidRequest('Invalid request');
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = zone ? new Date(`${wall}${zone}`) : fromWall(wall);
  if (Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1899) throw invalidRequest('Invalid request');
  return inSeconds(dateOnly ? fromWall(`${wallClock(instant).slice(0, 10)}T00:00:00`) : instant);
}

export const inSeconds = (instant: Date | number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** The instant at which the site's clocks show `wall`; of the two in autumn the first. */
function fromWall(wall: string): Date {
  const guess = new Date(`${wall}Z`);
  if (Number.isNaN(guess.getTime())) return guess;
  const first = new Date(guess.getTime() - offset(guess));
  return new Date(guess.getTime() - offset(first));
}

const offset = (instant: Date): number =>
  new Date(`${wallClock(instant)}Z`).getTime() - Math.floor(instant.getTime() / 1000) * 1000;

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: SITE_ZONE, dateStyle: 'short', timeStyle: 'medium' });

/** YYYY-MM-DDTHH:MM:SS on the site's clocks. */
export const wallClock = (instant: Date): string => format.format(instant).replace(' ', 'T');
