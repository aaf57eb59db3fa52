import { useId, useState } from 'react';
import type { Problem } from '../../bot/domain/problem.ts';
import { checkComment } from '../../bot/domain/suggestion/comment.ts';
import { say } from '../../bot/domain/words/say.ts';
import { announce } from '../ui/announce.tsx';
import { useWords } from '../words.tsx';

/** What came of sending: null when it stands, a refusal, or the sentence for trouble. */
export type Said = Problem | string | null;

type Props = {
  /** What was begun here before and not sent. */
  readonly begun: string;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string, confirmed: boolean) => Promise<Said>;
};

/** A field for a comment. What was written is kept on the device until the server has it, also when the details close. */
export const CommentForm = ({ begun, onDraft, onSend }: Props) => {
  const words = useWords();
  const { comment, submit } = words.screen;
  const id = useId();
  const [text, setText] = useState(begun);
  const write = (next: string): void => {
    setText(next);
    onDraft(next);
    setSaid(null);
  };
  const [said, setSaid] = useState<Said>(null);
  const [busy, setBusy] = useState(false);
  const asksAgain = said !== null && typeof said === 'object' && said.kind === 'lookAgain';
  const send = async (): Promise<void> => {
    const checked = checkComment(text, { confirmed: asksAgain });
    if (!checked.ok) return setSaid(checked.problem);
    setBusy(true);
    const answer = await onSend(text, asksAgain);
    setBusy(false);
    setSaid(answer);
    if (answer !== null) return;
    write('');
    announce(comment.added);
  };
  return (
    <form
      className="comment"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{comment.title}</h3>
      <div className="field">
        <label htmlFor={id}>{comment.label}</label>
        <textarea
          id={id}
          rows={2}
          value={text}
          aria-describedby={`${id}-problem`}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-problem`} className="problems" role="alert">
        {said !== null && <p className="problem">{typeof said === 'string' ? said : say(said, words)}</p>}
        {asksAgain && (
          <ul>
            {said.warnings.map((warning) => (
              <li key={warning}>{words.warning[warning]}</li>
            ))}
          </ul>
        )}
      </div>
      <button type="submit" disabled={busy}>
        {asksAgain ? submit.anyway : comment.send}
      </button>
    </form>
  );
};
