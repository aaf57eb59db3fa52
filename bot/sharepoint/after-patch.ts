import { sentence } from './answer.ts';
import { etagFrom, itemFrom, itemPath } from './item.ts';
import { LISTS } from './lists.ts';
import type { Meaning } from './meaning.ts';
import type { Settle, Settling, SettlingDeps } from './settling.ts';

const GONE = 'The item was deleted in SharePoint';

/** What to do after a try to change an item, for everything that Graph may answer. */
export const afterPatch = ({ site }: SettlingDeps, settling: Settling): Record<Meaning, Settle> => {
  const { saved, toShelf, waits, laterOrShelf, listIsGone, lookUp, mergeWith } = settling;

  const patched: Settle = async (errand, answer) => {
    const { itemId } = errand.pending;
    const etag = etagFrom(answer);
    if (etag === undefined || itemId === null) return reread(errand, answer);
    await saved(errand, { itemId, etag });
  };

  /** Somebody else has changed it, or we have without knowing: it is read, and the versions become one. */
  const reread: Settle = async (errand, answer) => {
    const { list, itemId } = errand.pending;
    const path = itemPath(await site.items(list), itemId ?? '', LISTS[list]);
    const again = await errand.ask({ method: 'GET', path });
    const item = again.meaning === 'done' ? itemFrom(again.body, site.appId) : undefined;
    if (item !== undefined) return mergeWith(errand, item);
    await (again.meaning === 'gone' ? itemIsGone : waits)(errand, answer);
  };

  /** Deleted there; or the whole list is gone, or the item came back under another id. */
  const itemIsGone: Settle = async (errand, answer) => {
    const item = await lookUp(errand);
    if (item === 'noList') return listIsGone(errand, answer);
    await (item === 'none' ? toShelf(errand, GONE) : mergeWith(errand, item));
  };

  return {
    done: patched,
    refused: (errand, answer) => toShelf(errand, sentence(answer)),
    conflict: reread,
    denied: laterOrShelf('denied'),
    unsigned: waits,
    gone: itemIsGone,
    resync: reread,
    locked: waits,
    busy: waits,
    // If it was done, the version that the next try names is old by then, and it is read.
    unsure: (errand, answer) => (answer.status === 500 ? laterOrShelf('failed') : waits)(errand, answer),
    broken: reread,
  };
};
