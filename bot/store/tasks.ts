import { sql } from 'kysely';
import { later } from '../domain/calendar/instant.ts';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Notice } from '../ports/notices.ts';
import type { Task, Tasks } from '../ports/tasks.ts';
import type { Engine } from './engine.ts';
import type { Signals, Work, Write } from './writer.ts';

/** Keeps notices to deliver, due now, in the transaction of what caused them. */
export const addTasks = async (work: Work, keys: Keys, notices: readonly Notice[]): Promise<void> => {
  if (notices.length === 0) return;
  const tasks = notices.map((notice) => ({ id: keys.next(), notice: JSON.stringify(notice), due: work.now }));
  await work.trx
    .insertInto('task')
    .values(tasks.map((task) => ({ ...task, attempts: 0, reason: null })))
    .execute();
  work.wake('due');
};

export const createTasks = (engine: Engine, clock: Clock, write: Write, { due }: Signals): Tasks => ({
  claim: async (limit, leaseSeconds) => {
    const now = clock.now();
    const { db, dialect } = engine;
    const claimed = await db
      .with('picked', (cte) => {
        const query = cte
          .selectFrom('task')
          .select('id')
          .where('due', '<=', now)
          .orderBy('due')
          .orderBy('id')
          .limit(limit);
        return dialect === 'postgres' ? query.forUpdate().skipLocked() : query;
      })
      .updateTable('task')
      .from('picked')
      .whereRef('task.id', '=', 'picked.id')
      .set({ due: later(now, leaseSeconds), attempts: sql`task.attempts + 1` })
      .returning(['task.id', 'task.notice', 'task.attempts'])
      .execute();
    return claimed.map(taskOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  },
  done: (id) => write(async ({ trx }) => void (await trx.deleteFrom('task').where('id', '=', id).execute())),
  later: (id, at) =>
    write(async ({ trx }) => void (await trx.updateTable('task').set({ due: at }).where('id', '=', id).execute())),
  giveUp: (id, reason) =>
    write(
      async ({ trx }) => void (await trx.updateTable('task').set({ due: null, reason }).where('id', '=', id).execute()),
    ),
  onDue: (listener) => due.on(listener),
});

const taskOf = ({ id, notice, attempts }: { id: string; notice: string; attempts: number }): Task => ({
  id,
  notice: JSON.parse(notice) as Notice,
  attempts: attempts - 1,
});
