import { type RefObject, useEffect } from 'react';

type Gestures = {
  readonly onOpen: (key: string) => void;
  readonly onMenu: (key: string, button: HTMLElement) => void;
};

const cardOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.card') : null;

const cardsIn = (column: Element | null | undefined): readonly HTMLElement[] => [
  ...(column?.querySelectorAll<HTMLElement>('.card') ?? []),
];

/** The card that an arrow leads to: up and down in the column, left and right to the next column that has any. */
const neighbour = (board: HTMLElement, card: HTMLElement, arrow: string): HTMLElement | undefined => {
  const column = card.closest('.column');
  const siblings = cardsIn(column);
  const at = siblings.indexOf(card);
  if (arrow === 'ArrowDown') return siblings[at + 1];
  if (arrow === 'ArrowUp') return siblings[at - 1];
  const columns = [...board.querySelectorAll('.column')].map(cardsIn);
  const here = columns.findIndex((cards) => cards.includes(card));
  const beyond = arrow === 'ArrowRight' ? columns.slice(here + 1) : columns.slice(0, here).reverse();
  const cards = beyond.find(({ length }) => length > 0);
  return cards?.[Math.min(at, cards.length - 1)];
};

const focusOn = (card: HTMLElement | undefined): boolean => {
  card?.querySelector<HTMLElement>('.card-text')?.focus();
  return card !== undefined;
};

/** Hears clicks and keys of all cards at the board's own element; M works while a card has the focus. */
export const useGestures = (board: RefObject<HTMLElement | null>, { onOpen, onMenu }: Gestures): void => {
  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const heard = new AbortController();
    const menuOf = (card: HTMLElement): void => {
      const button = card.querySelector<HTMLElement>('.card-move');
      if (button !== null) onMenu(card.dataset.key ?? '', button);
    };
    const click = (event: MouseEvent): void => {
      const card = cardOf(event.target);
      if (card === null) return;
      if (event.target instanceof Element && event.target.closest('.card-move')) menuOf(card);
      else onOpen(card.dataset.key ?? '');
      event.preventDefault();
    };
    const key = (event: KeyboardEvent): void => {
      const card = cardOf(event.target);
      if (card === null || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === 'm') menuOf(card);
      else if (!event.key.startsWith('Arrow') || !focusOn(neighbour(element, card, event.key))) return;
      event.preventDefault();
    };
    element.addEventListener('click', click, heard);
    element.addEventListener('keydown', key, heard);
    return () => heard.abort();
  }, [board, onOpen, onMenu]);
};
