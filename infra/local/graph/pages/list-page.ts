import type { Column } from '../column.ts';
import { compareKeys, indexKey } from '../index-key.ts';
import { cellValue, etagOf, type Item } from '../item.ts';
import type { List } from '../list.ts';
import { field, isEditable, type RowNames, readable } from './cell.ts';
import { addressOf, alert, frame, type Visit } from './frame.ts';
import { html, type Markup } from './markup.ts';

const ROWS = 50;

/** What the address of a list page says. */
export type View = {
  /** Name of the column to sort by; by id otherwise. */
  readonly sort: string | undefined;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
  /** The one cell that is open for writing: row id and column name. */
  readonly edit: { readonly item: number; readonly column: string } | undefined;
};

export function readView(query: URLSearchParams): View {
  const [item = '', column = ''] = (query.get('edit') ?? '').split(/\.(.*)/s);
  return {
    sort: query.get('sort') ?? undefined,
    descending: query.get('way') === 'down',
    page: Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1),
    edit: column ? { item: Number(item), column } : undefined,
  };
}

/** A list as a table: every visible column, sorted by a click, any cell opened by a click. */
export function listPage(
  visit: Visit,
  list: List,
  all: readonly Item[],
  view: View,
  names: RowNames,
  problem?: string,
): Markup {
  const columns = shownColumns(list);
  const sorted = sort(all, list, view);
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS));
  const page = Math.min(view.page, pages);
  const rows = sorted.slice((page - 1) * ROWS, page * ROWS);
  const here = (more: Partial<View>) => {
    const query = queryOf({ ...view, page, edit: undefined, ...more });
    return addressOf(visit, list, query && `?${query}`);
  };
  const content = html`<h1>${list.displayName}</h1><p class="lead">${list.description || `${all.length} rader`}</p>${alert(problem)}
<div class="commands"><a class="button first" href="${addressOf(visit, list, '/new')}">Ny rad</a><span class="lead">Velg en celle for å endre den.</span></div>
<div class="scroll" role="region" aria-label="${list.displayName}" tabindex="0"><table><caption class="hidden">${list.displayName}, ${all.length} rader</caption>
<thead><tr><th scope="col">ID</th>${columns.map((column) => heading(column, view, here))}<th scope="col">Endret av</th><th scope="col"><span class="hidden">Handlinger</span></th></tr></thead>
<tbody>${rows.map((item) => row(visit, list, item, columns, view, names, here))}</tbody></table></div>
${rows.length === 0 && html`<p class="lead">Listen er tom.</p>`}
${pager(page, pages, here)}`;
  return frame(visit, list.displayName, content, list);
}

/** What people see of a list: its own columns and when it was changed. */
const shownColumns = (list: List): Column[] => [
  ...list.columns.filter(isEditable),
  ...list.columns.filter(({ name }) => name === 'Modified'),
];

function heading(column: Column, view: View, here: (more: Partial<View>) => string): Markup {
  const sorted = view.sort === column.name;
  const link = here({ sort: column.name, descending: sorted && !view.descending, page: 1 });
  const arrow = sorted ? (view.descending ? ' ↓' : ' ↑') : '';
  const title = html`<a href="${link}">${column.displayName}${arrow}</a>`;
  return sorted
    ? html`<th scope="col" aria-sort="${view.descending ? 'descending' : 'ascending'}">${title}</th>`
    : html`<th scope="col">${title}</th>`;
}

function lookOf(column: Column): string {
  if (column.kind === 'number' || column.kind === 'currency') return 'number short';
  if (column.kind === 'dateTime') return 'short';
  return column.note || column.name === 'Title' ? 'long' : '';
}

function row(
  visit: Visit,
  list: List,
  item: Item,
  columns: readonly Column[],
  view: View,
  names: RowNames,
  here: (more: Partial<View>) => string,
): Markup {
  const by: { user?: { displayName?: string }; application?: { displayName?: string } } = JSON.parse(item.modifiedBy);
  const cells = columns.map((column) => cell(visit, list, item, column, view, names, here));
  return html`<tr id="rad-${item.id}"><th scope="row"><a href="${addressOf(visit, list, `/items/${item.id}`)}">${item.id}</a></th>${cells}
<td>${by.application?.displayName ?? by.user?.displayName}</td>
<td><form method="post" action="${addressOf(visit, list, `/items/${item.id}/delete`)}"><button class="danger" aria-label="Slett rad ${item.id}">Slett</button></form></td></tr>`;
}

function cell(
  visit: Visit,
  list: List,
  item: Item,
  column: Column,
  view: View,
  names: RowNames,
  here: (more: Partial<View>) => string,
): Markup {
  const value = cellValue(item, column);
  const text = readable(column, value, names);
  const look = lookOf(column);
  if (!isEditable(column)) return html`<td class="${look}">${text}</td>`;
  const open = view.edit?.item === item.id && view.edit.column === column.name;
  if (open) return html`<td>${cellForm(visit, list, item, column, names, here)}</td>`;
  const link = `${here({ edit: { item: item.id, column: column.name } })}#rad-${item.id}`;
  return html`<td class="${look}"><a class="cell" href="${link}">${text}${text === '' && html`<span class="hidden">Tom, endre ${column.displayName}</span>`}</a></td>`;
}

const cellForm = (
  visit: Visit,
  list: List,
  item: Item,
  column: Column,
  names: RowNames,
  here: (more: Partial<View>) => string,
): Markup =>
  html`<form method="post" action="${addressOf(visit, list, `/items/${item.id}`)}"><input type="hidden" name="etag" value="${etagOf(item)}"><input type="hidden" name="column" value="${column.name}"><input type="hidden" name="back" value="${here({})}">
<label class="hidden" for="celle">${column.displayName}</label>${field(column, cellValue(item, column), names, 'celle', true)}
<div class="actions"><button class="first">Lagre</button><a class="button" href="${here({})}">Avbryt</a></div></form>`;

const pager = (page: number, pages: number, here: (more: Partial<View>) => string): Markup =>
  html`${
    pages > 1 &&
    html`<nav class="pager" aria-label="Sider">${page > 1 && html`<a href="${here({ page: page - 1 })}">Forrige</a>`}<span>Side ${page} av ${pages}</span>${
      page < pages && html`<a href="${here({ page: page + 1 })}">Neste</a>`
    }</nav>`
  }`;

function sort(all: readonly Item[], list: List, { sort: name, descending }: View): Item[] {
  const column = list.columns.find((one) => one.name === name);
  if (!column) return [...all];
  const way = descending ? -1 : 1;
  const keyed = all.map((item) => ({ item, key: indexKey(column, cellValue(item, column)) }));
  return keyed.sort((left, right) => way * compareKeys(left.key, right.key)).map(({ item }) => item);
}

function queryOf({ sort: name, descending, page, edit }: View): string {
  const query = new URLSearchParams();
  if (name) query.set('sort', name);
  if (descending) query.set('way', 'down');
  if (page > 1) query.set('page', String(page));
  if (edit) query.set('edit', `${edit.item}.${edit.column}`);
  return query.toString();
}
