import { sentence } from './answer.ts';
import { placeFrom } from './item.ts';
import type { Meaning } from './meaning.ts';
import type { Settle, Settling, SettlingDeps } from './settling.ts';

/** What to do after a try to create an item, for everything that Graph may answer. */
export const afterCreate = ({ site, timers }: SettlingDeps, settling: Settling): Record<Meaning, Settle> => {
  const { troubles, saved, later, toShelf, waits, laterOrShelf, listIsGone, lookUp, mergeWith } = settling;

  const created: Settle = async (pending, answer) => {
    const place = placeFrom(answer.body);
    if (place === undefined) return lookNextTime(pending, answer);
    site.made(pending.list, place.itemId);
    await saved(pending, place);
  };

  /**
   * A key that is taken has no code of its own, so that after any refusal the item is looked up: it may be an earlier
   * try of ours whose answer was lost. A look-up may lag behind by seconds, so that it is made a few times.
   */
  const adoptOrShelf: Settle = async (pending, answer) => {
    const item = await lookUp(pending);
    if (item === 'noList') return listIsGone(pending, answer);
    if (item !== 'none') return mergeWith(pending, item);
    const times = troubles.note(pending, 'refused', timers.now());
    return troubles.isHopeless(pending) ? toShelf(pending, sentence(answer)) : later(pending, 2 ** (times - 1));
  };

  /** It may have been done: the next try begins with a look-up. */
  const lookNextTime: Settle = async (pending, answer) => {
    if (answer.status === 500) return laterOrShelf('failed')(pending, answer);
    troubles.note(pending, 'unsure', timers.now());
    await waits(pending, answer);
  };

  return {
    done: created,
    refused: adoptOrShelf,
    conflict: adoptOrShelf,
    denied: laterOrShelf('denied'),
    unsigned: waits,
    gone: listIsGone,
    resync: adoptOrShelf,
    locked: waits,
    // Throttled means not done; 503 may also come from a gateway behind which it was done.
    busy: (pending, answer) => (answer.status === 503 ? lookNextTime : waits)(pending, answer),
    unsure: lookNextTime,
    broken: lookNextTime,
  };
};
