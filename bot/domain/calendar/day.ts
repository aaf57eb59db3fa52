import type { Brand } from '../brand.ts';
import { type Instant, millisecondsOf } from './instant.ts';

/** A date without a time, `YYYY-MM-DD`; sorts as text. */
export type Day = Brand<'Day'>;

const DAY_MS = 86_400_000;

export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().slice(0, 10) === text;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as Day;

/** Calendar days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);

/** The wall clock of Norwegian municipalities, where nothing else is configured. */
export const HOME_ZONE = 'Europe/Oslo';

/** Making a formatter costs a thousand times what using it does, so each zone's is kept. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const kept = FORMATTERS.get(zone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  FORMATTERS.set(zone, made);
  return made;
};

/** The date that people in `zone` (an IANA name) read off the wall at that moment. */
export const dayAt = (instant: Instant, zone: string = HOME_ZONE): Day =>
  formatterOf(zone).format(millisecondsOf(instant)) as Day;

/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => new Date(day).getUTCDay() || 7;
