import type { Board, Live } from '../../domain/board/board.ts';
import { peopleOn, publicCard } from '../../domain/board/public-card.ts';
import { addDays, dayAt } from '../../domain/calendar/day.ts';
import type { Instant } from '../../domain/calendar/instant.ts';
import type { Unit, UnitKey } from '../../domain/people/unit.ts';
import { DONE_DAYS, isOnBoard } from '../../domain/suggestion/columns.ts';
import type { SuggestionKey } from '../../domain/suggestion/suggestion.ts';
import type { Ports } from '../ports.ts';

type Needs = Pick<Ports, 'suggestions' | 'people' | 'units' | 'feed' | 'clock' | 'timeZone'>;

/** The unit's board as every viewer may see it. Who may look is decided by `board.enter`. */
export const createBrowse =
  ({ suggestions, people, feed, clock, timeZone }: Needs) =>
  async (unit: Unit): Promise<Board> => {
    const seq = await feed.latest();
    const today = dayAt(clock.now(), timeZone);
    const settledSince = `${addDays(today, -DONE_DAYS - 1)}T00:00:00Z` as Instant;
    const onBoard = (await suggestions.ofUnit(unit.key, settledSince)).filter((one) => isOnBoard(one, today));
    const cards = onBoard.map(publicCard);
    const names = Object.fromEntries(await people.names([...new Set(cards.flatMap(peopleOn))]));
    const { key, name, area, language, startYear } = unit;
    return { unit: { key, name, area, language, startYear }, seq, today, cards, names };
  };

/** What the live feed says of a suggestion that changed; undefined when it is not of that unit. */
export const createGlance =
  ({ suggestions, people, clock, timeZone }: Needs) =>
  async (unit: UnitKey, key: SuggestionKey, seq: number): Promise<Live | undefined> => {
    const found = await suggestions.find(key);
    if (found !== undefined && found.unit !== unit) return undefined;
    if (found === undefined || !isOnBoard(found, dayAt(clock.now(), timeZone)))
      return { seq, key, card: null, names: {} };
    const card = publicCard(found);
    return { seq, key, card, names: Object.fromEntries(await people.names(peopleOn(card))) };
  };
