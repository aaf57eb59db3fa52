import { memo, useId, useRef, useState } from 'react';
import type { Card, Names } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import type { Column } from '../../bot/domain/suggestion/columns.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import { AgeBar } from './age-bar.tsx';
import { BoardCard } from './card.tsx';
import { cardAge } from './card-age.ts';
import { useFit } from './use-fit.ts';

type Props = {
  readonly column: Column;
  readonly cards: readonly Card[];
  readonly names: Names;
  readonly today: Day;
  readonly unsent: ReadonlySet<string>;
  readonly narrow: boolean;
  /** Closed columns open while something is searched for. */
  readonly unfolded: boolean;
  readonly readOnly: boolean;
  /** How many cards are drawn at first, and more at each press. */
  readonly step: number;
};

/** Columns that are closed at first on a phone. */
const QUIET: readonly Column[] = ['waiting', 'implemented', 'done', 'parked'];

/** Columns where waiting presses. */
const AGEING: readonly Column[] = ['new', 'inProgress'];

const sameCards = (a: readonly Card[], b: readonly Card[]): boolean =>
  a.length === b.length && a.every((card, index) => card === b[index]);

/** A change on one card draws its own column anew, and there only the card itself. */
const sameColumn = (a: Props, b: Props): boolean =>
  sameCards(a.cards, b.cards) &&
  a.names === b.names &&
  a.today === b.today &&
  a.unsent === b.unsent &&
  a.narrow === b.narrow &&
  a.unfolded === b.unfolded &&
  a.readOnly === b.readOnly;

export const BoardColumn = memo((props: Props) => {
  const { column, cards, names, today, unsent, narrow, unfolded, readOnly, step } = props;
  const words = useWords();
  const heading = useId();
  const [limit, setLimit] = useState(step);
  const [open, setOpen] = useState(!QUIET.includes(column));
  const shown = cards.slice(0, limit);
  const list = useRef<HTMLUListElement>(null);
  const rest = cards.length - shown.length + useFit(list, readOnly, cards);
  const name = words.column[column];
  // A hidden name is on nobody's cards: the leader's screen is shown to all at the huddle. The details tell the leader.
  const nameOf = (id: string | null): string | null => (id === null ? null : (names[id] ?? null));
  const folded = narrow && !open && !unfolded;
  return (
    <section className="column" data-column={column} aria-labelledby={heading}>
      <header className="column-head">
        <h2 id={heading}>
          {narrow ? (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {name} <Count count={cards.length} />
              <Icon name="chevron" />
            </button>
          ) : (
            <>
              {name} <Count count={cards.length} />
            </>
          )}
        </h2>
        {AGEING.includes(column) && cards.length > 0 && <AgeBar ages={cards.map((card) => cardAge(card, today).age)} />}
      </header>
      {!folded && (
        <ul ref={list} className="cards">
          {shown.map((card) => (
            <BoardCard
              key={card.key}
              card={card}
              proposer={nameOf(card.proposer)}
              owner={nameOf(card.owner)}
              today={today}
              unsent={unsent.has(card.key)}
              readOnly={readOnly}
            />
          ))}
        </ul>
      )}
      {!folded && cards.length === 0 && <p className="column-empty">{words.screen.board.emptyColumn}</p>}
      {!folded && rest > 0 && readOnly && <p className="column-more">{words.screen.board.more(rest)}</p>}
      {!folded && rest > 0 && !readOnly && (
        <button type="button" className="column-more" onClick={() => setLimit(limit + step)}>
          {words.screen.board.showMore(Math.min(step, rest))}
        </button>
      )}
    </section>
  );
}, sameColumn);

const Count = ({ count }: { readonly count: number }) => {
  const { screen } = useWords();
  return (
    <span className="count">
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{screen.board.cards(count)}</span>
    </span>
  );
};
