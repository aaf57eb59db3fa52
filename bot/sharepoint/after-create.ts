import { sentence } from './answer.ts';
import { placeFrom } from './item.ts';
import type { Meaning } from './meaning.ts';
import type { Settle, Settling, SettlingDeps } from './settling.ts';

/** What to do after a try to create an item, for everything that Graph may answer. */
export const afterCreate = ({ site, timers }: SettlingDeps, settling: Settling): Record<Meaning, Settle> => {
  const { troubles, saved, later, toShelf, waits, laterOrShelf, listIsGone, lookUp, mergeWith } = settling;

  const created: Settle = async (errand, answer) => {
    const place = placeFrom(answer.body);
    if (place === undefined) return lookNextTime(errand, answer);
    site.made(errand.pending.list, place.itemId);
    await saved(errand, place);
  };

  /**
   * A key that is taken has no code of its own, so that after any refusal the item is looked up: it may be an earlier
   * try of ours whose answer was lost. A look-up may lag behind by seconds, so that it is made a few times.
   */
  const adoptOrShelf: Settle = async (errand, answer) => {
    const item = await lookUp(errand);
    if (item === 'noList') return listIsGone(errand, answer);
    if (item !== 'none') return mergeWith(errand, item);
    const times = troubles.note(errand.pending, 'refused', timers.now());
    await (troubles.isHopeless(errand.pending) ? toShelf(errand, sentence(answer)) : later(errand, 2 ** (times - 1)));
  };

  /** It may have been done: the next try begins with a look-up. */
  const lookNextTime: Settle = async (errand, answer) => {
    if (answer.status === 500) return laterOrShelf('failed')(errand, answer);
    troubles.note(errand.pending, 'unsure', timers.now());
    await waits(errand, answer);
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
    busy: (errand, answer) => (answer.status === 503 ? lookNextTime : waits)(errand, answer),
    unsure: lookNextTime,
    broken: lookNextTime,
  };
};
