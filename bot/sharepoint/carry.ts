import type { Pending } from '../ports/outbox.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { afterCreate } from './after-create.ts';
import { afterPatch } from './after-patch.ts';
import { type Answer, noAnswer } from './answer.ts';
import type { Call } from './cost.ts';
import { createCall, patchCall } from './item.ts';
import { differences } from './list.ts';
import { LISTS } from './lists.ts';
import { createSettling, type Settle, type SettlingDeps } from './settling.ts';

type Ready = { readonly pending: Pending; readonly call: Call };

/** Carries claimed items to SharePoint and tells the outbox what became of each. Never throws for what Graph does. */
export const createCarry = (deps: SettlingDeps) => {
  const { graph, site, log } = deps;
  const settling = createSettling(deps);
  const [created, patched] = [afterCreate(deps, settling), afterPatch(deps, settling)];

  /** What to ask to make an item; undefined when an earlier try has made it. */
  const prepareNew = async (pending: Pending, items: string): Promise<Call | undefined> => {
    const earlier = settling.troubles.isUnsure(pending) ? await settling.lookUp(pending) : 'none';
    if (typeof earlier === 'string') return createCall(items, LISTS[pending.list].toFields(pending.row));
    await settling.mergeWith(pending, earlier);
    return undefined;
  };

  /** What to ask for an item; undefined when it is settled without. */
  const prepare = async (pending: Pending): Promise<Call | undefined> => {
    const { itemId, etag, base, row } = pending;
    const list = LISTS[pending.list];
    const items = await site.items(pending.list);
    if (itemId === null || etag === null) return prepareNew(pending, items);
    const changes = base === null ? list.toFields(row) : differences(list, base, row);
    if (Object.keys(changes).length > 0) return patchCall(items, { itemId, etag }, changes);
    await settling.saved(pending, { itemId, etag });
    return undefined;
  };

  /** One round trip: alone when there is one, else as a batch, which costs the same units. */
  const ask = async (ready: readonly Ready[]): Promise<readonly Answer[]> => {
    const [first, ...others] = ready.map(({ call }) => call);
    if (first === undefined) return [];
    return others.length > 0 ? graph.batch([first, ...others], 'come again') : [await graph.send(first, 'come again')];
  };

  const settle: Settle = (pending, answer) =>
    (pending.itemId === null ? created : patched)[answer.meaning](pending, answer);

  /** One item's trouble is its own: it waits, and the others go on. */
  const guarded = async <T>(pending: Pending, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      log.warn({ list: pending.list, error: cause }, 'An item waits for SharePoint');
      await settling.later(pending);
      return undefined;
    }
  };

  return async (claimed: readonly Pending[]): Promise<void> => {
    const prepared = await Promise.all(
      claimed.map(async (pending) => ({ pending, call: await guarded(pending, () => prepare(pending)) })),
    );
    const ready = prepared.filter((one): one is Ready => one.call !== undefined);
    const asked = ask(ready);
    await Promise.all(
      ready.map(({ pending }, index) =>
        guarded(pending, async () => settle(pending, (await asked)[index] ?? noAnswer(undefined))),
      ),
    );
  };
};
