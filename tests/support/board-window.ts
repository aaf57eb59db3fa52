import type { FrameLocator, Locator, Page } from 'playwright-core';
import { type Language, languageOf } from '../../bot/domain/people/unit.ts';
import type { Column } from '../../bot/domain/suggestion/columns.ts';
import type { State } from '../../bot/domain/suggestion/states.ts';
import { coreWords } from '../../bot/domain/words/core.ts';
import type { CoreWords } from '../../bot/domain/words/core-words.ts';
import { screen as en } from '../../bot/domain/words/en/screen.ts';
import { screen as nb } from '../../bot/domain/words/nb/screen.ts';
import { screen as nn } from '../../bot/domain/words/nn/screen.ts';
import type { ScreenWords } from '../../bot/domain/words/screen-words.ts';

const SCREEN: Record<Language, ScreenWords> = { nb, nn, en };

/** A person's hands on the board, in the tab of a channel. */
export type BoardTab = {
  /** The words that this person reads there. */
  readonly words: CoreWords & { readonly screen: ScreenWords };
  /** The page of the tab. */
  readonly frame: FrameLocator;
  /** Opens the tab in the channel that is open, and waits until the board stands. */
  readonly open: (tab?: string) => Promise<void>;
  /** Waits until the board stands. */
  readonly stands: () => Promise<void>;
  readonly card: (text: string) => Locator;
  readonly column: (column: Column) => Locator;
  /** Resolves when the card stands in the column. */
  readonly sees: (text: string, column: Column) => Promise<void>;
  /** Drags with the mouse; what the move asks, is asked after. */
  readonly drag: (text: string, to: Column) => Promise<void>;
  /** Picks from the card's menu. */
  readonly move: (text: string, to: State) => Promise<void>;
  readonly dialog: Locator;
  /** Fills the open dialog: texts, days and choices by their label. */
  readonly fill: (answers: Readonly<Record<string, string>>) => Promise<void>;
  readonly press: (label: string) => Promise<void>;
};

/** The board in the window's tab, in the person's language. */
export const boardIn = (page: Page, language: string): BoardTab => {
  const code = languageOf(language) ?? 'nb';
  const words = { ...coreWords(code), screen: SCREEN[code] };
  const frame = page.frameLocator('.main iframe');
  const card = (text: string) => frame.locator('.card', { hasText: text });
  const column = (name: Column) => frame.locator(`.column[data-column="${name}"]`);
  const stands = () => frame.locator('.columns').waitFor();
  const dialog = frame.locator('dialog[open]');
  return {
    words,
    frame,
    card,
    column,
    dialog,
    stands,
    open: async (tab = 'Tavla') => {
      await page.locator('.main-head .tab', { hasText: tab }).click();
      await stands();
    },
    sees: (text, name) => column(name).locator('.card', { hasText: text }).waitFor(),
    drag: async (text, to) => {
      const from = card(text).locator('.card-text');
      await from.hover();
      await frame.locator('.card[draggable=true]', { hasText: text }).waitFor();
      await page.mouse.down();
      const at = await middleOf(column(to), page.locator('.main iframe'));
      await page.mouse.move(at.x, at.y, { steps: 8 });
      await frame.locator('.column.over').waitFor();
      await page.mouse.up();
    },
    move: async (text, to) => {
      await card(text).locator('.card-move').click();
      await frame.getByRole('menuitem', { name: words.state[to], exact: true }).click();
    },
    fill: async (answers) => {
      for (const [label, value] of Object.entries(answers)) {
        const group = dialog.getByRole('group', { name: label });
        if ((await group.count()) > 0) await group.getByText(value, { exact: true }).click();
        else await fillField(dialog.getByLabel(label, { exact: true }), value);
      }
    },
    press: (label) => dialog.getByRole('button', { name: label, exact: true }).click(),
  };
};

/** The middle of what is in sight of something inside the frame. */
const middleOf = async (inside: Locator, frame: Locator): Promise<{ readonly x: number; readonly y: number }> => {
  const [goal, sight] = [await inside.boundingBox(), await frame.boundingBox()];
  if (goal === null || sight === null) throw new Error('What the mouse should go to is not shown');
  const middle = (from: number, size: number, low: number, room: number): number =>
    (Math.max(from, low) + Math.min(from + size, low + room)) / 2;
  return { x: middle(goal.x, goal.width, sight.x, sight.width), y: middle(goal.y, goal.height, sight.y, sight.height) };
};

const fillField = async (field: Locator, value: string): Promise<void> => {
  const tag = await field.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await field.selectOption({ label: value });
  else await field.fill(value);
};
