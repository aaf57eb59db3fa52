import { COLUMN_OF, type Column } from '../../bot/domain/suggestion/columns.ts';
import type { State, Transition } from '../../bot/domain/suggestion/states.ts';
import type { Words } from '../words.tsx';

/** The name of the place that a move leads to: the column where the state is its plain meaning, else the state. */
export const targetWords = (to: State, words: Words): string => {
  if (to === 'withdrawn') return words.screen.move.withdraw;
  const column = COLUMN_OF[to];
  const plain: Partial<Record<State, Column>> = { prioritised: 'prioritised', in_progress: 'inProgress' };
  return column !== null && plain[to] === column ? words.column[column] : words.state[to];
};

/** What a move is called where it is chosen: mostly the place that it leads to. */
export const moveWords = ({ to }: Transition, words: Words): string =>
  to === 'new' ? words.screen.move.answer : targetWords(to, words);

/** True when a move can be made without asking anything. */
export const needsNothing = ({ needs, to }: Transition): boolean => needs.length === 0 && to !== 'withdrawn';
