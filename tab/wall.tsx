import { useEffect } from 'react';
import type { Column } from '../bot/domain/suggestion/columns.ts';
import type { Ready } from './api/board-store.ts';
import type { Session } from './api/session.ts';
import { BoardHead } from './board/board-head.tsx';
import { BoardView } from './board/board-view.tsx';
import { timeWords } from './ui/dates.ts';
import { useWords } from './words.tsx';

const nothing = (): void => undefined;
const noTargets = (): readonly Column[] => [];

/** The board for a screen on the wall: large, alive, and not to be touched. */
export const Wall = ({ state, session }: { readonly state: Ready; readonly session: Session }) => {
  const words = useWords();
  useEffect(() => {
    document.documentElement.dataset.wall = '';
    return () => {
      delete document.documentElement.dataset.wall;
    };
  }, []);
  return (
    <>
      <BoardHead board={state.board}>
        <span className="checked" data-offline={state.offline !== null || undefined}>
          {state.offline !== null
            ? words.screen.status.old(timeWords(state.checkedAt, words))
            : words.screen.board.checked(timeWords(state.checkedAt, words))}
        </span>
      </BoardHead>
      <main>
        <BoardView
          board={state.board}
          mine={null}
          person={session.person}
          unsent={state.unsent}
          narrow={false}
          shortcuts={false}
          readOnly={true}
          mayDrag={false}
          targetsOf={noTargets}
          onOpen={nothing}
          onMenu={nothing}
          onDrop={nothing}
        />
      </main>
    </>
  );
};
