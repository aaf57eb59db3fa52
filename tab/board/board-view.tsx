/**
 * The board of one unit on screen.
 * Lives here: columns, cards, search, drag and keys. What is asked of a move or a suggestion lives in suggestion/.
 * The one rule: it draws what it is given and says what the person wants; it fetches and changes nothing.
 */

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Board, BoardMine, Card } from '../../bot/domain/board/board.ts';
import { isOverdue } from '../../bot/domain/suggestion/age.ts';
import { arrange, COLUMNS, type Column } from '../../bot/domain/suggestion/columns.ts';
import { announce } from '../ui/announce.tsx';
import { useWords } from '../words.tsx';
import { BoardColumn } from './column.tsx';
import { EVERYTHING, type Filter, filterBy, isFiltering } from './filter.ts';
import { useGestures } from './gestures.ts';
import { Toolbar } from './toolbar.tsx';

type Props = {
  readonly board: Board;
  readonly mine: BoardMine | null;
  readonly person: string;
  readonly unsent: ReadonlySet<string>;
  readonly narrow: boolean;
  readonly shortcuts: boolean;
  readonly readOnly: boolean;
  /** What dragging needs to know is there. */
  readonly mayDrag: boolean;
  /** Columns that a drop of this card could mean something in. */
  readonly targetsOf: (card: Card) => readonly Column[];
  readonly onOpen: (card: Card) => void;
  readonly onMenu: (card: Card, button: HTMLElement) => void;
  readonly onDrop: (card: Card, column: Column) => void;
};

/** Columns side by side; where little stands, two share the width of one. Reading order is the domain's. */
const LANES: readonly (readonly Column[])[] = [
  ['new'],
  ['prioritised'],
  ['inProgress'],
  ['waiting', 'implemented'],
  ['done', 'parked'],
];

/** Cards of a column drawn at first, and with each press on "show more". */
const STEP = 40;
/** On a wall nobody scrolls. */
const WALL_STEP = 8;

export const BoardView = (props: Props) => {
  const { board, mine, person, unsent, narrow, shortcuts, readOnly } = props;
  const words = useWords();
  const element = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const latest = useRef(props);
  latest.current = props;

  const columns = useMemo(() => arrange(board.cards, board.today), [board.cards, board.today]);
  const fits = useMemo(() => {
    const stateWord = (card: Card): string => words.state[card.state];
    return filterBy(filter, { person, mine, names: board.names, today: board.today, stateWord });
  }, [filter, person, mine, board.names, board.today, words]);
  const filtering = isFiltering(filter);
  const shown = useMemo(
    () => (filtering ? mapColumns(columns, (cards) => cards.filter(fits)) : columns),
    [columns, filtering, fits],
  );
  const all = countOf(columns);
  const found = filtering ? countOf(shown) : all;
  useEffect(() => {
    if (filtering) announce(words.screen.filter.found(found, all));
  }, [filtering, found, all, words]);

  const withCard = useCallback((key: string, act: (card: Card) => void): void => {
    const card = latest.current.board.cards.find((one) => one.key === key);
    if (card !== undefined) act(card);
  }, []);
  const onOpen = useCallback((key: string) => withCard(key, latest.current.onOpen), [withCard]);
  const onMenu = useCallback(
    (key: string, button: HTMLElement) => withCard(key, (card) => latest.current.onMenu(card, button)),
    [withCard],
  );
  useGestures(element, { onOpen, onMenu });
  useDrag(element, latest, words.screen.move, words.column, props.mayDrag);

  return (
    <>
      {!readOnly && (
        <Toolbar
          filter={filter}
          onFilter={setFilter}
          shown={found}
          all={all}
          overdue={board.cards.filter((card) => isOverdue(card, board.today)).length}
          shortcuts={shortcuts}
        />
      )}
      {filtering && found === 0 && <p className="nothing">{words.screen.filter.nothing}</p>}
      <section ref={element} className="columns" aria-label={words.screen.board.columns}>
        {LANES.map((lane) => (
          <div key={lane[0]} className="lane">
            {lane.map((column) => (
              <BoardColumn
                key={column}
                column={column}
                cards={shown[column]}
                names={board.names}
                today={board.today}
                unsent={unsent}
                narrow={narrow}
                unfolded={filtering}
                readOnly={readOnly}
                step={readOnly ? WALL_STEP : STEP}
              />
            ))}
          </div>
        ))}
      </section>
    </>
  );
};

type Columns = Record<Column, readonly Card[]>;

const mapColumns = (columns: Columns, change: (cards: readonly Card[]) => readonly Card[]): Columns =>
  Object.fromEntries(COLUMNS.map((column) => [column, change(columns[column])])) as Columns;

const countOf = (columns: Columns): number => COLUMNS.reduce((sum, column) => sum + columns[column].length, 0);

type Latest = { readonly current: Props };
type MoveWords = ReturnType<typeof useWords>['screen']['move'];

/** Dragging is fetched together with what it leads to; until then, and without a pointer, the menu does the same. */
const useDrag = (
  element: { readonly current: HTMLElement | null },
  latest: Latest,
  say: MoveWords,
  names: Record<Column, string>,
  wanted: boolean,
): void => {
  useEffect(() => {
    if (!wanted) return;
    let stop: (() => void) | undefined;
    let gone = false;
    const cardOf = (key: string) => latest.current.board.cards.find((card) => card.key === key);
    const start = async (): Promise<void> => {
      const { letDrag } = await import('./drag.ts');
      if (gone || element.current === null) return;
      stop = letDrag(element.current, {
        targets(key) {
          const card = cardOf(key);
          return card === undefined ? [] : latest.current.targetsOf(card);
        },
        onPick: (key) => announce(say.picked(cardOf(key)?.text.slice(0, 60) ?? '')),
        onOver: (column) => column !== null && announce(say.over(names[column])),
        onDrop(key, column) {
          const card = cardOf(key);
          if (card !== undefined) latest.current.onDrop(card, column);
        },
        onBack: (_key, column) => announce(column === null ? say.dropped : say.notThere(names[column])),
      });
    };
    void start();
    return () => {
      gone = true;
      stop?.();
    };
  }, [element, latest, say, names, wanted]);
};
