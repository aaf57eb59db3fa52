import { DEVIATION_WORDS, WHISTLEBLOWING_WORDS } from './channel-words.ts';
import { HARMLESS_PHRASES, HEALTH_WORDS, PERSON_WORDS } from './lexicon.ts';
import { judgeNumber, numbersIn } from './national-number.ts';

/** What the gate may ask the writer to look at once more. */
export const WARNINGS = [
  'dateNumber',
  'email',
  'phone',
  'plate',
  'health',
  'room',
  'deviation',
  'whistleblowing',
] as const;
export type Warning = (typeof WARNINGS)[number];

/** What the gate saw. `nationalNumber` stops the text; the warnings can be confirmed by the writer. */
export type Finding = { readonly nationalNumber: boolean; readonly warnings: readonly Warning[] };

const literally = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');

/** `stem*` is the beginning of a word; anything else stands alone. */
const source = (entry: string): string =>
  entry.endsWith('*') ? `${literally(entry.slice(0, -1))}\\p{L}*` : `${literally(entry)}(?!\\p{L})`;

const anyOf = (entries: readonly string[], flags = 'iu'): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${entries.map(source).join('|')})`, flags);

const HEALTH = anyOf(HEALTH_WORDS);
const PERSON = anyOf(PERSON_WORDS);
const DEVIATION = anyOf(DEVIATION_WORDS);
const WHISTLEBLOWING = anyOf(WHISTLEBLOWING_WORDS);
const HARMLESS = anyOf(HARMLESS_PHRASES, 'giu');
/** K. N. */
const INITIALS = /(?<!\p{L})\p{Lu}\.\s?\p{Lu}\.(?!\p{L})/u;
/** What stands before the @ has 64 characters at most (RFC 5321); without the limit a long word costs its square. */
const EMAIL = /[\p{L}\d_.+-]{1,64}@[\p{L}\d-]{1,63}\.[\p{L}\d.-]*\p{L}/u;
/**
 * Norwegian numbers: eight digits that begin with 2–9, by twos, or 3-2-3 for mobiles, perhaps after +47 or 0047.
 * Two years side by side are none, nor is a part of a longer row of numbers.
 */
const PHONE =
  /(?<![\d.,]|\d\s)(?:(?:\+|00)47\s?)?(?:(?!(?:19|20)\d{2}\s(?:19|20)\d{2})[2-9]\d(?:\s?\d{2}){3}|[489]\d{2}\s\d{2}\s\d{3})(?![\d.,]?\d|\s\d)/;
/** Two letters and five digits, the form of Norwegian registration plates. */
const PLATE = /(?<![\p{L}\d])[A-Z]{2}\s?[1-9]\d{4}(?!\d)/u;
const ROOM = /(?<!\p{L})(?:rom(?:met)?|leilighet|leilegheit)\s?(?:nr\.?\s?)?\d+/iu;

const isPerson = (text: string): boolean => PERSON.test(text) || INITIALS.test(text);

const SIGHTS: Record<Exclude<Warning, 'dateNumber'>, (text: string) => boolean> = {
  email: (text) => EMAIL.test(text),
  phone: (text) => PHONE.test(text),
  plate: (text) => PLATE.test(text),
  health: (text) => HEALTH.test(text) && (isPerson(text) || ROOM.test(text)),
  room: (text) => ROOM.test(text) && isPerson(text),
  deviation: (text) => DEVIATION.test(text),
  whistleblowing: (text) => WHISTLEBLOWING.test(text),
};

/** What the eye sees: full-width letters and soft hyphens are only another way to write the same word. */
const legible = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(HARMLESS, ' ');

/** Looks at a text before it is kept anywhere. Local rules only; the text leaves the function in no form. */
export const inspect = (text: string): Finding => {
  const verdicts = numbersIn(text).map(judgeNumber);
  const plain = legible(text);
  return {
    nationalNumber: verdicts.includes('national'),
    warnings: WARNINGS.filter((warning) =>
      warning === 'dateNumber' ? verdicts.includes('dateLike') : SIGHTS[warning](plain),
    ),
  };
};
