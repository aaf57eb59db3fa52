import { type Column, pointsToRow, writtenName } from '../column.ts';
import { wallClock } from '../site-time.ts';
import { html, type Markup } from './markup.ts';

/** Names behind row ids: what a person or lookup column shows and offers. */
export type RowNames = (column: Column) => ReadonlyMap<string, string>;

/** A value as people read it; empty text for an empty one. */
export function readable(column: Column, value: unknown, names: RowNames): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => readable({ ...column, multiple: false }, one, names)).join(', ');
  if (pointsToRow(column)) return names(column).get(String(value)) ?? String(value);
  if (column.kind === 'boolean') return value === true ? 'Ja' : 'Nei';
  if (column.kind === 'dateTime') return moment(String(value), column.facet.format === 'dateOnly');
  return typeof value === 'number' ? value.toLocaleString('nb-NO') : String(value);
}

/** An instant as Norwegians write it, on the site's clocks. */
export function moment(instant: string, dateOnly = false): string {
  const [date = '', time = ''] = wallClock(new Date(instant)).split('T');
  const [year, month, day] = date.split('-');
  return dateOnly ? `${day}.${month}.${year}` : `${day}.${month}.${year} ${time.slice(0, 5)}`;
}

/** Whether a person can change the column in these pages. */
export const isEditable = (column: Column): boolean =>
  !column.readOnly &&
  !['builtIn', 'calculated', 'hyperlinkOrPicture'].includes(column.kind) &&
  !(column.multiple && pointsToRow(column));

/** The field to write a value in. `id` ties it to its label; `first` takes the keyboard when the page opens. */
export function field(column: Column, value: unknown, names: RowNames, id: string, first = false): Markup {
  const focus = first && html` autofocus`;
  const name = column.name;
  const text = value === undefined || value === null ? '' : String(value);
  if (column.kind === 'choice' && column.multiple)
    return checkboxes(column, Array.isArray(value) ? value.map(String) : []);
  if (column.kind === 'choice')
    return select(
      id,
      name,
      [...new Set([...choicesOf(column), ...(text ? [text] : [])])].map((one) => [one, one]),
      text,
    );
  if (column.kind === 'boolean')
    return select(
      id,
      name,
      [
        ['true', 'Ja'],
        ['false', 'Nei'],
      ],
      text,
    );
  if (pointsToRow(column)) return select(id, name, [...names(column)], text);
  if (column.note) return html`<textarea id="${id}" name="${name}"${focus}>${text}</textarea>`;
  if (column.kind === 'dateTime') {
    const dateOnly = column.facet.format === 'dateOnly';
    // What was just refused is shown as it was typed, on the site's clocks already.
    const wall = text.endsWith('Z') ? wallClock(new Date(text)) : text;
    const local = wall.slice(0, dateOnly ? 10 : 16);
    return html`<input id="${id}" name="${name}" type="${dateOnly ? 'date' : 'datetime-local'}" value="${local}"${focus}>`;
  }
  if (column.kind === 'number' || column.kind === 'currency')
    return html`<input id="${id}" name="${name}" type="number" step="any" value="${text}"${focus}>`;
  return html`<input id="${id}" name="${name}" type="text" value="${text}"${focus}>`;
}

const select = (id: string, name: string, options: readonly (readonly [string, string])[], chosen: string): Markup =>
  html`<select id="${id}" name="${name}"><option value=""></option>${options.map(([value, text]) =>
    value === chosen
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`,
  )}</select>`;

const checkboxes = (column: Column, chosen: readonly string[]): Markup =>
  html`${choicesOf(column).map((one) =>
    chosen.includes(one)
      ? html`<label><input type="checkbox" name="${column.name}" value="${one}" checked> ${one}</label>`
      : html`<label><input type="checkbox" name="${column.name}" value="${one}"> ${one}</label>`,
  )}`;

const choicesOf = (column: Column): string[] =>
  Array.isArray(column.facet.choices) ? column.facet.choices.map(String) : [];

/** What a form says as it was typed, to show it again after a refusal. */
export const typed = (columns: readonly Column[], form: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ name, multiple }) => [name, multiple ? form.getAll(name) : form.get(name)]));

/** What a form says about some columns, as Graph takes it. */
export const readForm = (columns: readonly Column[], form: URLSearchParams): Record<string, unknown> =>
  Object.assign({}, ...columns.filter(isEditable).map((column) => readField(column, form)));

function readField(column: Column, form: URLSearchParams): Record<string, unknown> {
  const name = writtenName(column);
  // Forms send lines apart by CR and LF; SharePoint is sent what was meant.
  const text = (form.get(column.name) ?? '').replaceAll('\r\n', '\n');
  if (column.multiple) return { [`${name}@odata.type`]: 'Collection(Edm.String)', [name]: form.getAll(column.name) };
  if (text === '') return { [name]: null };
  if (column.kind === 'boolean') return { [name]: text === 'true' };
  return { [name]: text };
}
