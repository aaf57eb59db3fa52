import type { Locator, Page } from 'playwright-core';
import { until } from './municipality.ts';
import type { Windows } from './window.ts';

/** SharePoint's page of the suggestions, as HR or an administrator has it open. */
export type ListPage = {
  readonly page: Page;
  /** Loads the page anew until a row says all of this. */
  readonly sees: (...words: readonly string[]) => Promise<Locator>;
  /** Opens the cell that says `from` in the row of `words`, writes `to` into it, and saves. */
  readonly change: (words: string, from: string, to: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const openList = async (windows: Windows, teams: string, list: string): Promise<ListPage> => {
  const page = await windows.page(`${teams}/sharepoint/lists/${list}`);
  const rows = (words: readonly string[]): Locator =>
    words.reduce((found, word) => found.filter({ hasText: word }), page.locator('tbody tr'));
  return {
    page,
    sees: (...words) =>
      until(`a row in ${list} with ${words.join(', ')}`, async () => {
        const row = rows(words);
        if ((await row.count()) > 0) return row.first();
        await page.reload();
        return undefined;
      }),
    change: async (words, from, to) => {
      await rows([words]).getByRole('link', { name: from, exact: true }).first().click();
      const field = page.locator('#celle');
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(to);
      else await field.fill(to);
      await page.getByRole('button', { name: 'Lagre' }).click();
      await page.locator('#celle').waitFor({ state: 'detached' });
    },
    close: () => page.context().close(),
  };
};
