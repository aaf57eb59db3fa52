import type { Instant } from '../domain/calendar/instant.ts';
import type { Shelf } from '../ports/outbox.ts';
import type { Engine } from './engine.ts';
import { readItem, touchedBy, unrefused, writeItem } from './items.ts';
import type { Write } from './writer.ts';

export const createShelf = (engine: Engine, write: Write): Shelf => ({
  unsaved: async () => {
    const found = await engine.db
      .selectFrom('item')
      .select(['list', 'key', 'refused', 'refused_at'])
      .where('refused', 'is not', null)
      .orderBy('refused_at')
      .orderBy('key')
      .execute();
    return found.map(({ list, key, refused, refused_at }) => ({
      list,
      key,
      reason: refused ?? '',
      since: (refused_at ?? '') as Instant,
    }));
  },
  retry: (list, key) =>
    write(async (work) => {
      const item = await readItem(engine, work, list, key);
      if (item === undefined || item.refused === null) return;
      await writeItem(work, item, { ...unrefused(item), due: work.now });
      work.touch(touchedBy(item));
      work.wake('pending');
    }),
  waiting: async () => {
    const { count, since } = await engine.db
      .selectFrom('item')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('pending_since').as('since')])
      .where('due', 'is not', null)
      .executeTakeFirstOrThrow();
    return { count, since: since === null ? null : (since as Instant) };
  },
});
