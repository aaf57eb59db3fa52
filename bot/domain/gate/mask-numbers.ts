import { inspect } from './gate.ts';
import { findNumbers, foldDigits, judgeNumber } from './national-number.ts';

/** What stands where a number was. */
const MASK = '•••••••••••';

/**
 * The text without its national identity numbers, for showing somebody their own words again. A text without any
 * comes back untouched. Should one be hidden so well that masking misses it, nothing comes back.
 */
export const maskNumbers = (text: string): string => {
  if (!inspect(text).nationalNumber) return text;
  const folded = foldDigits(text);
  let masked = '';
  let from = 0;
  for (const { start, end, digits } of findNumbers(folded)) {
    if (judgeNumber(digits) !== 'national') continue;
    if (start >= from) masked += folded.slice(from, start) + MASK;
    from = Math.max(from, end);
  }
  masked += folded.slice(from);
  return inspect(masked).nationalNumber ? '' : masked;
};
