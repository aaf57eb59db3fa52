import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { NUMBER_REASON_MIN } from '../../bot/domain/gate/pass.ts';
import type { Problem } from '../../bot/domain/problem.ts';
import { checkText } from '../../bot/domain/suggestion/new-suggestion.ts';
import { TEXT_MAX } from '../../bot/domain/suggestion/suggestion.ts';
import { say } from '../../bot/domain/words/say.ts';
import { useWords } from '../words.tsx';
import type { Draft } from './drafts.ts';

/** The text with what the writer has answered to the gate. */
export type Written = Draft & { readonly confirmed: boolean; readonly numberReason?: string };

type Props = {
  readonly start: Draft;
  readonly action: string;
  /** Resolves with what the server refused, or null when the dialog may close. */
  readonly onSend: (written: Written) => Promise<Problem | null>;
  readonly onDraft: (draft: Draft) => void;
  readonly onCancel: () => void;
  /** Shown above the text: which unit, that this is a draft. */
  readonly children?: ReactNode;
};

const lengthOf = (text: string): number => [...text.trim()].length;

/** The one text field that a suggestion needs. Refusals keep every word that was written. */
export const TextForm = ({ start, action, onSend, onDraft, onCancel, children }: Props) => {
  const words = useWords();
  const { submit, cancel } = words.screen;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(start);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isNumber, setIsNumber] = useState(false);
  const [numberReason, setNumberReason] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const write = (next: Draft): void => {
    setDraft(next);
    onDraft(next);
    if (next.text !== draft.text) setProblem(null);
  };
  const send = async (confirmed: boolean): Promise<void> => {
    const reason = isNumber && numberReason.trim().length >= NUMBER_REASON_MIN ? { numberReason } : {};
    const written = { ...draft, confirmed, ...reason };
    const checked = checkText(draft.text, written);
    if (!checked.ok) return setProblem(checked.problem);
    setBusy(true);
    setProblem(await onSend(written));
    setBusy(false);
  };
  const left = TEXT_MAX - lengthOf(draft.text);
  const asksAgain = problem?.kind === 'lookAgain';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(asksAgain);
      }}
    >
      {children}
      <div className="field">
        <label htmlFor={id}>{submit.question}</label>
        <textarea
          ref={field}
          id={id}
          rows={5}
          value={draft.text}
          aria-describedby={`${id}-hint ${id}-left ${id}-problem`}
          aria-invalid={problem !== null || undefined}
          onInput={(event) => write({ ...draft, text: event.currentTarget.value })}
        />
        <div className="under">
          <span id={`${id}-hint`}>{submit.hint}</span>
          <span id={`${id}-left`} className="left" data-over={left < 0 || undefined}>
            {left < 0 ? submit.tooMany(-left) : submit.left(left)}
          </span>
        </div>
      </div>
      <div id={`${id}-problem`} className="problems" role="alert">
        {problem !== null && <p className="problem">{say(problem, words)}</p>}
        {problem?.kind === 'lookAgain' && (
          <ul>
            {problem.warnings.map((warning) => (
              <li key={warning}>{words.warning[warning]}</li>
            ))}
          </ul>
        )}
      </div>
      {(problem?.kind === 'nationalNumber' || isNumber) && (
        <>
          <label className="switch">
            <input type="checkbox" checked={isNumber} onChange={(event) => setIsNumber(event.currentTarget.checked)} />
            <span>{submit.notNumber}</span>
          </label>
          {isNumber && (
            <div className="field">
              <label htmlFor={`${id}-reason`}>{submit.numberReason}</label>
              <input
                id={`${id}-reason`}
                type="text"
                maxLength={200}
                value={numberReason}
                aria-describedby={`${id}-why`}
                onInput={(event) => setNumberReason(event.currentTarget.value)}
              />
              <span className="under" id={`${id}-why`}>
                {submit.numberReasonHint}
              </span>
            </div>
          )}
        </>
      )}
      <label className="switch">
        <input
          type="checkbox"
          checked={draft.showName}
          aria-describedby={`${id}-name`}
          onChange={(event) => write({ ...draft, showName: event.currentTarget.checked })}
        />
        <span>{submit.showName}</span>
      </label>
      <p className="under" id={`${id}-name`}>
        {draft.showName ? submit.shownName : submit.hiddenName}
      </p>
      <footer className="dialog-foot">
        <button type="button" onClick={onCancel}>
          {cancel}
        </button>
        <button type="submit" className="primary" disabled={busy}>
          {asksAgain ? submit.anyway : action}
        </button>
      </footer>
    </form>
  );
};
