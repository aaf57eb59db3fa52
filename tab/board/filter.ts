import type { BoardMine, Card, Names } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import { isOverdue } from '../../bot/domain/suggestion/age.ts';

/** What the viewer wants to see of the board. */
export type Filter = {
  readonly words: string;
  readonly mine: boolean;
  readonly owner: boolean;
  readonly overdue: boolean;
};

export const EVERYTHING: Filter = { words: '', mine: false, owner: false, overdue: false };

export const isFiltering = ({ words, mine, owner, overdue }: Filter): boolean =>
  words.trim() !== '' || mine || owner || overdue;

/** Text for comparing: no capitals, no marks over letters; ø and æ as their plain neighbours. */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'ae');

type Known = {
  readonly person: string;
  readonly mine: BoardMine | null;
  readonly names: Names;
  readonly today: Day;
  /** The word for a card's state, so that it can be searched for too. */
  readonly stateWord: (card: Card) => string;
};

/** A question to ask of every card: does it fit the filter? */
export const filterBy = (
  filter: Filter,
  { person, mine, names, today, stateWord }: Known,
): ((card: Card) => boolean) => {
  const wanted = fold(filter.words).split(/\s+/).filter(Boolean);
  const own = new Set<string>(mine?.own);
  const named = (id: string | null): string => (id === null ? '' : (names[id] ?? ''));
  return (card) => {
    if (filter.mine && card.proposer !== person && !own.has(card.key)) return false;
    if (filter.owner && card.owner !== person) return false;
    if (filter.overdue && !isOverdue(card, today)) return false;
    if (wanted.length === 0) return true;
    const text = fold(`${card.text} ${named(card.proposer)} ${named(card.owner)} ${stateWord(card)}`);
    return wanted.every((word) => text.includes(word));
  };
};
