import type { Card } from '../bot/domain/board/board.ts';
import type { Transition } from '../bot/domain/suggestion/states.ts';

/** What the person is in the middle of. */
export type Task =
  | { readonly kind: 'none' }
  | { readonly kind: 'submit' }
  | { readonly kind: 'open'; readonly card: Card }
  | { readonly kind: 'edit'; readonly card: Card }
  | { readonly kind: 'move'; readonly card: Card; readonly moves: readonly Transition[] };

export const NO_TASK: Task = { kind: 'none' };
