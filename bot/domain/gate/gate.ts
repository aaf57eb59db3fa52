import { DEVIATION_STEMS, HEALTH_STEMS, PERSON_WORDS, WHISTLEBLOWING_STEMS } from './lexicon.ts';
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

const literally = (stem: string): string => stem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const stems = (list: readonly string[]): RegExp => new RegExp(`(?<!\\p{L})(?:${list.map(literally).join('|')})`, 'iu');
const words = (list: readonly string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${list.map(literally).join('|')})(?!\\p{L})`, 'iu');

const HEALTH = stems(HEALTH_STEMS);
const PERSON = words(PERSON_WORDS);
const DEVIATION = stems(DEVIATION_STEMS);
const WHISTLEBLOWING = stems(WHISTLEBLOWING_STEMS);
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]*\p{L}/u;
/** Norwegian numbers: eight digits that begin with 2–9, perhaps after +47 or 0047. */
const PHONE =
  /(?<![\d.,])(?:(?:\+|00)47\s?)?[2-9]\d(?:\s?\d{2}){3}(?![\d.,]?\d)|(?<![\d.,])[49]\d{2}\s\d{2}\s\d{3}(?!\d)/;
/** Two letters and five digits, the form of Norwegian registration plates. */
const PLATE = /(?<![\p{L}\d])[A-Z]{2}\s?[1-9]\d{4}(?!\d)/u;
const ROOM = /(?<!\p{L})rom(?:met)?\s?(?:nr\.?\s?)?\d+/iu;

const SIGHTS: Record<Exclude<Warning, 'dateNumber'>, (text: string) => boolean> = {
  email: (text) => EMAIL.test(text),
  phone: (text) => PHONE.test(text),
  plate: (text) => PLATE.test(text),
  health: (text) => HEALTH.test(text) && (PERSON.test(text) || ROOM.test(text)),
  room: (text) => ROOM.test(text) && PERSON.test(text),
  deviation: (text) => DEVIATION.test(text),
  whistleblowing: (text) => WHISTLEBLOWING.test(text),
};

/** Looks at a text before it is kept anywhere. Local rules only; the text leaves the function in no form. */
export const inspect = (text: string): Finding => {
  const verdicts = numbersIn(text).map(judgeNumber);
  const plain = text.normalize('NFKC');
  return {
    nationalNumber: verdicts.includes('national'),
    warnings: WARNINGS.filter((warning) =>
      warning === 'dateNumber' ? verdicts.includes('dateLike') : SIGHTS[warning](plain),
    ),
  };
};
