import type { BoardMine } from '../../domain/board/board.ts';
import { addDays, dayAt } from '../../domain/calendar/day.ts';
import type { Instant } from '../../domain/calendar/instant.ts';
import { may } from '../../domain/people/may.ts';
import { DONE_DAYS } from '../../domain/suggestion/columns.ts';
import type { Ports } from '../ports.ts';
import type { Entry } from './enter.ts';

/** What this viewer sees of the board beyond what everybody does. */
export const createMyPart =
  ({ suggestions, people, clock, timeZone }: Pick<Ports, 'suggestions' | 'people' | 'clock' | 'timeZone'>) =>
  async ({ person, unit }: Entry): Promise<BoardMine> => {
    const settledSince = `${addDays(dayAt(clock.now(), timeZone), -DONE_DAYS - 1)}T00:00:00Z` as Instant;
    const all = await suggestions.ofUnit(unit.key, settledSince);
    const hidden = all.filter(
      (suggestion) => !suggestion.showName && may(person, 'suggestion.seeProposer', { unit, suggestion }),
    );
    return {
      own: all.filter(({ proposer }) => proposer === person.id).map(({ key }) => key),
      hidden: Object.fromEntries(hidden.map(({ key, proposer }) => [key, proposer])),
      names: Object.fromEntries(await people.names([...new Set(hidden.map(({ proposer }) => proposer))])),
      mayBind: may(person, 'board.bind', unit),
    };
  };
