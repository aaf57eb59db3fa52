import type { Card } from '../../bot/domain/board/board.ts';

export type Quadrant = 'doNow' | 'plan' | 'fill' | 'notNow';

/** Effort up to this is low; effect from this on is high, on the scale of 1 to 5. */
const LOW_EFFORT = 2;
const HIGH_EFFECT = 3;

/** Where a card stands in the priority matrix; null until both scores are set. */
export const quadrantOf = ({ effect, effort }: Pick<Card, 'effect' | 'effort'>): Quadrant | null => {
  if (effect === null || effort === null) return null;
  if (effect >= HIGH_EFFECT) return effort <= LOW_EFFORT ? 'doNow' : 'plan';
  return effort <= LOW_EFFORT ? 'fill' : 'notNow';
};
