import type { Language } from '../../bot/domain/people/unit.ts';

/** Whole words that belong to one language only. */
const ONLY: Record<Language, RegExp> = {
  nb: /(?<!\p{L})(ikke|jeg|hvor|hva|hvilken|enhet|enheten|noe|noen|fra|navn|navnet|tegn|lenken|åpne|nå|dere|hvordan|kommunens)(?!\p{L})/iu,
  nn: /(?<!\p{L})(ikkje|eg|kvar|kva|eining|eininga|noko|nokon|frå|namn|namnet|teikn|lenkja|opne|no|korleis|berre|òg)(?!\p{L})/iu,
  en: /(?<!\p{L})(the|and|you|board|suggestion|ticket|huddle|your|with)(?!\p{L})/iu,
};

/** The first word in a text that belongs to another language than this one; undefined when there is none. */
export const strangeWord = (text: string, language: Language): string | undefined => {
  // “no” is a word of English and of nynorsk.
  const strangers: Record<Language, readonly Language[]> = { nb: ['nn', 'en'], nn: ['nb', 'en'], en: ['nb'] };
  return strangers[language].map((other) => ONLY[other].exec(text)?.[0]).find((word) => word !== undefined);
};
