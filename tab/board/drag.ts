import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Column } from '../../bot/domain/suggestion/columns.ts';

type Drag = {
  /** Columns where this card may be dropped. */
  readonly targets: (key: string) => readonly Column[];
  readonly onPick: (key: string) => void;
  readonly onOver: (column: Column | null) => void;
  readonly onDrop: (key: string, column: Column) => void;
  /** Let go of outside any column that takes it. */
  readonly onBack: (key: string, column: Column | null) => void;
};

const keyIn = (data: Record<string, unknown>): string => (typeof data.key === 'string' ? data.key : '');

const columnAt = (element: Element | undefined): Column | null =>
  // The attribute is written by column.tsx only.
  ((element instanceof HTMLElement && element.dataset.column) || null) as Column | null;

/** A card becomes draggable when the pointer first comes over it: a board has hundreds, and a person drags one. */
const armCards = (board: HTMLElement): (() => void) => {
  const armed = new Map<HTMLElement, () => void>();
  const arm = (event: Event): void => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
    if (card === null || armed.has(card)) return;
    const disarm = draggable({
      element: card,
      getInitialData: () => ({ key: card.dataset.key ?? '' }),
    });
    armed.set(card, disarm);
  };
  board.addEventListener('pointerover', arm);
  return () => {
    board.removeEventListener('pointerover', arm);
    for (const disarm of armed.values()) disarm();
  };
};

/** Lets cards be dragged from column to column of the board; returns how to stop. Loaded when first needed. */
export const letDrag = (board: HTMLElement, { targets, onPick, onOver, onDrop, onBack }: Drag): (() => void) => {
  const columns = [...board.querySelectorAll<HTMLElement>('.column')];
  const mark = (over: Element | null): void => {
    for (const column of columns) column.classList.toggle('over', column === over);
  };
  const stops = columns.map((element) =>
    dropTargetForElements({
      element,
      canDrop: ({ source }) => targets(keyIn(source.data)).some((column) => column === columnAt(element)),
    }),
  );
  const stopMonitor = monitorForElements({
    onDragStart({ source }) {
      const key = keyIn(source.data);
      const open = targets(key);
      source.element.classList.add('dragged');
      board.classList.add('dragging');
      for (const column of columns)
        column.classList.toggle(
          'open',
          open.some((one) => one === columnAt(column)),
        );
      onPick(key);
    },
    onDropTargetChange({ location }) {
      const over = location.current.dropTargets[0]?.element ?? null;
      mark(over);
      onOver(columnAt(over ?? undefined));
    },
    onDrop({ source, location }) {
      source.element.classList.remove('dragged');
      board.classList.remove('dragging');
      mark(null);
      const column = columnAt(location.current.dropTargets[0]?.element);
      const key = keyIn(source.data);
      if (column !== null) return onDrop(key, column);
      const { clientX, clientY } = location.current.input;
      onBack(key, columnAt(document.elementFromPoint(clientX, clientY)?.closest('.column') ?? undefined));
    },
  });
  const stopArming = armCards(board);
  return () => {
    stopArming();
    stopMonitor();
    for (const stop of stops) stop();
  };
};
