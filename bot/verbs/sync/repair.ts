import type { SyncStatus } from '../../domain/board/board.ts';
import { may } from '../../domain/people/may.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PeopleProblem } from '../../domain/people/problem.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { LIST_NAMES, type ListName } from '../../ports/rows.ts';
import type { Ports } from '../ports.ts';

const isListName = (text: string): text is ListName => LIST_NAMES.some((name) => name === text);

/** What waits for SharePoint, what SharePoint would not take, and what in SharePoint we cannot read. */
export const createSyncStatus =
  ({ shelf, unread }: Pick<Ports, 'shelf' | 'unread'>) =>
  async (person: Person): Promise<Result<SyncStatus, PeopleProblem>> => {
    if (!may(person, 'sync.repair', null)) return refuse({ kind: 'notAllowed' });
    const waiting = await shelf.waiting();
    return ok({
      waiting: waiting.count,
      since: waiting.since,
      unsaved: await shelf.unsaved(),
      unreadable: unread.unreadable(),
    });
  };

/** Sends an unsaved item to SharePoint once more. */
export const createRetry =
  ({ shelf }: Pick<Ports, 'shelf'>, status: ReturnType<typeof createSyncStatus>) =>
  async (
    person: Person,
    item: { readonly list: string; readonly key: string },
  ): Promise<Result<SyncStatus, PeopleProblem>> => {
    if (!may(person, 'sync.repair', null)) return refuse({ kind: 'notAllowed' });
    if (isListName(item.list)) await shelf.retry(item.list, item.key);
    return status(person);
  };
