import type { Mine } from '../../domain/board/board.ts';
import type { ChatWords } from '../../domain/words/chat-words.ts';
import type { CoreWords } from '../../domain/words/core-words.ts';
import { cut } from '../plain-text.ts';
import { type Card, card, type Element, line, openUrl, plainLine } from './card.ts';
import { newForm } from './help.ts';

/** So many, each with the beginning of its text, stay well below the 25 KB that Teams carries safely. */
const SHOWN = 10;
const TEXT_SHOWN = 160;

/** The person's own suggestions, newest first, with where they stand. */
export const mineCard = (
  all: readonly Mine[],
  linkTo: (mine: Mine) => string,
  words: ChatWords,
  core: CoreWords,
): Card => {
  if (all.length === 0) return card(words.mine.title, [line(words.mine.none)], [newForm(words)]);
  const more = all.length - SHOWN;
  return card(
    words.mine.title,
    [
      ...all.slice(0, SHOWN).map((mine) => one(mine, linkTo(mine), words, core)),
      ...(more > 0 ? [line(words.mine.more(more), { isSubtle: true })] : []),
    ],
    [newForm(words)],
  );
};

const one = ({ suggestion, unitName }: Mine, link: string, words: ChatWords, core: CoreWords): Element => ({
  type: 'Container',
  separator: true,
  selectAction: openUrl(words.openBoard, link),
  items: [
    plainLine(`${core.state[suggestion.state]} · ${unitName}`, { weight: 'Bolder' }),
    plainLine(cut(suggestion.text.replace(/\s+/g, ' '), TEXT_SHOWN)),
    ...(suggestion.sync === 'saved' ? [] : [line(words.mine[suggestion.sync], { isSubtle: true, size: 'Small' })]),
  ],
});
