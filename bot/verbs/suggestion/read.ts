import type { Mine, SuggestionView } from '../../domain/board/board.ts';
import { may } from '../../domain/people/may.ts';
import type { Person, PersonId } from '../../domain/people/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { SuggestionProblem } from '../../domain/suggestion/problem.ts';
import type { Ports } from '../ports.ts';
import type { Find } from './find.ts';

/** How many of their own suggestions a person is shown. */
const MINE_LIMIT = 200;

/**
 * One suggestion whole. Where the proposer's name is hidden from the reader, what the proposer did is nobody's, and
 * neither the link to the message that it came from nor a correction of the proposer in SharePoint tells who it was.
 */
export const createRead =
  ({ suggestions, people }: Pick<Ports, 'suggestions' | 'people'>, find: Find) =>
  async (seen: Person, key: string): Promise<Result<SuggestionView, SuggestionProblem>> => {
    const found = await find(seen, key);
    if (!found.ok) return found;
    const { person, unit, suggestion } = found.value;
    const open = may(person, 'suggestion.seeProposer', { unit, suggestion });
    const shown = (id: PersonId | null): PersonId | null => (open || id !== suggestion.proposer ? id : null);
    const history = (await suggestions.history(suggestion.key)).map((entry) => {
      const by = shown(entry.by);
      const told = open || entry.field !== 'proposer' ? {} : { from: null, to: null, words: null };
      return { ...entry, ...told, by, role: by === null ? null : entry.role };
    });
    const ids = [shown(suggestion.proposer), suggestion.owner, ...history.map(({ by }) => by)];
    const names = await people.names([...new Set(ids.filter((id): id is PersonId => id !== null))]);
    return ok({
      suggestion: {
        ...suggestion,
        proposer: shown(suggestion.proposer),
        sourceLink: open ? suggestion.sourceLink : null,
      },
      history,
      names: Object.fromEntries(names),
      mine: suggestion.proposer === person.id,
    });
  };

/** The person's own suggestions, newest first, whatever became of them. */
export const createMine =
  ({ suggestions, units }: Pick<Ports, 'suggestions' | 'units'>) =>
  async (person: Person): Promise<readonly Mine[]> => {
    const names = new Map((await units.all()).map(({ key, name }) => [key, name]));
    const own = await suggestions.ofProposer(person.id, MINE_LIMIT);
    return own.map((suggestion) => ({ suggestion, unitName: names.get(suggestion.unit) ?? suggestion.unit }));
  };
