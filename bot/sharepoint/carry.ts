import type { Log } from '../ports/log.ts';
import type { Pending } from '../ports/outbox.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { afterCreate } from './after-create.ts';
import { afterPatch } from './after-patch.ts';
import { type Answer, sentence } from './answer.ts';
import type { Call } from './cost.ts';
import { createCall, patchCall } from './item.ts';
import { differences } from './list.ts';
import { LISTS } from './lists.ts';
import { createSettling, type Errand, type SettlingDeps } from './settling.ts';
import { together } from './together.ts';

/** How a round went: `down` when nobody got anywhere, for reasons that have nothing to do with the items. */
export type Round = 'went' | 'down';

/** Carries claimed items to SharePoint and tells the outbox what became of each. Never throws for what Graph does. */
export const createCarry = (deps: SettlingDeps & { readonly log: Log }) => {
  const { graph, site, log } = deps;
  const settling = createSettling(deps);
  const [created, patched] = [afterCreate(deps, settling), afterPatch(deps, settling)];

  /** What to ask to make an item; undefined when an earlier try has made it. */
  const prepareNew = async (errand: Errand, items: string): Promise<Call | undefined> => {
    const { list, row } = errand.pending;
    const earlier = settling.troubles.isUnsure(errand.pending) ? await settling.lookUp(errand) : 'none';
    if (typeof earlier === 'string') return createCall(items, LISTS[list].toFields(row));
    await settling.mergeWith(errand, earlier);
    return undefined;
  };

  /** What to ask for an item; undefined when it is settled without. */
  const prepare = async (errand: Errand): Promise<Call | undefined> => {
    const { itemId, etag, base, row, list: name } = errand.pending;
    const list = LISTS[name];
    const items = await site.items(name);
    if (itemId === null || etag === null) return prepareNew(errand, items);
    const changes = base === null ? list.toFields(row) : differences(list, base, row);
    if (Object.keys(changes).length > 0) return patchCall(items, { itemId, etag }, changes);
    await settling.saved(errand, { itemId, etag });
    return undefined;
  };

  /** Carries one item; the reason when it did not get there and the item is not to blame. */
  const carryOne = async (errand: Errand): Promise<string | undefined> => {
    const call = await prepare(errand);
    if (call === undefined) return undefined;
    const answer = await errand.ask(call);
    await (errand.pending.itemId === null ? created : patched)[answer.meaning](errand, answer);
    return isGeneral(answer) ? sentence(answer) : undefined;
  };

  /** One item's trouble is its own: it waits, and the others go on. */
  const carryOrWait = async (errand: Errand): Promise<string | undefined> => {
    try {
      return await carryOne(errand);
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      await settling.later(errand);
      return cause.message;
    }
  };

  return async (claimed: readonly Pending[]): Promise<Round> => {
    const reasons: string[] = [];
    await together(graph, claimed, async (pending, ask) => {
      const reason = await carryOrWait({ pending, ask });
      if (reason !== undefined) reasons.push(reason);
    });
    // One line a round, however many items wait.
    const [reason] = reasons;
    if (reason !== undefined)
      log.warn({ items: reasons.length, of: claimed.length, reason }, 'Items wait for SharePoint');
    return reasons.length === claimed.length ? 'down' : 'went';
  };
};

/** Answers that say nothing about the item: the way, the sign-in or the whole site is in trouble. */
const isGeneral = ({ meaning, status }: Answer): boolean =>
  meaning === 'unsigned' || meaning === 'locked' || meaning === 'busy' || (meaning === 'unsure' && status !== 500);
