import { addDays, type Day, weekday } from './day.ts';
import { isHoliday } from './holidays.ts';

export const isWorkingDay = (day: Day): boolean => weekday(day) < 6 && !isHoliday(day);

/** The day that is `count` working days after `day`; the day itself is not counted. */
export const addWorkingDays = (day: Day, count: number): Day => {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
};

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: Day, to: Day): number => {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
};
