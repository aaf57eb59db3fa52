import type { Language } from '../preferences.ts';

const DAY = 24 * 60 * 60 * 1000;

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Short, for lists: the clock today, else the day. */
export function shortTime(at: number, language: Language, now = Date.now()): string {
  const isToday = startOfDay(at) === startOfDay(now);
  return new Date(at).toLocaleString(
    language,
    isToday ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  );
}

/** For messages: the clock, with the day before it when it is another. */
export function messageTime(at: number, language: Language, now = Date.now()): string {
  const clock = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (days === 0) return clock;
  const day = new Date(at).toLocaleDateString(
    language,
    days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' },
  );
  return `${day} ${clock}`;
}
