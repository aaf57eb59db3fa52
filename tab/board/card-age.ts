import type { Card } from '../../bot/domain/board/board.ts';
import type { Day } from '../../bot/domain/calendar/day.ts';
import { ageOf } from '../../bot/domain/suggestion/age.ts';

type Aged = ReturnType<typeof ageOf> & { readonly today: Day };

const known = new WeakMap<Card, Aged>();

/**
 * The age of a card on a day. Counting working days asks for every holiday on the way, and a change on one card must
 * not count them anew for all: a card that has not changed is the same object, and its age is remembered.
 */
export const cardAge = (card: Card, today: Day): Aged => {
  const aged = known.get(card);
  if (aged?.today === today) return aged;
  const fresh = { ...ageOf(card, today), today };
  known.set(card, fresh);
  return fresh;
};
