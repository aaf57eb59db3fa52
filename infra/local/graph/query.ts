import type { Call } from './call.ts';
import type { Database } from './database.ts';
import { throttled } from './failure.ts';
import { type Operator, parseFilter } from './filter.ts';
import { compareKeys, EMPTY_KEY, type IndexKey } from './index-key.ts';
import type { Item } from './item.ts';
import type { Items } from './items.ts';
import type { List } from './list.ts';
import { type Cursor, cut, isAfter, type Order, type Page, readCursor, readOrder, readTop, sort } from './paging.ts';
import { holds, matches, prepare, type Ready, type Test } from './predicate.ts';
import type { Switches } from './switches.ts';

export type Query = { run(list: List, call: Call): Page };

/** Waiting never helps above the threshold, but SharePoint says this all the same. */
const THRESHOLD_RETRY = 10;

/** Reading a list's items with $filter, $orderby, $top and $skiptoken, under the rules of indexes and of the threshold. */
export function createQuery({
  database,
  items,
  switches,
}: {
  database: Database;
  items: Items;
  switches: Switches;
}): Query {
  const { sql } = database;
  const COMPARISONS = { eq: '= ?', lt: '< ?', le: '<= ?', gt: '> ?', ge: '>= ?' } as const;
  const byKey = Object.fromEntries(
    Object.entries(COMPARISONS).map(([operator, condition]) => [
      operator,
      sql.prepare(`SELECT item FROM cells WHERE list = ? AND name = ? AND key ${condition} AND key >= ? LIMIT ?`),
    ]),
  );
  const byRange = sql.prepare('SELECT item FROM cells WHERE list = ? AND name = ? AND key >= ? AND key < ? LIMIT ?');
  const ascending = sql.prepare(
    'SELECT item FROM cells WHERE list = ? AND name = ? AND (key, item) > (?, ?) ORDER BY key, item LIMIT ?',
  );
  const descending = sql.prepare(
    'SELECT item FROM cells WHERE list = ? AND name = ? AND (key, item) < (?, ?) ORDER BY key DESC, item DESC LIMIT ?',
  );

  function run(list: List, call: Call): Page {
    const honorsAny = /HonorNonIndexedQueriesWarningMayFailRandomly|allowthrottleablequeries/i.test(
      call.headers.prefer ?? '',
    );
    const filterText = call.query.get('filter');
    const filter = filterText ? prepare(parseFilter(filterText), { list, honorsAny, switches }) : undefined;
    const order = readOrder(call.query.get('orderby'), list, honorsAny);
    const top = readTop(call.query.get('top'));
    const cursor = readCursor(call.query.get('skiptoken'));
    if (!filter && order.length === 0) return cut(items.page(list, cursor?.id ?? 0, top + 1), top, []);
    const [first] = order;
    if (!filter && first && order.length === 1 && first.column.indexed && first.column.name !== 'ID') {
      return cut(inOrder(list, first, cursor, top + 1), top, order);
    }
    if (filter?.kind === 'compare' && order.length === 0) return alone(filter, list, cursor, top);
    const found = filter ? candidates(filter, list).filter((item) => matches(filter, item)) : whole(list);
    const sorted = sort(found, order);
    return cut(cursor ? sorted.filter((item) => isAfter(item, cursor, order)) : sorted, top, order);
  }

  /** One comparison needs no more rows than the page shows. */
  function alone(
    filter: Extract<Ready, { kind: 'compare' }>,
    list: List,
    cursor: Cursor | undefined,
    top: number,
  ): Page {
    const ids = drive(filter, list).filter((id) => id > (cursor?.id ?? 0));
    const served = filter.test === 'always' || (filter.test.indexed && filter.test.operator !== 'ne');
    const wanted = served ? ids.sort((left, right) => left - right).slice(0, top + 1) : ids;
    return cut(
      items.byIds(list, wanted).filter((item) => isFound(item) && matches(filter, item)),
      top,
      [],
    );
  }

  /** Rows that the first index gives; the rest of the filter is tried on them. Too many is the threshold. */
  function candidates(filter: Ready, list: List): Item[] {
    const ids = [...new Set(drive(filter, list))].sort((left, right) => left - right);
    return items.byIds(list, ids).filter(isFound);
  }

  /** A new item takes a while to be found by anything but its id. */
  const isFound = (item: Item): boolean => !item.deleted && (item.revision > 1 || item.change <= items.visibleChange());

  function drive(filter: Ready, list: List): number[] {
    if (filter.kind !== 'compare') {
      return filter.kind === 'and'
        ? drive(filter.left, list)
        : [...drive(filter.left, list), ...drive(filter.right, list)];
    }
    const { test } = filter;
    if (test === 'always' || !test.indexed || test.operator === 'ne') return whole(list).map(({ id }) => id);
    const ids = lookUp(list, test);
    if (ids.length > switches.listViewThreshold) throw throttled(THRESHOLD_RETRY);
    return ids;
  }

  function lookUp(list: List, { column, operator, key }: Exclude<Test, 'always'>): number[] {
    if (column.name === 'ID') return idsBetween(list, operator, Number(key));
    const most = switches.listViewThreshold + 1;
    const rows =
      operator === 'startswith'
        ? byRange.all(list.key, column.name, key, `${key}\u{10FFFF}`, most)
        : (byKey[operator]?.all(list.key, column.name, key, operator === 'eq' ? EMPTY_KEY : -Number.MAX_VALUE, most) ??
          []);
    return rows.map(({ item }) => Number(item));
  }

  function idsBetween(list: List, operator: Operator, id: number): number[] {
    if (operator === 'eq') return items.byIds(list, [id]).map((item) => item.id);
    const rows =
      operator === 'gt' || operator === 'ge'
        ? items.page(list, operator === 'gt' ? id : id - 1, switches.listViewThreshold + 1)
        : whole(list);
    return rows.filter((item) => holds(operator, compareKeys(item.id, id))).map((item) => item.id);
  }

  /** All rows, where the threshold allows that. */
  function whole(list: List): Item[] {
    if (items.count(list) > switches.listViewThreshold) throw throttled(THRESHOLD_RETRY);
    return items.page(list, 0, -1);
  }

  function inOrder(list: List, order: Order, cursor: Cursor | undefined, most: number): Item[] {
    const statement = order.descending ? descending : ascending;
    const start: [IndexKey, number] = order.descending ? ['\u{10FFFF}', Number.MAX_SAFE_INTEGER] : [EMPTY_KEY, 0];
    const [key, id] = cursor ? [cursor.key ?? EMPTY_KEY, cursor.id] : start;
    const ids = statement.all(list.key, order.column.name, key, id, most).map(({ item }) => Number(item));
    return items.byIds(list, ids);
  }

  return { run };
}
