import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../bot/domain/people/unit.ts';
import { chatWords } from '../../bot/domain/words/chat.ts';
import { strangeWord } from '../support/strange-words.ts';

/** Every sentence, by its path; those that are made are made with a mark. */
const sentences = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('§'))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`));
};

describe('the words of the chat', () => {
  test.each(LANGUAGES)('%s has no words of the others', (language) => {
    const mixed = sentences(chatWords(language)).filter(([, text]) => strangeWord(text, language) !== undefined);
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

  test('a suggestion is called the same wherever it is spoken of', () => {
    for (const [path, text] of sentences(chatWords('nn')))
      expect([path, text]).not.toEqual([path, expect.stringMatching(/framlegg/i)]);
  });
});
