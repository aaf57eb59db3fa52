import type { Card } from './cards/card.ts';

/** What the bot says to what somebody did; how it reaches them depends on how they asked. */
export type Answer = SentenceAnswer | CardAnswer;

type SentenceAnswer = { readonly kind: 'sentence'; readonly text: string; readonly privately?: boolean };

export type CardAnswer = {
  readonly kind: 'card';
  readonly card: Card;
  /** Not for the eyes of the others in a channel or a group chat. */
  readonly privately?: boolean;
  /** It takes the place of the message whose button was pressed, instead of standing beside it. */
  readonly replaces?: boolean;
  /** What takes that place where others see it too. */
  readonly everybody?: Card;
};
