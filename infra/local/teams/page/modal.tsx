/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

type Props = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly width?: number | undefined;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
};

/** A window above the page; the browser keeps the focus in it, Escape closes it. */
export function Modal({ title, closeLabel, onClose, width, children, footer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-labelledby="modal-title"
      style={width === undefined ? '' : `--width:${width}px`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="modal-head">
        <h2 id="modal-title">{title}</h2>
        <button type="button" class="icon-button" aria-label={closeLabel} title={closeLabel} onClick={onClose}>
          <Icon name="dismiss" />
        </button>
      </header>
      <div class="modal-body">{children}</div>
      {footer && <footer class="modal-foot">{footer}</footer>}
    </dialog>
  );
}
