import type { State } from '../../domain/suggestion/states.ts';
import type { Suggestion } from '../../domain/suggestion/suggestion.ts';
import type { ChatWords } from '../../domain/words/chat-words.ts';
import type { CoreWords } from '../../domain/words/core-words.ts';
import { type Card, card, line, openUrl, plainLine, written } from './card.ts';

/** What has left the board takes its text with it: a suggestion may have turned out to be a report. */
const WITHOUT_TEXT: readonly State[] = ['withdrawn', 'rerouted'];

export const isOffTheBoard = ({ state }: Pick<Suggestion, 'state'>): boolean => WITHOUT_TEXT.includes(state);

export type SuggestionCardView = {
  readonly suggestion: Suggestion;
  /** Display names by person id, of those who are known. */
  readonly names: ReadonlyMap<string, string>;
  readonly unitName: string;
  readonly board: string;
};

/** The card in the unit's channel: the suggestion as it is now, as everybody there may see it. */
export const suggestionCard = (
  { suggestion, names, unitName, board }: SuggestionCardView,
  words: ChatWords,
  core: CoreWords,
): Card => {
  const { state, showName, proposer, owner, due, reply } = suggestion;
  if (isOffTheBoard(suggestion)) return card(words.card.gone, [line(core.state[state], { isSubtle: true })]);
  const proposerName = showName ? names.get(proposer) : undefined;
  const ownerName = owner === null ? undefined : names.get(owner);
  return card(
    state === 'new' ? words.card.fresh : core.state[state],
    [
      written(suggestion.text),
      plainLine(proposerName === undefined ? words.card.nameless : words.card.from(proposerName), { isSubtle: true }),
      plainLine(words.card.concerns(unitName), { isSubtle: true }),
      ...(ownerName === undefined ? [] : [plainLine(words.card.owner(ownerName))]),
      ...(due === null ? [] : [line(words.card.due(dayInWords(due)))]),
      ...(reply === null ? [] : [line(words.news.words, { weight: 'Bolder' }), written(reply)]),
    ],
    [openUrl(words.openBoard, board)],
  );
};

/** 2026-03-02 as Norwegians write it: 02.03.2026. */
const dayInWords = (day: string): string => day.split('-').reverse().join('.');
