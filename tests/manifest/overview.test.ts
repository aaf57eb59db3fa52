import { expect, test } from '@jest/globals';
import { LANGUAGES } from '../../bot/domain/people/unit.ts';
import { chatWords } from '../../bot/domain/words/chat.ts';
import { readLanguages, readTemplate } from '../../manifest/read-package.ts';

type Tabs = { readonly staticTabs: readonly { readonly entityId: string; readonly name?: string }[] };

const inBokmal = (readTemplate() as Tabs).staticTabs.find(({ entityId }) => entityId === 'home')?.name;

const nameOf = (language: (typeof LANGUAGES)[number]): string | undefined =>
  language === 'nb'
    ? inBokmal
    : (readLanguages().get(`${language}.json`) as Record<string, string>)['staticTabs[0].name'];

test.each(LANGUAGES)('in %s the chat calls the personal page what Teams calls it', (language) => {
  const name = nameOf(language);
  expect(name).toMatch(/\S/);
  expect(chatWords(language).mine.more(3)).toContain(name);
});
