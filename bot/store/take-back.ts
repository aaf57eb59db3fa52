import type { Instant } from '../domain/calendar/instant.ts';
import type { Engine } from './engine.ts';

/**
 * SQLite is one server's. Whatever is leased in it was taken by a server that is no more, so it is due at once instead
 * of when the lease runs out. With PostgreSQL the other server may well be alive.
 */
export const takeBack = async ({ db, dialect }: Engine, now: Instant): Promise<void> => {
  if (dialect !== 'sqlite') return;
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('item').set({ due: now }).where('due', '>', now).execute();
    await trx.updateTable('task').set({ due: now }).where('due', '>', now).execute();
    await trx.deleteFrom('lease').execute();
  });
};
