import { ok, refuse } from '../domain/result.ts';
import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { Suggestion } from '../domain/suggestion/suggestion.ts';
import type { Keys } from '../ports/clock.ts';
import type { Along, OnBoard, Suggestions } from '../ports/suggestions.ts';
import type { Engine } from './engine.ts';
import { addAhead, changeItem, type Item, readItem } from './items.ts';
import { isSameRow, rowIn } from './rows.ts';
import { addTasks } from './tasks.ts';
import type { Work, Write } from './writer.ts';

type Shown = Pick<Item, 'body' | 'late' | 'refused_at'>;

const SHOWN = ['body', 'late', 'refused_at'] as const;

const suggestionIn = (body: string): Suggestion => rowIn('Suggestions', body);

/** `waiting` goes by the mark that boards were told about, so that what is read agrees with the feed. */
const onBoard = ({ body, late, refused_at }: Shown): OnBoard => ({
  ...suggestionIn(body),
  sync: refused_at !== null ? 'refused' : late === 1 ? 'waiting' : 'saved',
});

const keepAlong = async (work: Work, keys: Keys, { history, notices }: Along): Promise<void> => {
  await addAhead(work, 'History', history);
  await addTasks(work, keys, notices);
};

export const createSuggestions = (engine: Engine, keys: Keys, write: Write): Suggestions => {
  const shown = () => engine.db.selectFrom('item').select(SHOWN).where('list', '=', 'Suggestions');

  /** What this one is the same as: the one with its key, else its twin. */
  const existing = async ({ trx }: Work, fresh: Suggestion, twinSince: string): Promise<Suggestion | undefined> => {
    const candidates = await trx
      .selectFrom('item')
      .select('body')
      .where('list', '=', 'Suggestions')
      .where(({ or, and, eb }) =>
        or([eb('key', '=', fresh.key), and([eb('person', '=', fresh.proposer), eb('at', '>=', twinSince)])]),
      )
      .orderBy('at', 'desc')
      .execute();
    const found = candidates.map(({ body }) => suggestionIn(body));
    const isTwin = ({ proposer, unit, text, submittedAt }: Suggestion): boolean =>
      proposer === fresh.proposer && unit === fresh.unit && text === fresh.text && submittedAt >= twinSince;
    return found.find(({ key }) => key === fresh.key) ?? found.find(isTwin);
  };

  return {
    find: async (key) => {
      const found = await shown().where('key', '=', key).executeTakeFirst();
      return found && onBoard(found);
    },
    ofUnit: async (unit, settledSince) => {
      const found = await shown().where('unit', '=', unit).where('open_until', '>=', settledSince).execute();
      return found.map(onBoard);
    },
    ofProposer: async (person, limit) => {
      const found = await shown()
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .orderBy('key', 'desc')
        .limit(limit)
        .execute();
      return found.map(onBoard);
    },
    history: async (key) => {
      const found = await engine.db
        .selectFrom('item')
        .select('body')
        .where('list', '=', 'History')
        .where('parent', '=', key)
        .orderBy('at')
        .orderBy('key')
        .execute();
      return found.map(({ body }): HistoryEntry => rowIn('History', body));
    },
    add: (fresh, along, twinSince) =>
      write(async (work) => {
        // Two presses may reach two servers at once: the second waits here and then finds the first.
        await engine.alone(work.trx, fresh.proposer);
        const same = await existing(work, fresh, twinSince);
        if (same !== undefined) return { kind: 'existed', suggestion: same };
        const added = await addAhead(work, 'Suggestions', [fresh]);
        if (added === 0) throw new Error(`The key ${fresh.key} was taken by somebody else in this moment`);
        await keepAlong(work, keys, along);
        return { kind: 'added', suggestion: fresh };
      }),
    change: (key, decide) =>
      write(async (work) => {
        const item = await readItem(engine, work, 'Suggestions', key);
        if (item === undefined) return refuse({ kind: 'suggestionUnknown' });
        const decided = decide(suggestionIn(item.body));
        if (!decided.ok) return decided;
        if (!isSameRow(decided.value.suggestion, suggestionIn(item.body))) {
          await changeItem(work, item, decided.value.suggestion);
        }
        await keepAlong(work, keys, decided.value);
        return ok(decided.value.suggestion);
      }),
  };
};
