import type { Locator, Page } from 'playwright-core';

/** A person's hands on chats and channels of the local Teams. */
export type ChatPane = {
  /** The chat with Tavla. */
  readonly withTavla: () => Promise<void>;
  /** A channel of a team of one's own, by the channel's name. */
  readonly channel: (name: string, team?: string) => Promise<void>;
  /** A chat in the list, by its name. */
  readonly named: (name: string) => Promise<void>;
  /** Writes and sends. `@Tavla ` at the start mentions. */
  readonly say: (words: string) => Promise<void>;
  /** The newest card that says this. */
  readonly card: (words: string | RegExp) => Locator;
  /** The newest message that says this. */
  readonly message: (words: string | RegExp) => Locator;
  /** Chooses from a message's menu. */
  readonly choose: (message: Locator, item: string) => Promise<void>;
};

export const chatIn = (page: Page): ChatPane => {
  const rail = (view: string) => page.locator(`nav.rail a[href="#/${view}"]`).click();
  return {
    withTavla: async () => {
      await rail('chats');
      await page.locator('.list .row', { hasText: 'Tavla' }).first().click();
      await page.locator('.main-head h1', { hasText: 'Tavla' }).waitFor();
    },
    channel: async (name, team = '') => {
      await rail('teams');
      await page.locator('.team', { hasText: team }).locator('.channel', { hasText: name }).first().click();
      await page.locator('.main-head h1', { hasText: name }).waitFor();
    },
    named: async (name) => {
      await rail('chats');
      await page.locator('.list .row', { hasText: name }).first().click();
      await page.locator('.main-head h1', { hasText: name }).waitFor();
    },
    say: async (words) => {
      const box = page.locator('.pane > .compose textarea');
      await box.fill(words);
      await box.press('Escape');
      await box.press('Enter');
      await page
        .locator('.message.mine', { hasText: words.replace('@', '').slice(0, 40) })
        .last()
        .waitFor();
    },
    card: (words) => page.locator('.messages .card', { hasText: words }).last(),
    message: (words) => page.locator('.messages .message', { hasText: words }).last(),
    choose: async (message, item) => {
      await message.hover();
      await message.locator('.message-menu button').last().click();
      await page.getByRole('menuitem', { name: item }).click();
    },
  };
};
