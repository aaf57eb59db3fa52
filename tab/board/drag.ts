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
  (element?.getAttribute('data-column') ?? null) as Column | null;

/** A card becomes draggable when the pointer first comes over it: a board has hundreds, and a person drags one. */
const armCards = (board: HTMLElement): (() => void) => {
  const armed = new Map<HTMLElement, () => void>();
  const arm = (card: HTMLElement | null): void => {
    if (card === null || armed.has(card)) return;
    const disarm = draggable({
      element: card,
      getInitialData: () => ({ key: card.dataset.key ?? '' }),
    });
    armed.set(card, disarm);
  };
  const near = (event: Event): void =>
    arm(event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null);
  arm(board.querySelector<HTMLElement>('.card:hover'));
  board.addEventListener('pointerover', near);
  board.addEventListener('pointerdown', near);
  return () => {
    board.removeEventListener('pointerover', near);
    board.removeEventListener('pointerdown', near);
    for (const disarm of armed.values()) disarm();
  };
};

/** Lets cards be dragged from column to column of the board; returns how to stop. Loaded when first needed. */
export const letDrag = (board: HTMLElement, { targets, onPick, onOver, onDrop, onBack }: Drag): (() => void) => {
  const columns: readonly Element[] = [...board.querySelectorAll('.column')];
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
      // The library lays a pane of its own under the pointer while dragging, so the topmost element is not ours.
      const under = document.elementsFromPoint(clientX, clientY).find((element) => columns.includes(element));
      onBack(key, columnAt(under));
    },
  });
  const stopArming = armCards(board);
  return () => {
    stopArming();
    stopMonitor();
    for (const stop of stops) stop();
  };
};
