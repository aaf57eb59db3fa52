import type { ChatWords } from '../../domain/words/chat-words.ts';
import { type Action, type Card, card, line, notice, openUrl, press } from './card.ts';

export const NEW_FORM = 'suggestion.form';
export const SHOW_MINE = 'suggestion.mine';
export const SHOW_BOARD = 'board.link';
export const SHOW_HELP = 'help.show';
export const SHOW_PRIVACY = 'privacy.show';

export const newForm = (words: ChatWords): Action => press(words.help.suggest, NEW_FORM, {}, { style: 'positive' });

const others = (words: ChatWords): readonly Action[] => [
  press(words.help.board, SHOW_BOARD),
  press(words.help.mine, SHOW_MINE),
  press(words.help.privacy, SHOW_PRIVACY),
];

/** What the bot can do. The first line is for those who need a phone and not a form. */
export const helpCard = (words: ChatWords): Card =>
  card(
    words.help.title,
    [
      notice([line(words.help.danger, { weight: 'Bolder' })], 'attention'),
      line(words.help.lead),
      line(words.help.words, { isSubtle: true }),
    ],
    [newForm(words), ...others(words)],
  );

/** Who the bot is, and what becomes of what people tell it; at first meeting. */
export const welcomeCard = (words: ChatWords): Card =>
  card(
    words.welcome.personal,
    [
      line(words.welcome.lead),
      line(words.help.danger, { weight: 'Bolder' }),
      line(words.privacy.title, { weight: 'Bolder', separator: true, spacing: 'Large' }),
      ...words.privacy.lines.map((text) => line(text, { spacing: 'Small' })),
    ],
    [newForm(words), ...others(words)],
  );

export const privacyCard = (words: ChatWords): Card =>
  card(
    words.privacy.title,
    words.privacy.lines.map((text) => line(text)),
  );

/** Once, when the bot comes to a channel or a group chat. Only the channel of a board gets its new suggestions. */
export const arrivalCard = (words: ChatWords, hasBoard: boolean): Card =>
  card(
    hasBoard ? words.welcome.channel : words.welcome.personal,
    [line(hasBoard ? words.welcome.channelLead : words.welcome.chatLead), line(words.help.danger)],
    [newForm(words)],
  );

/** Teams shows about six buttons beside each other. */
const BUTTONS = 6;

/** The ways to the boards that are open to the person. */
export const boardCard = (
  boards: readonly { readonly name: string; readonly link: string }[],
  words: ChatWords,
): Card =>
  card(
    words.board.title,
    [line(words.board.lead)],
    boards.slice(0, BUTTONS).map(({ name, link }) => openUrl(words.board.open(name), link)),
  );
