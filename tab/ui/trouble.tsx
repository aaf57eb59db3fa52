import type { Problem } from '../../bot/domain/problem.ts';
import { say } from '../../bot/domain/words/say.ts';
import { useWords, type Words } from '../words.tsx';
import { Icon } from './icon.tsx';

/** Why something could not be had. */
export type Why =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'trouble';
      readonly trouble: keyof Words['screen']['trouble'] & TroubleKind;
      readonly reference: string;
    }
  | { readonly kind: 'unreachable' };

type TroubleKind = 'signIn' | 'badRequest' | 'tooMuch' | 'unavailable' | 'fault';

/** The sentence for trouble, with its reference when there is one. */
export const troubleWords = (why: Why, words: Words): string => {
  if (why.kind === 'refused') return say(why.problem, words);
  if (why.kind === 'unreachable') return words.screen.trouble.unreachable;
  const sentence = words.screen.trouble[why.trouble];
  return why.reference === '' ? sentence : `${sentence} ${words.screen.trouble.reference(why.reference)}`;
};

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
