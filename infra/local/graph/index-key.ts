import type { Column } from './column.ts';

/** What an indexed value is looked up by. SharePoint's collation does not know upper from lower case. */
export type IndexKey = string | number;

/** An empty value sorts before all others and is equal only to itself; no number or text has this key. */
export const EMPTY_KEY = Number.NEGATIVE_INFINITY;

export function indexKey(column: Column, value: unknown): IndexKey {
  if (value === undefined || value === null || value === '') return EMPTY_KEY;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (column.kind === 'personOrGroup' || column.kind === 'lookup') return Number(value);
  return typeof value === 'number' ? value : fold(String(value));
}

export const fold = (text: string): string => text.toLowerCase();

export function compareKeys(left: IndexKey, right: IndexKey): number {
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
