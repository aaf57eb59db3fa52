import type { Transaction } from 'kysely';
import { type Instant, later } from '../domain/calendar/instant.ts';
import type { ListName } from '../ports/rows.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** A change that boards are to hear of. */
export type Touched = { readonly list: ListName; readonly key: string; readonly unit: string | null };

/** Rows in one insert: SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535. */
const AT_ONCE = 1_000;
/** A board that was away for longer than this reads everything again. In seconds: three days. */
const REMEMBERED_SECONDS = 3 * 24 * 3600;

/** Notes in the feed what a transaction changed, as part of it. */
export const recordChanges = async (
  engine: Engine,
  trx: Transaction<Schema>,
  touched: readonly Touched[],
  now: Instant,
): Promise<void> => {
  const table = engine.dialect === 'postgres' ? 'arrival' : 'feed';
  for (let start = 0; start < touched.length; start += AT_ONCE) {
    const rows = touched.slice(start, start + AT_ONCE).map(({ list, key, unit }) => ({ list, key, unit, at: now }));
    await trx.insertInto(table).values(rows).execute();
  }
};

/** Forgets what no board will ask for any more, and remembers up to where. */
export const forgetChanges = async (trx: Transaction<Schema>, now: Instant): Promise<void> => {
  const { last } = await trx
    .selectFrom('feed')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('at', '<', later(now, -REMEMBERED_SECONDS))
    .executeTakeFirstOrThrow();
  if (last === null) return;
  await trx.deleteFrom('feed').where('seq', '<=', last).execute();
  await trx.updateTable('feed_mark').set({ forgotten: last }).execute();
};
