import { useState } from 'react';
import type { Me } from '../../bot/domain/board/board.ts';
import type { Problem } from '../../bot/domain/problem.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words.tsx';
import type { Draft, Drafts } from './drafts.ts';
import { TextForm, type Written } from './text-form.tsx';

type Props = {
  readonly units: Me['units'];
  /** The board that the dialog was opened on. */
  readonly unit: string;
  readonly drafts: Drafts;
  readonly onSubmit: (unit: string, written: Written) => Promise<Problem | null>;
  readonly onClose: () => void;
};

const BLANK: Draft = { text: '', showName: true };

/** A new suggestion: one sentence is enough. What is written stays on the device until it is sent. */
export const SubmitDialog = ({ units, unit: first, drafts, onSubmit, onClose }: Props) => {
  const { screen } = useWords();
  const [unit, setUnit] = useState(first);
  const [start, setStart] = useState(() => drafts.read(first));
  const discard = (): void => {
    drafts.forget(unit);
    setStart(undefined);
  };
  return (
    <Dialog title={screen.submit.title} onClose={onClose}>
      <TextForm
        key={start === undefined ? 'blank' : 'draft'}
        start={start ?? BLANK}
        action={screen.send}
        onDraft={(draft) => drafts.keep(unit, draft)}
        onSend={(written) => onSubmit(unit, written)}
        onCancel={onClose}
      >
        {units.length > 1 && (
          <label className="field">
            {screen.submit.unit}
            <select value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
              {units.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {start !== undefined && (
          <p className="draft">
            {screen.submit.draft}{' '}
            <button type="button" className="plain" onClick={discard}>
              {screen.submit.discard}
            </button>
          </p>
        )}
      </TextForm>
    </Dialog>
  );
};
