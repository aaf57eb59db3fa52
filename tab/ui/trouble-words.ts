import type { Problem } from '../../bot/domain/problem.ts';
import { say } from '../../bot/domain/words/say.ts';
import type { Words } from '../words.tsx';

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
