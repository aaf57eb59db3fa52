import type { ListName, Row, RowOf } from '../ports/rows.ts';

/** The row of an item's body, which we wrote ourselves. */
export const rowOf = (body: string): Row => JSON.parse(body) as Row;

export const rowIn = <List extends ListName>(_list: List, body: string): RowOf[List] => JSON.parse(body) as RowOf[List];

/** The same in every property; one that is missing counts as null, and the order says nothing. */
export const isSameRow = (a: Row, b: Row): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name] ?? null) === (b[name] ?? null));
