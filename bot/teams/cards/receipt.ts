import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { ChatWords } from '../../domain/words/chat-words.ts';
import { type Card, card, line, openUrl, plainLine, written } from './card.ts';

export type ReceiptView = {
  readonly suggestion: Suggestion;
  readonly unitName: string;
  readonly board: string;
  /** True when SharePoint has not taken it yet although it should have. */
  readonly waiting: boolean;
};

/** What the proposer sees when the suggestion is in: what happens next, and the way to it. */
export const receipt = (
  { suggestion, unitName, board, waiting }: ReceiptView,
  { receipt: words, form, openBoard }: ChatWords,
): Card =>
  card(
    words.title,
    [
      written(suggestion.text),
      plainLine(form.concerns(unitName), { weight: 'Bolder' }),
      line(words.next),
      line(suggestion.showName ? words.withName : words.withoutName, { isSubtle: true }),
      ...(waiting ? [line(words.waiting, { isSubtle: true, size: 'Small' })] : []),
    ],
    [openUrl(openBoard, board)],
  );

/** What stands in the channel where a form was: where it went and what happens next, no words and no name of anybody. */
export const handedIn = (unitName: string, board: string, words: ChatWords): Card =>
  card(
    words.form.handedIn,
    [plainLine(words.form.concerns(unitName), { weight: 'Bolder' }), line(words.form.handedInNext)],
    [openUrl(words.openBoard, board)],
  );
