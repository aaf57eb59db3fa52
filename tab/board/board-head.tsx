import type { ReactNode } from 'react';
import type { Board } from '../../bot/domain/board/board.ts';
import { isOverdue } from '../../bot/domain/suggestion/age.ts';
import { SETTLED } from '../../bot/domain/suggestion/states.ts';
import { useWords } from '../words.tsx';
import { cardAge } from './card-age.ts';

type Props = { readonly board: Board; readonly children: ReactNode };

/** Whose board it is and how it stands, in three figures at most; the page's buttons come as children. */
export const BoardHead = ({ board, children }: Props) => {
  const { screen } = useWords();
  const { today, cards, unit } = board;
  const open = cards.filter(({ state }) => !SETTLED.includes(state)).length;
  const waiting = Math.max(0, ...cards.filter(({ state }) => state === 'new').map((card) => cardAge(card, today).days));
  const overdue = cards.filter((card) => isOverdue(card, today)).length;
  return (
    <header className="board-head">
      <div>
        <h1>
          <span className="unseen">{screen.board.title('')}</span>
          {unit.name}
        </h1>
        <ul className="figures">
          <li>{screen.board.open(open)}</li>
          {waiting > 0 && <li data-age={ageOfWait(waiting)}>{screen.board.oldest(waiting)}</li>}
          {overdue > 0 && <li data-age="old">{screen.board.overdue(overdue)}</li>}
        </ul>
      </div>
      <div className="board-buttons">{children}</div>
    </header>
  );
};

/** The longest wait wears the mark of the cards that it is about: 5 and 10 working days. */
const ageOfWait = (days: number): string => (days > 10 ? 'old' : days > 5 ? 'ageing' : 'fresh');
