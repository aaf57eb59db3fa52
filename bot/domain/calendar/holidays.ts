import { addDays, type Day } from './day.ts';

/** Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher). */
export const easterSunday = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day;
};

/** Days from Easter Sunday: Maundy Thursday, Good Friday, Easter Day, Easter Monday, Ascension, Whit Sunday, Whit Monday. */
const FROM_EASTER = [-3, -2, 0, 1, 39, 49, 50];

/** Month and day: New Year's Day, Labour Day, Constitution Day, Christmas Day, Boxing Day. */
const FIXED = ['01-01', '05-01', '05-17', '12-25', '12-26'];

/** The moving holidays of each year that was asked about: boards ask for the same days by the thousand. */
const moving = new Map<string, readonly Day[]>();

const movingIn = (year: string): readonly Day[] => {
  const known = moving.get(year);
  if (known !== undefined) return known;
  const easter = easterSunday(Number(year));
  const days = FROM_EASTER.map((offset) => addDays(easter, offset));
  moving.set(year, days);
  return days;
};

/** Public holidays in Norway (helligdagsfredloven § 2; lov om 1. og 17. mai). */
export const isHoliday = (day: Day): boolean => FIXED.includes(day.slice(5)) || movingIn(day.slice(0, 4)).includes(day);
