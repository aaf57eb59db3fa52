import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../bot/domain/people/unit.ts';
import { chatWords } from '../../bot/domain/words/chat.ts';

/** Every sentence, by its path; those that are made are made with a mark. */
const sentences = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('§'))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`));
};

/** Whole words that belong to one language only. */
const ONLY = {
  nb: /(?<!\p{L})(ikke|jeg|hvor|hva|hvilken|enhet|enheten|noe|noen|fra|navn|navnet|tegn|lenken|åpne|nå|dere|hvordan|kommunens)(?!\p{L})/iu,
  nn: /(?<!\p{L})(ikkje|eg|kvar|kva|eining|eininga|noko|nokon|frå|namn|namnet|teikn|lenkja|opne|no|korleis|berre|òg)(?!\p{L})/iu,
  en: /(?<!\p{L})(the|and|you|board|suggestion|ticket|huddle|your|with)(?!\p{L})/iu,
} as const;

describe('the words of the chat', () => {
  test.each(LANGUAGES)('%s has no words of the others', (language) => {
    // “no” is a word of English and of nynorsk.
    const strangers = language === 'en' ? (['nb'] as const) : LANGUAGES.filter((other) => other !== language);
    const mixed = sentences(chatWords(language)).filter(([, text]) =>
      strangers.some((other) => ONLY[other].test(text)),
    );
    expect(mixed).toEqual([]);
  });

  test('every sentence with a name says the name', () => {
    for (const language of LANGUAGES) {
      const told = [
        chatWords(language).form.concerns('§'),
        chatWords(language).card.from('§'),
        chatWords(language).trouble('§'),
      ];
      for (const sentence of told) expect(sentence).toContain('§');
    }
  });

  test('nothing is empty', () => {
    for (const language of LANGUAGES)
      for (const [path, text] of sentences(chatWords(language))) expect([path, text.trim()]).not.toEqual([path, '']);
  });
});
