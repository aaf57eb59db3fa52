import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { Keys } from '../ports/clock.ts';
import type { Notice } from '../ports/notices.ts';
import type { Place } from '../ports/outbox.ts';
import type { Row } from '../ports/rows.ts';
import {
  addAhead,
  type Item,
  isMarked,
  placedAt,
  SAVED,
  touchedBy,
  touchedByChange,
  unrefused,
  withRow,
  writeItem,
} from './items.ts';
import { isSameRow, rowOf } from './rows.ts';
import { addTasks } from './tasks.ts';
import type { Work } from './writer.ts';

/** Two versions that became one, and what SharePoint has. */
export type Merged = {
  readonly row: Row;
  readonly base: Row;
  readonly place: Place;
  readonly history: readonly HistoryEntry[];
  readonly notices?: readonly Notice[];
};

/** Keeps what a merge made of an item: saved when SharePoint has just that, else still ahead. True when our row changed. */
export const keepMerged = async (work: Work, keys: Keys, item: Item, merged: Merged): Promise<boolean> => {
  const changed = !isSameRow(merged.row, rowOf(item.body));
  const patch = changed ? withRow(item, merged.row) : {};
  const saved = isSameRow(merged.row, merged.base);
  await writeItem(work, item, {
    ...patch,
    ...placedAt(merged.place, item, work.now),
    ...(saved ? SAVED : stillAhead(work, item, merged.base)),
  });
  if (changed) work.touch(...touchedByChange(item, patch));
  else if (item.refused !== null || (saved && isMarked(item))) work.touch(touchedBy(item));
  if (!saved) work.wake('pending');
  await addAhead(work, 'History', merged.history);
  await addTasks(work, keys, merged.notices ?? []);
  return changed;
};

/** Against the new base it is a new attempt, also for what SharePoint refused before. */
const stillAhead = ({ now }: Work, item: Item, base: Row) => ({
  base: JSON.stringify(base),
  pending_since: item.pending_since ?? now,
  due: now,
  attempts: 0,
  ...unrefused(item),
});
