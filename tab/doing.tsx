import { useCallback } from 'react';
import type { Card } from '../bot/domain/board/board.ts';
import { COLUMN_OF, type Column } from '../bot/domain/suggestion/columns.ts';
import { movesInto } from '../bot/domain/suggestion/move.ts';
import type { Transition } from '../bot/domain/suggestion/states.ts';
import type { Ready } from './api/board-store.ts';
import type { Session } from './api/session.ts';
import { isOwn, movesOf } from './api/viewer.ts';
import { moveWords, needsNothing } from './suggestion/target-words.ts';
import { NO_TASK, type Task } from './task.ts';
import { Tasks } from './tasks.tsx';
import { Menu } from './ui/menu.tsx';
import type { Actions } from './use-actions.ts';
import { useWords } from './words.tsx';

/** What the person wants of the board: a task, or the menu of a card. */
export type Intent = Task | { readonly kind: 'menu'; readonly card: Card; readonly button: HTMLElement };

type Props = {
  readonly state: Ready;
  readonly intent: Intent;
  readonly setIntent: (intent: Intent) => void;
  readonly session: Session;
  readonly actions: Actions;
  readonly onLink: (url: string) => void;
};

/** The moves that the viewer has with a card; none before it has been sent. */
const rightsTo = (card: Card, { board, me, mine, unsent }: Ready): readonly Transition[] =>
  me === null || unsent.has(card.key) ? [] : movesOf(card, board.unit, me, mine);

/** Dropping a card back into its own column asks nothing; the menu has the moves inside a column. */
export const targetsOf = (card: Card, state: Ready): readonly Column[] =>
  rightsTo(card, state)
    .map(({ to }) => COLUMN_OF[to])
    .filter((column): column is Column => column !== null && column !== COLUMN_OF[card.state]);

/** What dropping a card on a column may mean. */
export const meaningOf = (card: Card, column: Column, state: Ready): readonly Transition[] =>
  movesInto(column, rightsTo(card, state));

/** Everything that is done to a board, over the board. Fetched when the person first reaches for it. */
export const Doing = ({ state, intent, setIntent, session, actions, onLink }: Props) => {
  const { board, me, mine } = state;
  const words = useWords();
  const unit = board.unit.key;
  const close = useCallback(() => setIntent(NO_TASK), [setIntent]);
  const begin = (card: Card, move: Transition): void => {
    if (needsNothing(move)) {
      close();
      void actions.move(unit, card, move, {});
    } else setIntent({ kind: 'move', card, moves: [move] });
  };
  if (intent.kind === 'menu')
    return (
      <Menu
        key={intent.card.key}
        label={words.screen.move.menu}
        anchor={intent.button}
        empty={words.screen.move.nobody}
        onClose={close}
        items={rightsTo(intent.card, state).map((move) => ({
          id: move.to,
          label: moveWords(move, words),
          onPick: () => begin(intent.card, move),
        }))}
      />
    );
  return (
    <Tasks
      task={intent}
      setTask={setIntent}
      session={session}
      actions={actions}
      me={me}
      unit={unit}
      today={board.today}
      names={mine === null ? board.names : { ...board.names, ...mine.names }}
      isOwn={(card) => isOwn(card, me, mine)}
      movesOf={(card) => rightsTo(card, state)}
      onLink={onLink}
    />
  );
};
