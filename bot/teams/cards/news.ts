import type { State } from '../../domain/suggestion/states.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { ChatWords } from '../../domain/words/chat-words.ts';
import type { CoreWords } from '../../domain/words/core-words.ts';
import { type Card, card, line, openUrl, written } from './card.ts';

export type News = {
  readonly suggestion: Suggestion;
  readonly to: State;
  readonly words: string | null;
  readonly link: string;
};

/** To the proposer: the suggestion has moved, and what was said about it. */
export const movedCard = ({ suggestion, to, words: said, link }: News, words: ChatWords, core: CoreWords): Card =>
  card(
    words.news.title(core.state[to]),
    [
      ...(said === null ? [] : [line(words.news.words, { weight: 'Bolder' }), written(said)]),
      line(words.news.yourSuggestion, { isSubtle: true }),
      written(suggestion.text),
    ],
    [openUrl(words.openBoard, link)],
  );

export type CommentNews = {
  readonly suggestion: Suggestion;
  /** Display name of the commenter; null where it is the proposer's and hidden. */
  readonly who: string | null;
  readonly words: string;
  readonly link: string;
};

/** To the proposer or the owner: somebody has commented. */
export const commentedCard = ({ suggestion, who, words: said, link }: CommentNews, words: ChatWords): Card =>
  card(
    words.news.commented(who ?? words.news.somebody),
    [written(said), line(words.news.about, { isSubtle: true }), written(suggestion.text)],
    [openUrl(words.openBoard, link)],
  );

/** To somebody whose change in SharePoint lost against a newer one. */
export const overruledCard = (suggestion: Suggestion, link: string, words: ChatWords): Card =>
  card(
    words.news.overruled,
    [line(words.news.overruledMore), written(suggestion.text)],
    [openUrl(words.openBoard, link)],
  );
