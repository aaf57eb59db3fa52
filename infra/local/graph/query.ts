import type { Call } from './call.ts';
import { type Column, pointsToRow } from './column.ts';
import type { Database } from './database.ts';
import { GraphFailure, invalidRequest, throttled } from './failure.ts';
import { type Filter, type Literal, type Operator, parseFilter } from './filter.ts';
import { compareKeys, EMPTY_KEY, fold, type IndexKey, indexKey } from './index-key.ts';
import { cellValue, type Item, type Items } from './items.ts';
import type { List } from './lists.ts';
import { toSiteTime } from './site-time.ts';
import type { Switches } from './switches.ts';

export type Page = {
  readonly items: readonly Item[] /** Where the next page begins; undefined on the last one. */;
  readonly skipToken: string | undefined;
};

export type Query = { run(list: List, call: Call): Page };

const DEFAULT_PAGE = 200;
const LARGEST_PAGE = 5000;
/** Waiting never helps above the threshold, but SharePoint says this all the same. */
const THRESHOLD_RETRY = 10;

type Order = { readonly column: Column; readonly descending: boolean };
/** One comparison, made ready: `always` where SharePoint leaves the predicate out. */
type Test =
  | { readonly column: Column; readonly operator: Operator; readonly key: IndexKey; readonly indexed: boolean }
  | 'always';
/** A filter whose comparisons are made ready. */
type Ready =
  | { readonly kind: 'compare'; readonly test: Test }
  | { readonly kind: 'and' | 'or'; readonly left: Ready; readonly right: Ready };
type Cursor = { readonly id: number; readonly key?: IndexKey };

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
    const filter = filterText ? prepare(parseFilter(filterText), list, honorsAny) : undefined;
    const order = readOrder(call.query.get('orderby'), list, honorsAny);
    const top = readTop(call.query.get('top'));
    const cursor = readCursor(call.query.get('skiptoken'));
    if (!filter && order.length === 0) return cut(items.page(list, cursor?.id ?? 0, top + 1), top, []);
    const [first] = order;
    if (!filter && first && order.length === 1 && first.column.indexed && first.column.name !== 'ID') {
      return cut(inOrder(list, first, cursor, top + 1), top, order);
    }
    const found = filter ? candidates(filter, list).filter((item) => matches(filter, item)) : whole(list);
    const sorted = sort(found, order);
    return cut(cursor ? sorted.filter((item) => isAfter(item, cursor, order)) : sorted, top, order);
  }

  /** Rows that the first index gives; the rest of the filter is tried on them. Too many is the threshold. */
  function candidates(filter: Ready, list: List): Item[] {
    const ids = [...new Set(drive(filter, list))].sort((left, right) => left - right);
    return items.byIds(list, ids).filter((item) => !item.deleted);
  }

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

  function prepare(filter: Filter, list: List, honorsAny: boolean): Ready {
    if (filter.kind === 'compare') return { kind: 'compare', test: readTest(filter, list, honorsAny, switches) };
    return {
      kind: filter.kind,
      left: prepare(filter.left, list, honorsAny),
      right: prepare(filter.right, list, honorsAny),
    };
  }

  function matches(filter: Ready, item: Item): boolean {
    if (filter.kind !== 'compare') {
      const left = matches(filter.left, item);
      return filter.kind === 'and' ? left && matches(filter.right, item) : left || matches(filter.right, item);
    }
    const { test } = filter;
    if (test === 'always') return true;
    const key = keyOf(item, test.column);
    if (test.operator === 'startswith') return typeof key === 'string' && key.startsWith(String(test.key));
    if (test.operator !== 'eq' && test.operator !== 'ne' && key === EMPTY_KEY) return false;
    return holds(test.operator, compareKeys(key, test.key));
  }

  return { run };
}

function cut(found: readonly Item[], top: number, order: readonly Order[]): Page {
  const items = found.slice(0, top);
  const last = items.at(-1);
  return { items, skipToken: last && found.length > top ? writeCursor(last, order) : undefined };
}

function readTest(
  filter: Extract<Filter, { kind: 'compare' }>,
  list: List,
  honorsAny: boolean,
  switches: Switches,
): Test {
  const column = columnOf(filter.path, list);
  const byValue = pointsToRow(column) && !filter.path.endsWith('LookupId');
  if (byValue) {
    if (switches.lookupValueFilter === 'ignored') return 'always';
    throw invalidRequest(
      `SharePoint would leave out the filter on '${column.name}' and answer everything; filter by '${column.name}LookupId'.`,
    );
  }
  if (!column.indexed && !honorsAny) throw notIndexed(filter.path);
  const value = column.kind === 'boolean' ? booleanValue(column, filter.value, switches) : filter.value;
  return { column, operator: filter.operator, key: literalKey(column, value), indexed: column.indexed };
}

/** Reported from the field: eq 1 and eq 0 work, eq true gives the rows that are false. */
function booleanValue(column: Column, value: Literal, switches: Switches): Literal {
  if (value === 1 || value === 0 || value === null) return value;
  if (switches.booleanFilter === 'inverted') return value === true || value === 'true' ? 0 : 1;
  throw invalidRequest(`SharePoint would answer the opposite rows for '${column.name} eq true'; compare with 1 or 0.`);
}

function literalKey(column: Column, value: Literal): IndexKey {
  if (value === null) return EMPTY_KEY;
  if (column.kind === 'dateTime') return fold(toSiteTime(String(value), false));
  if (column.name === 'ID' || pointsToRow(column) || ['number', 'currency', 'boolean'].includes(column.kind)) {
    const number = Number(value);
    if (Number.isNaN(number)) throw invalidRequest('Invalid filter clause');
    return number;
  }
  return indexKey(column, String(value));
}

/** Members of the item that are columns by another name. */
const MEMBERS: Readonly<Record<string, string>> = {
  id: 'ID',
  createdDateTime: 'Created',
  lastModifiedDateTime: 'Modified',
};

function columnOf(path: string, list: List): Column {
  const name = path.startsWith('fields/') ? path.slice('fields/'.length) : MEMBERS[path];
  if (!name) throw invalidRequest('Invalid filter clause');
  const column = list.columns.find((one) => one.name === name || (pointsToRow(one) && `${one.name}LookupId` === name));
  if (!column) throw invalidRequest(`Field '${name}' is not recognized`);
  return column;
}

const notIndexed = (path: string) =>
  new GraphFailure(
    400,
    'invalidRequest',
    `Field '${path.replace('fields/', '')}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
  );

function readOrder(text: string | undefined, list: List, honorsAny: boolean): Order[] {
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

const readTop = (text: string | undefined): number => {
  const top = Number(text);
  return Number.isInteger(top) && top > 0 ? Math.min(top, LARGEST_PAGE) : DEFAULT_PAGE;
};

const keyOf = (item: Item, column: Column): IndexKey => indexKey(column, cellValue(item, column));

const holds = (operator: Operator, compared: number): boolean =>
  operator === 'eq'
    ? compared === 0
    : operator === 'ne'
      ? compared !== 0
      : operator === 'lt'
        ? compared < 0
        : operator === 'le'
          ? compared <= 0
          : operator === 'gt'
            ? compared > 0
            : compared >= 0;

const sort = (found: readonly Item[], order: readonly Order[]): Item[] =>
  [...found].sort((left, right) => compareItems(left, right, order));

function compareItems(left: Item, right: Item, order: readonly Order[]): number {
  for (const { column, descending } of order) {
    const compared = compareKeys(keyOf(left, column), keyOf(right, column));
    if (compared !== 0) return descending ? -compared : compared;
  }
  return order[0]?.descending ? right.id - left.id : left.id - right.id;
}

/** Paging goes on behind the last row's place, so a row put in before it is missed and none comes twice. */
function isAfter(item: Item, cursor: Cursor, order: readonly Order[]): boolean {
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

function readCursor(token: string | undefined): Cursor | undefined {
  if (token === undefined) return undefined;
  const [, sorted, id] =
    /^Paged=TRUE(?:&ix_[^=]+=([^&]*))?&p_ID=(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  if (!id) throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
  if (sorted === undefined) return { id: Number(id) };
  const key: unknown = JSON.parse(decodeURIComponent(sorted));
  return { id: Number(id), key: typeof key === 'string' || typeof key === 'number' ? key : EMPTY_KEY };
}
