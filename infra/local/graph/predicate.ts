import { type Column, pointsToRow } from './column.ts';
import { GraphFailure, invalidRequest } from './failure.ts';
import type { Filter, Literal, Operator } from './filter.ts';
import { compareKeys, EMPTY_KEY, fold, type IndexKey, indexKey } from './index-key.ts';
import { type Item, keyOf } from './item.ts';
import type { List } from './list.ts';
import { toSiteTime } from './site-time.ts';
import type { Switches } from './switches.ts';

/** One comparison, made ready: `always` where SharePoint leaves the predicate out. */
export type Test =
  | { readonly column: Column; readonly operator: Operator; readonly key: IndexKey; readonly indexed: boolean }
  | 'always';
/** A filter whose comparisons are made ready. */
export type Ready =
  | { readonly kind: 'compare'; readonly test: Test }
  | { readonly kind: 'and' | 'or'; readonly left: Ready; readonly right: Ready };
/** What making ready needs to know: `honorsAny` is the Prefer header that lets columns without an index through. */
export type Reading = { readonly list: List; readonly honorsAny: boolean; readonly switches: Switches };

/** A filter with its columns found and its values folded. Throws 400 as SharePoint would. */
export function prepare(filter: Filter, reading: Reading): Ready {
  if (filter.kind === 'compare') return { kind: 'compare', test: readTest(filter, reading) };
  return {
    kind: filter.kind,
    left: prepare(filter.left, reading),
    right: prepare(filter.right, reading),
  };
}

/** Whether an item is one that the filter asks for. */
export function matches(filter: Ready, item: Item): boolean {
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

function readTest(filter: Extract<Filter, { kind: 'compare' }>, { list, honorsAny, switches }: Reading): Test {
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

/** The column that a path in a filter or an orderby names. Throws 400. */
export function columnOf(path: string, list: List): Column {
  const name = path.startsWith('fields/') ? path.slice('fields/'.length) : MEMBERS[path];
  if (!name) throw invalidRequest('Invalid filter clause');
  const column = list.columns.find((one) => one.name === name || (pointsToRow(one) && `${one.name}LookupId` === name));
  if (!column) throw invalidRequest(`Field '${name}' is not recognized`);
  return column;
}

export const notIndexed = (path: string) =>
  new GraphFailure(
    400,
    'invalidRequest',
    `Field '${path.replace('fields/', '')}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
  );

/** Whether a comparison's outcome (below 0, 0, above 0) is what the operator asks for. */
export function holds(operator: Operator, compared: number): boolean {
  switch (operator) {
    case 'eq':
      return compared === 0;
    case 'ne':
      return compared !== 0;
    case 'lt':
      return compared < 0;
    case 'le':
      return compared <= 0;
    case 'gt':
      return compared > 0;
    default:
      return compared >= 0;
  }
}
