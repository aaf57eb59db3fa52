import type { Board, Card, Live, Names } from '../../bot/domain/board/board.ts';

/** The same object when there is nothing new, so that nobody draws anew for it. */
const withNames = (known: Names, more: Names): Names =>
  Object.entries(more).every(([id, name]) => known[id] === name) ? known : { ...known, ...more };

/** The board with a card put in the place of the one with its key, or added, or taken away when there is none. */
export const withCard = (board: Board, key: string, card: Card | null, names: Names = {}): Board => {
  const at = board.cards.findIndex((one) => one.key === key);
  const others = at < 0 ? board.cards : board.cards.toSpliced(at, 1, ...(card === null ? [] : [card]));
  const cards = at < 0 && card !== null ? [...board.cards, card] : others;
  return { ...board, cards, names: withNames(board.names, names) };
};

/**
 * The board after a change from the feed. A change that the board already holds (it was read at a later number)
 * changes nothing.
 */
export const withLive = (board: Board, live: Live): Board =>
  live.seq <= board.seq ? board : { ...withCard(board, live.key, live.card, live.names), seq: live.seq };
