import { useEffect, useRef } from 'react';

export type MenuItem = { readonly id: string; readonly label: string; readonly onPick: () => void };

type Props = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What to say when there is nothing to choose. */
  readonly empty: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
};

const MARGIN = 8;

/** Puts the menu below its button, or above where there is no room, always inside the window. */
const place = (menu: HTMLElement, anchor: HTMLElement): void => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + height + MARGIN < innerHeight;
  menu.style.left = `${Math.max(MARGIN, Math.min(at.right - width, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(MARGIN, at.top - height - 4)}px`;
};

const step = (menu: HTMLElement, by: number): void => {
  const items: readonly (Element | null)[] = [...menu.querySelectorAll('[role=menuitem]')];
  const next = items[(items.indexOf(document.activeElement) + by + items.length) % items.length];
  if (next instanceof HTMLElement) next.focus();
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A menu in the platform's popover: closes by Escape and by a click elsewhere, then gives the focus back. */
export const Menu = ({ label, items, empty, anchor, onClose }: Props) => {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.showPopover();
    place(element, anchor);
    (element.querySelector<HTMLElement>('[role=menuitem]') ?? element).focus();
    const toggle = (event: ToggleEvent): void => {
      if (event.newState === 'closed') onClose();
    };
    const key = (event: KeyboardEvent): void => {
      const by = STEPS[event.key];
      if (event.key === 'Tab') onClose();
      if (by === undefined) return;
      event.preventDefault();
      step(element, by);
    };
    const heard = new AbortController();
    element.addEventListener('toggle', toggle, heard);
    element.addEventListener('keydown', key, heard);
    return () => {
      heard.abort();
      if (element.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    };
  }, [anchor, onClose]);
  if (items.length === 0)
    return (
      <div ref={menu} popover="auto" className="menu" tabIndex={-1}>
        <p>{empty}</p>
      </div>
    );
  return (
    <div ref={menu} popover="auto" className="menu" role="menu" aria-label={label} tabIndex={-1}>
      {items.map(({ id, label: text, onPick }) => (
        <button key={id} type="button" role="menuitem" tabIndex={-1} onClick={onPick}>
          {text}
        </button>
      ))}
    </div>
  );
};
