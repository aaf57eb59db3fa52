import { useWords } from '../words.tsx';
import { Icon } from './icon.tsx';
import { troubleWords, type Why } from './trouble-words.ts';

/** A whole page's face when there is nothing else to show. */
export const TroublePage = ({ why, onRetry }: { readonly why: Why; readonly onRetry: () => void }) => {
  const words = useWords();
  return (
    <main className="face">
      <Icon name="warning" />
      <h1 className="unseen">{words.screen.app}</h1>
      <p role="alert">{troubleWords(why, words)}</p>
      {why.kind !== 'refused' && (
        <button type="button" className="primary" onClick={onRetry}>
          {words.screen.retry}
        </button>
      )}
    </main>
  );
};
