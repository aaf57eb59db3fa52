/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export type MenuItem = {
  readonly label: string;
  readonly hint?: string;
  readonly danger?: boolean;
  readonly checked?: boolean;
  readonly run: () => void;
};

type Props = {
  readonly label: string;
  readonly button: ComponentChildren;
  readonly items: readonly MenuItem[];
  readonly class?: string;
};

/** A button with a menu: arrows move, Escape closes and gives the focus back. */
export function Menu({ label, button, items, class: name = 'icon-button' }: Props) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const list = () => [...(root.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  useLayoutEffect(() => {
    const opener = root.current?.querySelector('button');
    const opened = root.current?.querySelector<HTMLElement>('.menu-list');
    if (opener && opened) place(opened, opener.getBoundingClientRect());
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    list()[0]?.focus({ preventScroll: true });
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const shut = () => setOpen(false);
    document.addEventListener('pointerdown', outside);
    window.addEventListener('resize', shut);
    document.addEventListener('scroll', shut, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      window.removeEventListener('resize', shut);
      document.removeEventListener('scroll', shut, true);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key === 'Tab') setOpen(false);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = list();
    const at = all.findIndex((item) => item.matches(':focus'));
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside
    <span class="menu" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div class="menu-list" role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              {...(item.checked !== undefined && { 'aria-checked': item.checked })}
              key={item.label}
              class={item.danger ? 'menu-item danger' : 'menu-item'}
              onClick={() => {
                close();
                item.run();
              }}
            >
              <span>{item.label}</span>
              {item.hint && <small>{item.hint}</small>}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

const GAP = 4;

/** Below its button or above it, whichever has room, and never out of the window. */
function place(list: HTMLElement, button: DOMRect): void {
  const { width, height } = list.getBoundingClientRect();
  const below = button.bottom + GAP;
  const isRoomBelow = below + height <= window.innerHeight - GAP;
  const left = button.left + width <= window.innerWidth - GAP ? button.left : button.right - width;
  list.style.top = `${isRoomBelow ? below : Math.max(GAP, button.top - GAP - height)}px`;
  list.style.left = `${Math.max(GAP, left)}px`;
}
