import type { Notice } from './notices.ts';
import { timeWords } from './ui/dates.ts';
import { Icon } from './ui/icon.tsx';
import { troubleWords, type Why } from './ui/trouble-words.ts';
import { useWords } from './words.tsx';

type Props = {
  /** Why the server could not be heard; null while it can. */
  readonly offline: Why | null;
  readonly unsent: number;
  readonly checkedAt: number;
  readonly notices: readonly Notice[];
  readonly onRetry: () => void;
  readonly onDismiss: (id: string) => void;
};

/** What the person should know about the line to the server, and about what became of what they did. */
export const StatusBar = ({ offline, unsent, checkedAt, notices, onRetry, onDismiss }: Props) => {
  const words = useWords();
  const { status, retry, close } = words.screen;
  const needed = offline !== null || unsent > 0;
  const cause = (why: Why): string => (navigator.onLine ? troubleWords(why, words) : status.offline);
  return (
    <div className="status">
      <div role="status">
        {needed && (
          <p className="status-line">
            <Icon name="offline" />
            <span>
              {offline !== null && `${cause(offline)} ${status.asLast} ${status.old(timeWords(checkedAt, words))}. `}
              {unsent > 0 && `${status.unsent(unsent)}.`}
            </span>
            <button type="button" onClick={onRetry}>
              {retry}
            </button>
          </p>
        )}
      </div>
      {notices.map(({ id, text, kept }) => (
        <div key={id} className="notice">
          <div>
            <p>{text}</p>
            {kept.map((line) => (
              <p key={line} className="kept">
                {line}
              </p>
            ))}
          </div>
          <button type="button" className="icon-button" aria-label={close} onClick={() => onDismiss(id)}>
            <Icon name="dismiss" />
          </button>
        </div>
      ))}
    </div>
  );
};
