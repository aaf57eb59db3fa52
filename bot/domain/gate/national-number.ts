/** Weights of the first and the second control digit (Skatteetaten). */
const WEIGHTS_1 = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const WEIGHTS_2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);

/** Day +40 is a D-number; month +40 a help number, +80 a synthetic one. Year 00 counts as a leap year. */
const isDateLike = (digits: readonly number[]): boolean => {
  const pair = (at: number): number => (digits[at] ?? 0) * 10 + (digits[at + 1] ?? 0);
  const day = pair(0) > 40 ? pair(0) - 40 : pair(0);
  const written = pair(2);
  const month = written > 80 ? written - 80 : written > 40 ? written - 40 : written;
  const limit = DAYS_IN[month - 1];
  if (limit === undefined || day < 1 || day > limit) return false;
  return !(month === 2 && day === 29 && pair(4) % 4 !== 0);
};

/**
 * First control digit: remainder 0 today; from 1 January 2032 also 1, 2 or 3. Second: remainder 0, then as now.
 * Source: Skatteetaten, folkeregisteret-api-dokumentasjon, "Nytt fødselsnummer fra 2032".
 */
const hasControlDigits = (digits: readonly number[]): boolean =>
  (weighted(digits, WEIGHTS_1) + (digits[9] ?? 0)) % 11 <= 3 &&
  (weighted(digits, WEIGHTS_2) + (digits[10] ?? 0)) % 11 === 0;

export type NumberVerdict = 'national' | 'dateLike' | 'other';

/** What eleven digits are: a valid national identity number of any kind, only date-like, or neither. */
export const judgeNumber = (elevenDigits: string): NumberVerdict => {
  const digits = [...elevenDigits].map(Number);
  if (!isDateLike(digits)) return 'other';
  return hasControlDigits(digits) ? 'national' : 'dateLike';
};

/** Bank accounts are written 4.2.5 with dots and are left alone. */
const ACCOUNT = /(?<!\d)\d{4}\.\d{2}\.\d{5}(?!\d)/g;
/**
 * Eleven digits with at most three separators between any two of them, not inside a longer number. Looked for from
 * every digit, because one group of digits may belong to two candidates: «123 45 109155 96784».
 */
const ELEVEN = /(?<!\d)(?=(\d(?:[\s\p{Pd}−._/·]{0,3}\d){10})(?!\d))/gu;

/** Arabic-Indic and Persian digits, which NFKC leaves as they are. */
const EASTERN = /[\u0660-\u0669\u06F0-\u06F9]/g;
const western = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);

/** The text with other ways to write digits folded into ours, and without what cannot be seen. */
export const foldDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .replace(EASTERN, western);

/** Where in a folded text eleven digits stand that may be a number; they may overlap. */
export const findNumbers = (
  folded: string,
): readonly { readonly start: number; readonly end: number; readonly digits: string }[] =>
  [...folded.replace(ACCOUNT, (account) => ' '.repeat(account.length)).matchAll(ELEVEN)].map(
    ({ index, 1: found = '' }) => ({ start: index, end: index + found.length, digits: found.replace(/\D/g, '') }),
  );

/** Every run of eleven digits in a text, digits only. */
export const numbersIn = (text: string): readonly string[] => findNumbers(foldDigits(text)).map(({ digits }) => digits);
