import { type Day, daysBetween, weekday } from '../../bot/domain/calendar/day.ts';
import type { Instant } from '../../bot/domain/calendar/instant.ts';
import type { Words } from '../words.tsx';

/** dd.mm.yyyy */
export const dotted = (day: Day): string => `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;

const near = (day: Day, today: Day, words: Words): string | undefined => {
  const { date } = words.screen;
  const days = daysBetween(today, day);
  return days === 0 ? date.today : days === 1 ? date.tomorrow : days === -1 ? date.yesterday : undefined;
};

const weekdayOf = (day: Day, words: Words): string => words.screen.date.weekdays[weekday(day) - 1] ?? '';

/** «i dag», «i morgen», within a week «fre. 27.11.2026», else «27.11.2026». */
export const dayWords = (day: Day, today: Day, words: Words): string => {
  const close = near(day, today, words);
  if (close !== undefined) return close;
  const days = daysBetween(today, day);
  return days > 0 && days < 7 ? `${weekdayOf(day, words)} ${dotted(day)}` : dotted(day);
};

const two = (part: number): string => String(part).padStart(2, '0');

/** A moment's date on the reader's own calendar. */
export const dayOf = (instant: Instant): Day => {
  const date = new Date(instant);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` as Day;
};

/** hh.mm in Norwegian, hh:mm in English, on the reader's own clock. */
export const timeWords = (milliseconds: number, words: Words): string => {
  const date = new Date(milliseconds);
  return `${two(date.getHours())}${words.code === 'en' ? ':' : '.'}${two(date.getMinutes())}`;
};

/** «12.11.2026 kl. 10.32» */
export const momentWords = (instant: Instant, today: Day, words: Words): string =>
  words.screen.date.at(dayWords(dayOf(instant), today, words), timeWords(Date.parse(instant), words));
