import type { Card } from '../../bot/domain/board/board.ts';
import { type Day, dayAt } from '../../bot/domain/calendar/day.ts';
import type { Age } from '../../bot/domain/suggestion/age.ts';
import { COLUMN_OF } from '../../bot/domain/suggestion/columns.ts';
import { dayWords } from '../ui/dates.ts';
import type { Words } from '../words.tsx';
import { cardAge } from './card-age.ts';

/** How old a card is, in words; `age` is null where time does not press. */
export type AgeShown = { readonly words: string; readonly age: Age | null };

/** What the age of a card means depends on where it stands: waiting for an answer, standing still, or merely when. */
export const ageShown = (card: Card, today: Day, words: Words): AgeShown => {
  const { card: say } = words.screen;
  const { days, age } = cardAge(card, today);
  if (card.state === 'new') return { words: days === 0 ? say.newToday : say.waited(days), age };
  if (card.state === 'in_progress' || card.state === 'on_hold')
    return { words: days === 0 ? say.movedToday : say.still(days), age };
  if (card.state === 'parked' && card.reviewDate !== null)
    return { words: say.review(dayWords(card.reviewDate, today, words)), age: null };
  const settled = COLUMN_OF[card.state] === 'done' || card.state === 'implemented';
  const at = dayWords(dayAt(settled ? card.movedAt : card.submittedAt), today, words);
  return { words: settled ? at : say.since(at), age: null };
};
