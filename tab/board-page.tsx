import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Card, Me } from '../bot/domain/board/board.ts';
import type { Column } from '../bot/domain/suggestion/columns.ts';
import type { Ready } from './api/board-store.ts';
import type { Session } from './api/session.ts';
import { BoardHead } from './board/board-head.tsx';
import { BoardView } from './board/board-view.tsx';
import type { Intent } from './doing.tsx';
import { StatusBar } from './status-bar.tsx';
import { needsNothing } from './suggestion/target-words.ts';
import { NO_TASK } from './task.ts';
import { Icon } from './ui/icon.tsx';
import { Skeleton } from './ui/skeleton.tsx';
import { TroublePage } from './ui/trouble.tsx';
import { useNarrow } from './ui/use-narrow.ts';
import { useStore } from './ui/use-store.ts';
import { useActions } from './use-actions.ts';
import { useDoings } from './use-doings.ts';
import { useLife } from './use-life.ts';
import { useOffBoard } from './use-off-board.ts';
import { Wall } from './wall.tsx';
import { useWords } from './words.tsx';

type Props = {
  readonly session: Session;
  readonly unit: string;
  readonly wall: boolean;
  /** A suggestion to show at once, by its key. */
  readonly open: string | undefined;
  readonly shortcuts: boolean;
  /** The button for the person's own settings. */
  readonly settings: ReactNode;
  readonly onMe: (me: Me) => void;
  readonly onLink: (url: string) => void;
  /** Back to the person's own page; null in a channel. */
  readonly onHome: (() => void) | null;
};

/** One unit's board with everything that can be done on it. */
export const BoardPage = (props: Props) => {
  const { session, unit, onMe } = props;
  const store = useMemo(() => session.openBoard(unit), [session, unit]);
  const state = useStore(store);
  useLife(store);
  const me = state.kind === 'ready' ? state.me : null;
  useEffect(() => {
    if (me !== null) onMe(me);
  }, [me, onMe]);
  if (state.kind === 'loading') return <Skeleton />;
  if (state.kind === 'failed') return <TroublePage why={state.why} onRetry={() => void store.retry()} />;
  return props.wall ? (
    <Wall state={state} session={session} />
  ) : (
    <OpenBoard {...props} state={state} onRetry={() => void store.retry()} />
  );
};

const OpenBoard = (props: Props & { readonly state: Ready; readonly onRetry: () => void }) => {
  const { session, unit, open, shortcuts, settings, onLink, onHome, state, onRetry } = props;
  const { board, mine, unsent, offline, checkedAt } = state;
  const words = useWords();
  const narrow = useNarrow();
  const actions = useActions(session);
  const [intent, setIntent] = useState<Intent>(() => {
    const card = board.cards.find(({ key }) => key === open);
    return card === undefined ? NO_TASK : { kind: 'open', card };
  });
  const doings = useDoings(intent.kind !== 'none');
  const missing = open !== undefined && intent.kind === 'none' && !board.cards.some(({ key }) => key === open);
  useOffBoard(session, missing ? open : undefined, setIntent);

  const drop = (card: Card, column: Column): void => {
    const moves = doings?.meaningOf(card, column, state) ?? [];
    const [only] = moves;
    if (only === undefined) return;
    if (moves.length === 1 && needsNothing(only)) void actions.move(unit, card, only, {});
    else setIntent({ kind: 'move', card, moves });
  };

  return (
    <>
      <BoardHead board={board}>
        {onHome !== null && (
          <button type="button" onClick={onHome}>
            {words.screen.home.title}
          </button>
        )}
        <button type="button" className="primary" onClick={() => setIntent({ kind: 'submit' })}>
          <Icon name="add" /> {words.screen.board.new}
        </button>
        {settings}
      </BoardHead>
      <StatusBar
        offline={offline}
        unsent={unsent.size}
        checkedAt={checkedAt}
        notices={actions.notices}
        onRetry={onRetry}
        onDismiss={actions.dismiss}
      />
      <main>
        {board.cards.length === 0 ? (
          <section className="face">
            <Icon name="lightbulb" />
            <h2>{words.screen.board.empty}</h2>
            <p>{words.screen.board.emptyHint}</p>
          </section>
        ) : (
          <BoardView
            board={board}
            mine={mine}
            person={session.person}
            unsent={unsent}
            narrow={narrow}
            shortcuts={shortcuts}
            readOnly={false}
            mayDrag={doings !== undefined}
            targetsOf={(card) => doings?.targetsOf(card, state) ?? []}
            onOpen={(card) => setIntent({ kind: 'open', card })}
            onMenu={(card, button) => setIntent({ kind: 'menu', card, button })}
            onDrop={drop}
          />
        )}
        {doings !== undefined && intent.kind !== 'none' && (
          <doings.Doing
            state={state}
            intent={intent}
            setIntent={setIntent}
            session={session}
            actions={actions}
            onLink={onLink}
          />
        )}
      </main>
    </>
  );
};
