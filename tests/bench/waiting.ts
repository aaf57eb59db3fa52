import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Waiting = {
  /** How many changes SharePoint does not have yet. */
  all(): number;
  /** Does this suggestion still wait? */
  is(key: string): boolean;
  close(): void;
};

/** Looks into the server's store from outside, reading only: what is still to be carried to SharePoint. */
export const openWaiting = (folder: string): Waiting => {
  const database = new DatabaseSync(join(folder, 'tavla.sqlite'), { readOnly: true });
  const count = database.prepare('select count(*) as n from item where pending_since is not null');
  const one = database.prepare('select count(*) as n from item where pending_since is not null and key = ?');
  return {
    all: () => Number(count.get()?.n),
    is: (key) => Number(one.get(key)?.n) > 0,
    close: () => database.close(),
  };
};
