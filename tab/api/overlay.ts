import type { Board, BoardMine, Card, Me } from '../../bot/domain/board/board.ts';
import { publicCard } from '../../bot/domain/board/public-card.ts';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import { editSuggestion } from '../../bot/domain/suggestion/edit.ts';
import { moveSuggestion } from '../../bot/domain/suggestion/move.ts';
import { newSuggestion } from '../../bot/domain/suggestion/new-suggestion.ts';
import { isSuggestionKey, type Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { withCard } from './live.ts';
import type { Action } from './queue.ts';
import { personOf, suggestionOf, unitOf } from './viewer.ts';

export type Seen = { readonly board: Board; readonly me: Me | null; readonly mine: BoardMine | null };

/** The suggestion after the action by the domain's own rules; undefined where they would refuse. */
const after = (action: Action, { board, me, mine }: Seen & { readonly me: Me }): Suggestion | undefined => {
  const now = instantOf(action.at);
  if (action.kind === 'submit') {
    const { once, text, showName } = action.body;
    if (!isSuggestionKey(once)) return undefined;
    const fresh = newSuggestion({ unit: board.unit.key, text, showName, confirmed: true }, me.id, once, now);
    return fresh.ok ? fresh.value : undefined;
  }
  const card = board.cards.find(({ key }) => key === action.key);
  if (card === undefined) return undefined;
  const current = suggestionOf(card, board.unit, me, mine);
  if (action.kind === 'edit') {
    const edited = editSuggestion(current, { ...action.body, confirmed: true }, personOf(me));
    return edited.ok ? edited.value : undefined;
  }
  const moved = moveSuggestion(current, action.body, personOf(me), unitOf(board.unit), now);
  return moved.ok ? moved.value.suggestion : undefined;
};

/**
 * The board as it will be when what waits on this device has been sent. Taking an action away is the roll-back.
 * Knows all rules of moving and writing, so it is fetched only when there is something to show.
 */
export const withActions = (seen: Seen, actions: readonly Action[]): Board => {
  const { me } = seen;
  if (me === null) return seen.board;
  return actions
    .filter(({ unit }) => unit === seen.board.unit.key)
    .reduce((board, action) => {
      const suggestion = after(action, { ...seen, board, me });
      if (suggestion === undefined) return board;
      const before: Card | undefined = board.cards.find(({ key }) => key === suggestion.key);
      const card = publicCard({ ...suggestion, sync: before?.sync ?? 'saved' });
      return withCard(board, card.key, card, { [me.id]: me.name });
    }, seen.board);
};
