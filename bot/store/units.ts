import type { Unit, UnitKey } from '../domain/people/unit.ts';
import type { Units } from '../ports/people.ts';
import type { Engine } from './engine.ts';
import { changeItem, type Item, readItem } from './items.ts';
import { rowIn } from './rows.ts';
import type { Work, Write } from './writer.ts';

const unitIn = (body: string): Unit => rowIn('Units', body);

export const createUnits = (engine: Engine, write: Write): Units => {
  const bodies = () => engine.db.selectFrom('item').select('body').where('list', '=', 'Units');

  /** Units other than `key` that have this channel. */
  const rivals = async (work: Work, key: UnitKey, channelId: string): Promise<readonly Item[]> => {
    const found = await work.trx
      .selectFrom('item')
      .select('key')
      .where('list', '=', 'Units')
      .where('parent', '=', channelId)
      .where('key', '!=', key)
      .execute();
    const items: Item[] = [];
    for (const rival of found) {
      const item = await readItem(engine, work, 'Units', rival.key);
      // It may have moved away while we waited for it.
      if (item?.parent === channelId) items.push(item);
    }
    return items;
  };

  return {
    find: async (key) => {
      const found = await bodies().where('key', '=', key).executeTakeFirst();
      return found && unitIn(found.body);
    },
    all: async () => (await bodies().orderBy('key').execute()).map(({ body }) => unitIn(body)),
    ofChannel: async (channelId) => {
      const found = await bodies().where('parent', '=', channelId).execute();
      // Somebody may have given two units one channel in SharePoint: then it is always the same of the two.
      return found.map(({ body }) => unitIn(body)).sort((a, b) => (a.key < b.key ? -1 : 1))[0];
    },
    bind: (key, { teamId, channelId }) =>
      write(async (work) => {
        await engine.alone(work.trx, channelId);
        const item = await readItem(engine, work, 'Units', key);
        if (item === undefined) throw new Error(`No unit ${key} to place in a channel`);
        for (const rival of await rivals(work, key, channelId))
          await changeItem(work, rival, { ...unitIn(rival.body), teamId: null, channelId: null });
        await changeItem(work, item, { ...unitIn(item.body), teamId, channelId });
      }),
  };
};
