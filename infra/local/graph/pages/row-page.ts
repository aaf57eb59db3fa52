import { etagOf, type Item } from '../item.ts';
import type { List } from '../list.ts';
import { field, isEditable, type RowNames } from './cell.ts';
import { addressOf, alert, frame, type Visit } from './frame.ts';
import { html, type Markup } from './markup.ts';

/** One row as a form: an old one to change, or a new one. `values` are what the fields show. */
export function rowPage(
  visit: Visit,
  list: List,
  item: Item | undefined,
  values: Readonly<Record<string, unknown>>,
  names: RowNames,
  problem?: string,
): Markup {
  const action = addressOf(visit, list, item ? `/items/${item.id}` : '/new');
  const title = item ? `Rad ${item.id}` : 'Ny rad';
  const fields = list.columns.filter(isEditable).map((column, at) => {
    const id = `felt-${at}`;
    const input = field(column, values[column.name], names, id);
    return column.multiple
      ? html`<fieldset><legend>${column.displayName}</legend>${input}</fieldset>`
      : html`<div><label for="${id}">${column.displayName}</label>${input}</div>`;
  });
  const content = html`<h1>${list.displayName}: ${title}</h1>${alert(problem)}
<form method="post" action="${action}"><div class="fields">${fields}</div>${item && html`<input type="hidden" name="etag" value="${etagOf(item)}">`}
<div class="actions"><button class="first">Lagre</button><a class="button" href="${addressOf(visit, list)}">Avbryt</a></div></form>`;
  return frame(visit, title, content, list);
}
