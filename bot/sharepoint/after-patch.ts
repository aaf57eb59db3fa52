import { sentence } from './answer.ts';
import { etagFrom, itemFrom, itemPath } from './item.ts';
import { LISTS } from './lists.ts';
import type { Meaning } from './meaning.ts';
import type { Settle, Settling, SettlingDeps } from './settling.ts';

const GONE = 'The item was deleted in SharePoint';

/** What to do after a try to change an item, for everything that Graph may answer. */
export const afterPatch = ({ graph, site }: SettlingDeps, settling: Settling): Record<Meaning, Settle> => {
  const { saved, toShelf, waits, laterOrShelf, listIsGone, lookUp, mergeWith } = settling;

  const patched: Settle = async (pending, answer) => {
    const etag = etagFrom(answer);
    if (etag === undefined || pending.itemId === null) return reread(pending, answer);
    await saved(pending, { itemId: pending.itemId, etag });
  };

  /** Somebody else has changed it, or we have without knowing: it is read, and the versions become one. */
  const reread: Settle = async (pending, answer) => {
    const path = itemPath(await site.items(pending.list), pending.itemId ?? '', LISTS[pending.list]);
    const again = await graph.read(path, 'come again');
    const item = again.meaning === 'done' ? itemFrom(again.body, site.appId) : undefined;
    if (item !== undefined) return mergeWith(pending, item);
    return again.meaning === 'gone' ? itemIsGone(pending, again) : waits(pending, answer);
  };

  /** Deleted there; or the whole list is gone, or the item came back under another id. */
  const itemIsGone: Settle = async (pending, answer) => {
    const item = await lookUp(pending);
    if (item === 'noList') return listIsGone(pending, answer);
    return item === 'none' ? toShelf(pending, GONE) : mergeWith(pending, item);
  };

  return {
    done: patched,
    refused: (pending, answer) => toShelf(pending, sentence(answer)),
    conflict: reread,
    denied: laterOrShelf('denied'),
    unsigned: waits,
    gone: itemIsGone,
    resync: reread,
    locked: waits,
    busy: waits,
    // If it was done, the version that the next try names is old by then, and it is read.
    unsure: (pending, answer) => (answer.status === 500 ? laterOrShelf('failed') : waits)(pending, answer),
    broken: reread,
  };
};
