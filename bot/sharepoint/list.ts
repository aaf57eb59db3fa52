import { ok, type Result, refuse } from '../domain/result.ts';
import type { Row } from '../ports/rows.ts';
import type { Column, FieldValue } from './column.ts';

/** Values of an item's columns by internal name, as Graph has them. */
export type Fields = { readonly [column: string]: FieldValue };

/** What is wrong with a row that came in: the column, and why. Never the value. */
export type BadField = { readonly column: string; readonly reason: 'empty' | 'notAValue' | 'nationalNumber' };

/** A list as it is declared: everything that provisioning, push and pull know about it. */
export type List<R> = {
  /** Its display name, and by SharePoint's rule the name in its address. */
  readonly title: string;
  readonly description: string;
  readonly columns: { readonly [P in keyof R]: Column<R[P]> };
  /** A short text that people recognise the row by, for SharePoint's own Title column. */
  readonly headline: (row: R) => string;
  /** The key for a row that people made by hand, from a fresh ULID; undefined when nobody makes such rows. */
  readonly keyFor: ((ulid: string) => string) | undefined;
};

/** A declaration with the row's type forgotten, for code that serves all lists alike. */
export type AnyList = {
  readonly title: string;
  readonly description: string;
  readonly columns: { readonly [property: string]: AnyColumn };
  readonly keyFor: ((ulid: string) => string) | undefined;
  /** All columns of a row as Graph takes them, Title included; empty ones as null. */
  toFields(row: Row): Fields;
  /** The row in an item's fields, or the first column that cannot be read. */
  fromFields(fields: Fields): Result<Row, BadField>;
};

export type AnyColumn = Omit<Column<FieldValue>, 'toField' | 'fromField'> & {
  toField(value: FieldValue): FieldValue;
  fromField(value: FieldValue): FieldValue | undefined;
};

/** Checks a declaration against the row's type and adds its codec. A property that is missing does not compile. */
export const declareList = <R extends Row>(list: List<R>): AnyList => {
  // A codec of many columns cannot be typed column by column: the declaration's own type is what guards it.
  const columns = list.columns as unknown as AnyList['columns'];
  return {
    title: list.title,
    description: list.description,
    keyFor: list.keyFor,
    columns,
    toFields: (row) => ({ Title: shortened(list.headline(row as R)), ...fieldsOf(columns, row) }),
    fromFields: (fields) => rowFrom(columns, fields),
  };
};

/** Characters of a headline: enough to recognise a row, well below what a single line takes. */
const HEADLINE_MAX = 80;

const shortened = (text: string): string => {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length <= HEADLINE_MAX
    ? letters.join('')
    : `${letters
        .slice(0, HEADLINE_MAX - 1)
        .join('')
        .trimEnd()}…`;
};

const fieldsOf = (columns: AnyList['columns'], row: Row): Fields =>
  Object.fromEntries(
    Object.entries(columns).map(([property, column]) => [column.name, column.toField(row[property] ?? null)]),
  );

const rowFrom = (columns: AnyList['columns'], fields: Fields): Result<Row, BadField> => {
  const row: Record<string, FieldValue> = {};
  for (const [property, column] of Object.entries(columns)) {
    const value = readValue(column, fields[column.name]);
    if (!value.ok) return value;
    row[property] = value.value;
  }
  return ok(row as Row);
};

/** An empty column means what the declaration says; `""` and null count as empty, as in SharePoint. */
const readValue = (column: AnyColumn, field: FieldValue | undefined): Result<FieldValue, BadField> => {
  if (isEmpty(field)) {
    return column.empty === undefined ? refuse({ column: column.name, reason: 'empty' }) : ok(column.empty);
  }
  const value = column.fromField(field);
  return value === undefined ? refuse({ column: column.name, reason: 'notAValue' }) : ok(value);
};

export const isEmpty = (field: FieldValue | undefined): field is null | undefined | '' =>
  field === undefined || field === null || field === '';

/**
 * The row in an item's fields when some of them cannot be read: those are taken from `instead`, as if nobody had
 * touched them.
 */
export const readableRow = (list: AnyList, fields: Fields, instead: Row): Row => {
  const row: Record<string, FieldValue> = {};
  for (const [property, column] of Object.entries(list.columns)) {
    const value = readValue(column, fields[column.name]);
    row[property] = value.ok ? value.value : (instead[property] ?? null);
  }
  return row as Row;
};

/** The columns that must be written to bring an item from one row to another; empty when there is no difference. */
export const differences = (list: AnyList, from: Row, to: Row): Fields => {
  const [before, after] = [list.toFields(from), list.toFields(to)];
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
};

/** What a new item is created with: empty columns are left out. */
export const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));

/** Internal names of all columns, for `$select`. */
export const columnNames = (list: AnyList): readonly string[] => [
  'Title',
  ...Object.values(list.columns).map((column) => column.name),
];
