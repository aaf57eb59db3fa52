/**
 * Small pieces that every page uses.
 * Lives here: dialog, menu, icons, dates, faces for loading and trouble, the live region, and their looks.
 * The one rule: nothing here knows what a suggestion is.
 */

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../words.tsx';
import { Icon } from './icon.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side`: a sheet at the edge for reading; else a small dialog in the middle for answering. */
  readonly shape?: 'side' | 'middle';
};

/** The platform's own modal dialog: focus stays inside, Escape closes, focus goes back to where it was. */
export const Dialog = ({ title, onClose, children, shape = 'middle' }: Props) => {
  const { screen } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${shape}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon-button" aria-label={screen.close} onClick={onClose}>
          <Icon name="dismiss" />
        </button>
      </header>
      {children}
    </dialog>
  );
};
