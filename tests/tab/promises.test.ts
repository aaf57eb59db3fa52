import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, type Language } from '../../bot/domain/people/unit.ts';
import { loadWords } from '../../tab/words.tsx';

describe.each(LANGUAGES)('what the screen promises, in %s', (language: Language) => {
  test('who withdraws is told that the text stays in SharePoint, and no tale of what the leader sees', async () => {
    const { screen } = await loadWords(language);
    expect(screen.move.withdrawSure).toContain('SharePoint');
    expect(screen.move.withdrawSure).not.toMatch(/leder|leiar|leader/i);
  });
});
