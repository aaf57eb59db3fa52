import { describe, expect, test } from '@jest/globals';
import DateHolidays from 'date-holidays';
import fc from 'fast-check';
import { addDays, type Day, dayAt, daysBetween, isDay, weekday } from '../../bot/domain/calendar/day.ts';
import { easterSunday, isHoliday } from '../../bot/domain/calendar/holidays.ts';
import { type Instant, instantOf, isInstant, later, millisecondsOf } from '../../bot/domain/calendar/instant.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../bot/domain/calendar/working-days.ts';

const day = (text: string): Day => {
  if (!isDay(text)) throw new Error(`${text} is no day`);
  return text;
};
const instant = (text: string): Instant => {
  if (!isInstant(text)) throw new Error(`${text} is no instant`);
  return text;
};

/** Every day from 2020 to 2040. */
const anyDay = fc.integer({ min: 0, max: 21 * 365 }).map((days) => addDays(day('2020-01-01'), days));

describe('an instant', () => {
  test.each(['2026-11-24T12:00:00Z', '2024-02-29T23:59:59Z', '1970-01-01T00:00:00Z'])('%s is one', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00+01:00',
    '2026-01-01',
    '',
  ])('%s is none', (text) => {
    expect(isInstant(text)).toBe(false);
  });

  test('drops the part of a second, and comes back from milliseconds as it was', () => {
    expect(instantOf(Date.UTC(2026, 0, 1, 12, 0, 0, 999))).toBe('2026-01-01T12:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const made = instantOf(seconds * 1000);
        expect(isInstant(made)).toBe(true);
        expect(millisecondsOf(made)).toBe(seconds * 1000);
      }),
    );
  });

  test('sorts as text in the order of time', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, seconds, (a, b) => {
        expect(instantOf(a * 1000) < instantOf(b * 1000)).toBe(a < b);
      }),
    );
  });

  test('later counts seconds, also back and across a leap day', () => {
    expect(later(instant('2024-02-28T23:59:50Z'), 20)).toBe('2024-02-29T00:00:10Z');
    expect(later(instant('2026-01-01T00:00:00Z'), -1)).toBe('2025-12-31T23:59:59Z');
  });
});

describe('a day', () => {
  test.each([
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['2026-04-01T00:00:00Z', false],
    ['01.04.2026', false],
  ])('%s: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isDay(to)).toBe(true);
        expect(daysBetween(from, to)).toBe(days);
        expect(weekday(to)).toBe(((((weekday(from) - 1 + days) % 7) + 7) % 7) + 1);
      }),
    );
  });

  test('weeks begin on Monday', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-28', '2026-11-29'].map((text) => weekday(day(text)))).toEqual([
      1, 2, 6, 7,
    ]);
  });
});

describe('the date on the wall', () => {
  test.each([
    ['winter, an hour before midnight', '2026-01-15T22:59:59Z', '2026-01-15'],
    ['winter, midnight', '2026-01-15T23:00:00Z', '2026-01-16'],
    ['summer, an hour before midnight', '2026-07-15T21:59:59Z', '2026-07-15'],
    ['summer, midnight', '2026-07-15T22:00:00Z', '2026-07-16'],
    ['the last midnight before summer time', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['just before the clock goes forward', '2026-03-29T00:59:59Z', '2026-03-29'],
    ['just after the clock went forward', '2026-03-29T01:00:00Z', '2026-03-29'],
    ['the evening of that short day', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['midnight after the short day', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['the last midnight in summer time', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['the hour that comes twice, first time', '2026-10-25T00:30:00Z', '2026-10-25'],
    ['the hour that comes twice, second time', '2026-10-25T01:30:00Z', '2026-10-25'],
    ['the evening of that long day', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['midnight after the long day', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['New Year', '2026-12-31T23:00:00Z', '2027-01-01'],
  ])('in Oslo: %s', (_, at, expected) => {
    expect(dayAt(instant(at), 'Europe/Oslo')).toBe(expected);
    expect(dayAt(instant(at))).toBe(expected);
  });

  test('another zone has its own', () => {
    expect(dayAt(instant('2026-01-15T23:30:00Z'), 'UTC')).toBe('2026-01-15');
    expect(dayAt(instant('2026-01-15T04:30:00Z'), 'America/New_York')).toBe('2026-01-14');
  });

  test('a day in Oslo has 23, 24 or 25 hours, and each hour belongs to exactly one day', () => {
    const hours = new Map<string, number>();
    for (let at = Date.UTC(2025, 11, 31, 23); at < Date.UTC(2026, 11, 31, 23); at += 3_600_000) {
      const date = dayAt(instantOf(at));
      hours.set(date, (hours.get(date) ?? 0) + 1);
    }
    expect(hours.size).toBe(365);
    expect([...hours].filter(([, count]) => count !== 24)).toEqual([
      ['2026-03-29', 23],
      ['2026-10-25', 25],
    ]);
  });
});

describe('public holidays in Norway', () => {
  const witness = new DateHolidays('NO');

  test.each(Array.from({ length: 21 }, (_, index) => 2020 + index))('%i is as another calendar has it', (year) => {
    const theirs = witness.getHolidays(year).filter(({ type }) => type === 'public');
    const ours = Array.from({ length: 366 }, (_, at) => addDays(day(`${year}-01-01`), at)).filter(
      (date) => date.startsWith(String(year)) && isHoliday(date),
    );
    expect(ours).toEqual([...new Set(theirs.map(({ date }) => date.slice(0, 10)))].sort());
  });

  test('Christmas Eve and New Year’s Eve are working days, though banks close', () => {
    expect(isWorkingDay(day('2026-12-24'))).toBe(true);
    expect(isWorkingDay(day('2026-12-31'))).toBe(true);
  });

  test.each([
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter %i, the earliest and the latest included', (year, expected) => {
    expect(easterSunday(year)).toBe(expected);
  });
});

describe('working days', () => {
  test.each([
    ['over Easter', '2026-04-01', 5, '2026-04-13'],
    ['over Labour Day', '2026-04-30', 5, '2026-05-08'],
    ['over Ascension, with 17 May on a Sunday', '2026-05-13', 5, '2026-05-21'],
    ['over Whit Monday', '2026-05-22', 5, '2026-06-01'],
    ['ten from a Monday', '2026-11-02', 10, '2026-11-16'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
    ['none', '2026-11-28', 0, '2026-11-28'],
  ])('%s: %s and %i is %s', (_, from, count, expected) => {
    expect(addWorkingDays(day(from), count)).toBe(expected);
    expect(workingDaysBetween(day(from), day(expected))).toBe(count);
  });

  test('the day that is reached is a working day, and counting back gives the number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (from, count) => {
        const reached = addWorkingDays(from, count);
        expect(isWorkingDay(reached)).toBe(true);
        expect(workingDaysBetween(from, reached)).toBe(count);
        expect(workingDaysBetween(from, addDays(reached, -1))).toBe(count - 1);
      }),
    );
  });

  test('counts add up, and are none backwards', () => {
    const length = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(anyDay, length, length, (from, first, second) => {
        const middle = addDays(from, first);
        const end = addDays(middle, second);
        expect(workingDaysBetween(from, middle) + workingDaysBetween(middle, end)).toBe(workingDaysBetween(from, end));
        expect(workingDaysBetween(end, from)).toBe(0);
      }),
    );
  });
});
