import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, type Language } from '../../bot/domain/people/unit.ts';
import { loadWords } from '../../tab/words.tsx';

const manifestFile = (name: string): string =>
  readFileSync(new URL(`../../manifest/${name}.json`, import.meta.url), 'utf8');

/** The personal tab's name in the Teams manifest: bokmål stands in the manifest itself, the others in their files. */
const tabName = (language: Language): string | undefined => {
  if (language !== 'nb')
    return (JSON.parse(manifestFile(`languages/${language}`)) as Record<string, string>)['staticTabs[0].name'];
  const { staticTabs } = JSON.parse(manifestFile('manifest')) as { readonly staticTabs: readonly { name?: string }[] };
  return staticTabs[0]?.name;
};

describe.each(LANGUAGES)('what the screen promises, in %s', (language: Language) => {
  test('who withdraws is told that the text stays in SharePoint, and no tale of what the leader sees', async () => {
    const { screen } = await loadWords(language);
    expect(screen.move.withdrawSure).toContain('SharePoint');
    expect(screen.move.withdrawSure).not.toMatch(/leder|leiar|leader/i);
  });

  test('the personal page bears the name of its tab in Teams', async () => {
    const { screen } = await loadWords(language);
    expect(screen.home.title).toBe(tabName(language));
  });
});
