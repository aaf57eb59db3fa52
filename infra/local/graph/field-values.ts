import { isObject } from './call.ts';
import { type Column, pointsToRow } from './column.ts';
import { GraphFailure, generalException, invalidRequest } from './failure.ts';
import { toSiteTime } from './site-time.ts';
import type { Switches } from './switches.ts';

/** An item's own values as kept, by internal name; empty ones are absent. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** What writing needs to know of its list: the columns, and whether a row id exists in the list a column points to. */
export type WriteContext = {
  readonly columns: readonly Column[];
  readonly switches: Switches;
  rowExists(column: Column, id: number): boolean;
};

/** A column's new value: undefined empties it. */
export type FieldChange = { readonly column: Column; readonly value: unknown };

/** The changes that a body's `fields` asks for, checked and in the form they are kept in. Throws as SharePoint would. */
export function readFields(fields: Readonly<Record<string, unknown>>, context: WriteContext): FieldChange[] {
  return Object.entries(fields)
    .filter(([name]) => !name.includes('@') && name !== 'id')
    .map(([name, value]) => {
      const column = columnFor(name, context.columns);
      return { column, value: keptValue(column, value, fields[`${name}@odata.type`], context) };
    });
}

function columnFor(name: string, columns: readonly Column[]): Column {
  const column = columns.find((one) => (pointsToRow(one) ? `${one.name}LookupId` === name : one.name === name));
  const builtIn = columns.find((one) => one.name === name);
  if (column?.readOnly || (!column && builtIn?.readOnly)) throw invalidRequest(`Field '${name}' is read-only`);
  // A person written by name or address instead of by row id.
  if (!column && builtIn && pointsToRow(builtIn)) throw generalException();
  if (!column) throw invalidRequest(`Field '${name}' is not recognized`);
  return column;
}

function keptValue(column: Column, value: unknown, annotation: unknown, context: WriteContext): unknown {
  if (column.kind === 'hyperlinkOrPicture') {
    if (context.switches.hyperlinkStatus === 400) throw invalidRequest('Invalid request');
    throw generalException();
  }
  if (value === null || value === '') return undefined;
  if (column.multiple) return keptValues(column, value, annotation, context);
  switch (column.kind) {
    case 'text':
      return keptText(column, value);
    case 'choice':
      return keptChoice(column, value, context.switches);
    case 'number':
    case 'currency':
      return keptNumber(column, value);
    case 'dateTime':
      if (typeof value !== 'string') throw invalidRequest('Invalid request');
      return toSiteTime(value, column.facet.format === 'dateOnly');
    case 'boolean':
      if (typeof value !== 'boolean') throw invalidRequest('Invalid request');
      return value;
    case 'personOrGroup':
    case 'lookup':
      return keptRow(column, value, context);
    default:
      throw invalidRequest(`Field '${column.name}' is read-only`);
  }
}

/** Several choices or rows must be announced by the annotation; the refusal says nothing about it. */
function keptValues(column: Column, value: unknown, annotation: unknown, context: WriteContext): unknown {
  const expected = column.kind === 'choice' ? 'Collection(Edm.String)' : 'Collection(Edm.Int32)';
  if (!Array.isArray(value) || String(annotation).replace(/^#/, '') !== expected)
    throw new GraphFailure(400, 'invalidRequest', 'Invalid request');
  if (value.length === 0) return undefined;
  return column.kind === 'choice'
    ? value.map((one) => keptChoice(column, one, context.switches))
    : value.map((one) => keptRow(column, one, context));
}

function keptText(column: Column, value: unknown): string {
  if (typeof value !== 'string') throw invalidRequest('Invalid request');
  if (column.note) return value;
  const longest = typeof column.facet.maxLength === 'number' ? column.facet.maxLength : 255;
  if (value.length > Math.min(longest, 255) || /[\r\n]/.test(value)) {
    throw invalidRequest(
      `Invalid text value. A text field contains invalid data. Please check the value of '${column.name}' and try again.`,
    );
  }
  return value;
}

function keptChoice(column: Column, value: unknown, switches: Switches): string {
  if (typeof value !== 'string') throw invalidRequest('Invalid request');
  const choices = Array.isArray(column.facet.choices) ? column.facet.choices : [];
  const free = column.facet.allowTextEntry === true || !switches.choicesEnforced;
  if (value.length > 255 || (!free && !choices.includes(value))) throw invalidRequest('Invalid request');
  return value;
}

function keptNumber(column: Column, value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw invalidRequest('Invalid request');
  const { minimum, maximum } = column.facet;
  if ((typeof minimum === 'number' && number < minimum) || (typeof maximum === 'number' && number > maximum)) {
    throw invalidRequest('Invalid request');
  }
  return number;
}

function keptRow(column: Column, value: unknown, context: WriteContext): string {
  const id =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
  if (id === undefined || !context.rowExists(column, id)) throw generalException();
  return String(id);
}

/** What a fresh item has in a column that the caller did not name. */
export function defaultOf(column: Column): unknown {
  const kept = column.definition.defaultValue;
  const value = isObject(kept) && typeof kept.value === 'string' ? kept.value : undefined;
  if (value === undefined) return undefined;
  if (column.kind === 'number' || column.kind === 'currency') return Number(value);
  return column.kind === 'boolean' ? value === '1' || value.toLowerCase() === 'true' : value;
}
