import type { Items } from '../items.ts';
import { moment } from './cell.ts';
import { addressOf, frame, type Visit } from './frame.ts';
import { html, type Markup } from './markup.ts';

/** The site's contents: its lists, how many rows, when last changed. */
export function sitePage(visit: Visit, items: Items): Markup {
  const rows = visit.lists.map(
    (
      list,
    ) => html`<tr><th scope="row"><a href="${addressOf(visit, list)}">${list.displayName}</a></th><td>${list.description}</td>
<td class="number">${items.count(list)}</td><td>${moment(list.modified)}</td></tr>`,
  );
  const table = html`<div class="scroll"><table><caption class="hidden">Områdets lister</caption>
<thead><tr><th scope="col">Navn</th><th scope="col">Beskrivelse</th><th scope="col" class="number">Rader</th><th scope="col">Endret</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
  const empty = html`<p class="lead">Området har ingen lister ennå. De blir laget når Tavla klargjøres.</p>`;
  return frame(visit, 'Områdeinnhold', html`<h1>Områdeinnhold</h1>${visit.lists.length > 0 ? table : empty}`);
}
