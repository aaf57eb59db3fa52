import { say } from '../bot/domain/words/say.ts';
import type { Action, Settled } from './api/queue.ts';
import { targetWords } from './suggestion/target-words.ts';
import { troubleWords } from './ui/trouble-words.ts';
import type { Words } from './words.tsx';

/** Something that the person must know about what they did: what was not done, and what was kept. */
export type Notice = { readonly id: string; readonly text: string; readonly kept: readonly string[] };

const whyWords = (action: Action, answer: Settled, words: Words): string => {
  if (answer.kind === 'trouble') return troubleWords(answer, words);
  if (answer.kind !== 'refused') return '';
  const { problem } = answer;
  return action.kind === 'move' && problem.kind === 'changedMeanwhile' && problem.state !== action.body.to
    ? words.screen.status.conflict(targetWords(action.body.to, words), words.state[problem.state])
    : say(problem, words);
};

/** Words that somebody wrote into the action: they must not be lost with it. */
const wordsIn = (action: Action): readonly string[] =>
  action.kind === 'move'
    ? Object.values(action.body.answers).filter((text) => text.length >= 5 && text.includes(' '))
    : [action.body.text];

/** The notice for an action that was not done; null when it was. */
export const noticeOf = (action: Action, answer: Settled | null, words: Words): Notice | null => {
  if (answer === null || answer.kind === 'ok') return null;
  const kept = wordsIn(action).map(words.screen.status.keptWords);
  return {
    id: action.id,
    text: whyWords(action, answer, words),
    kept: action.kind === 'submit' ? [...kept, words.screen.status.backInDraft] : kept,
  };
};
