import type { ListName } from '../ports/rows.ts';
import type { BadField } from './list.ts';

/** A row in SharePoint that Tavla cannot read: where, and which column. Never what stands there. */
export type Problem = BadField & { readonly list: ListName; readonly itemId: string };

export type Problems = {
  note(list: ListName, itemId: string, bad: BadField): void;
  /** The row can be read again, or is gone. */
  settle(list: ListName, itemId: string): void;
  /** Before a full reading, which notes again what is still so. */
  clear(list: ListName): void;
  all(): readonly Problem[];
};

export const createProblems = (): Problems => {
  const found = new Map<string, Problem>();
  const idOf = (list: ListName, itemId: string): string => `${list}/${itemId}`;
  return {
    note: (list, itemId, bad) => void found.set(idOf(list, itemId), { list, itemId, ...bad }),
    settle: (list, itemId) => void found.delete(idOf(list, itemId)),
    clear: (list) => {
      for (const [id, problem] of found) if (problem.list === list) found.delete(id);
    },
    all: () => [...found.values()],
  };
};
