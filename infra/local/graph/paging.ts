import type { Column } from './column.ts';
import { invalidRequest } from './failure.ts';
import { compareKeys, EMPTY_KEY, type IndexKey } from './index-key.ts';
import { type Item, keyOf } from './item.ts';
import type { List } from './list.ts';
import { columnOf, notIndexed } from './predicate.ts';

export type Page = {
  readonly items: readonly Item[];
  /** Where the next page begins; undefined on the last one. */
  readonly skipToken: string | undefined;
};

export type Order = { readonly column: Column; readonly descending: boolean };
export type Cursor = { readonly id: number; readonly key?: IndexKey };

const DEFAULT_PAGE = 200;
const LARGEST_PAGE = 5000;
/** The first `top` of what was found, and where to go on when there is more. */
export function cut(found: readonly Item[], top: number, order: readonly Order[]): Page {
  const items = found.slice(0, top);
  const last = items.at(-1);
  return { items, skipToken: last && found.length > top ? writeCursor(last, order) : undefined };
}

/** `$orderby`. Throws 400 on a column without an index, unless the caller accepts that. */
export function readOrder(text: string | undefined, list: List, honorsAny: boolean): Order[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [path = '', direction = 'asc'] = part.split(/\s+/);
      const column = columnOf(path, list);
      if (!column.indexed && !honorsAny) throw notIndexed(path);
      return { column, descending: direction.toLowerCase() === 'desc' };
    });
}

export const readTop = (text: string | undefined): number => {
  const top = Number(text);
  return Number.isInteger(top) && top > 0 ? Math.min(top, LARGEST_PAGE) : DEFAULT_PAGE;
};

/** In the order asked for, by id where nothing else is. */
export const sort = (found: readonly Item[], order: readonly Order[]): Item[] =>
  [...found].sort((left, right) => compareItems(left, right, order));

function compareItems(left: Item, right: Item, order: readonly Order[]): number {
  for (const { column, descending } of order) {
    const compared = compareKeys(keyOf(left, column), keyOf(right, column));
    if (compared !== 0) return descending ? -compared : compared;
  }
  return order[0]?.descending ? right.id - left.id : left.id - right.id;
}

/** Paging goes on behind the last row's place, so a row put in before it is missed and none comes twice. */
export function isAfter(item: Item, cursor: Cursor, order: readonly Order[]): boolean {
  const [first] = order;
  if (!first) return item.id > cursor.id;
  const compared = compareKeys(keyOf(item, first.column), cursor.key ?? EMPTY_KEY);
  const placed = compared !== 0 ? compared : compareKeys(item.id, cursor.id);
  return first.descending ? placed < 0 : placed > 0;
}

/** SharePoint's paging string in base64url: Paged=TRUE&p_ID=6, with the sorted column's value where there is one. */
function writeCursor(last: Item, order: readonly Order[]): string {
  const [first] = order;
  const sorted = first
    ? `&ix_${first.column.name}=${encodeURIComponent(JSON.stringify(finite(keyOf(last, first.column))))}`
    : '';
  return Buffer.from(`Paged=TRUE${sorted}&p_ID=${last.id}`).toString('base64url');
}

const finite = (key: IndexKey) => (key === EMPTY_KEY ? null : key);

/** Where a page begins. Throws 400 on what SharePoint did not write. */
export function readCursor(token: string | undefined): Cursor | undefined {
  if (token === undefined) return undefined;
  const [, sorted, id] =
    /^Paged=TRUE(?:&ix_[^=]+=([^&]*))?&p_ID=(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  if (!id) throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
  if (sorted === undefined) return { id: Number(id) };
  return { id: Number(id), key: readKey(decodeURIComponent(sorted)) };
}

/** A number, a quoted text, or null for an empty value. */
function readKey(text: string): IndexKey {
  if (text === 'null') return EMPTY_KEY;
  return text.startsWith('"') ? String(JSON.parse(text)) : Number(text);
}
