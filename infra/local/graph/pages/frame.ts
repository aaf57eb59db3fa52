import type { DirectoryUser } from '../../directory.ts';
import type { List, Site } from '../list.ts';
import { html, type Markup } from './markup.ts';

/** What every page needs to know: where it is mounted, whose hands it is in, and what the site holds. */
export type Visit = {
  /** Path that the pages are mounted under, without a closing slash; '' on Graph's own address. */
  readonly base: string;
  readonly site: Site;
  readonly lists: readonly List[];
  readonly person: DirectoryUser;
  readonly people: readonly DirectoryUser[];
  /** Where the page is, to come back to after choosing another person. */
  readonly here: string;
};

export const addressOf = ({ base }: Pick<Visit, 'base'>, list: List, more = ''): string =>
  `${base}/lists/${encodeURIComponent(list.name)}${more}`;

/** The page around `content`: who you are, the site, its lists. */
export function frame(visit: Visit, title: string, content: Markup, current?: List): Markup {
  const { base, site, lists } = visit;
  return html`<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – ${site.displayName}</title><link rel="stylesheet" href="${base}/sharepoint.css"></head>
<body><a class="skip" href="#innhold">Hopp til innholdet</a>
<header><div class="suite"><strong>SharePoint (lokalt)</strong>${personChooser(visit)}</div>
<div class="site"><span class="logo" aria-hidden="true">${site.displayName.slice(0, 1)}</span><p>${site.displayName}<small>${site.host}${site.path}</small></p></div></header>
<div class="frame"><nav class="lists" aria-label="Lister"><ul>${lists.map((list) => html`<li>${navigation(visit, list, current)}</li>`)}</ul></nav>
<main id="innhold" tabindex="-1">${content}</main></div></body></html>`;
}

const navigation = (visit: Visit, list: List, current: List | undefined): Markup =>
  list.id === current?.id
    ? html`<a href="${addressOf(visit, list)}" aria-current="page">${list.displayName}</a>`
    : html`<a href="${addressOf(visit, list)}">${list.displayName}</a>`;

const personChooser = ({ base, people, person, here }: Visit): Markup =>
  html`<form method="post" action="${base}/person"><label for="person">Du er</label><select id="person" name="person">${people.map(
    ({ id, displayName }) =>
      id === person.id
        ? html`<option value="${id}" selected>${displayName}</option>`
        : html`<option value="${id}">${displayName}</option>`,
  )}</select><input type="hidden" name="back" value="${here}"><button>Bytt</button></form>`;

/** What went wrong, where a screen reader says it at once. */
export const alert = (problem: string | undefined): Markup =>
  html`${problem !== undefined && html`<p class="wrong" role="alert">${problem}</p>`}`;
