/**
 * SharePoint's own pages in little: the site's lists, a list as a table, a row as a form; to read and to change, as HR might.
 * Lives here: plain HTML forms without script, served beside Graph and wherever a server mounts them.
 * The one rule: a change goes the same way as Graph's, so that ETags, versions, delta and notifications move.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../listening.ts';
import { userActor } from '../actor.ts';
import { type Column, pointsToRow } from '../column.ts';
import { GraphFailure, notFound } from '../failure.ts';
import type { Item } from '../item.ts';
import type { List, Site } from '../list.ts';
import type { Parts } from '../parts.ts';
import { readForm, typed } from './cell.ts';
import { addressOf, frame, type Visit } from './frame.ts';
import { listPage, readView } from './list-page.ts';
import { html, type Markup } from './markup.ts';
import { rowPage } from './row-page.ts';
import { sitePage } from './site-page.ts';
import { STYLE } from './style.ts';

/** Fits a bare http server and express's `app.use('/sharepoint', …)` alike. */
export type Pages = (
  request: IncomingMessage & { readonly baseUrl?: string },
  response: ServerResponse,
) => Promise<void>;

type Told = { readonly status: number; readonly page: Markup } | { readonly to: string; readonly cookie?: string };

const COOKIE = 'sharepoint-person';
const FORM_LIMIT = 1024 * 1024;

export function createPages(parts: Parts, site: Site): Pages {
  const { lists, items, directory } = parts;

  const pages: Pages = async (request, response) => {
    const base = request.baseUrl ?? '';
    const url = new URL(request.url ?? '/', 'http://pages.invalid');
    if (url.pathname === '/sharepoint.css') return sendStyle(response);
    const visit = visitOf(request, base, url);
    if (!visit)
      return send(response, {
        status: 503,
        page: html`<!doctype html><title>Ingen personer</title><p>Katalogen har ingen personer.`,
      });
    send(response, await answer(request, visit, url));
  };

  function visitOf(request: IncomingMessage, base: string, url: URL): Visit | undefined {
    const chosen = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    const person = directory.users.find(({ id }) => id === chosen) ?? directory.users[0];
    const shown = lists.ofSite(site).filter(({ system, hidden }) => !system && !hidden);
    return (
      person && {
        base,
        site,
        lists: shown,
        person,
        people: directory.users,
        here: `${base}${url.pathname}${url.search}`,
      }
    );
  }

  async function answer(request: IncomingMessage, visit: Visit, url: URL): Promise<Told> {
    try {
      if (request.method === 'GET' || request.method === 'HEAD') return show(visit, url);
      // Forms of other pages must not write in somebody's name.
      if (request.method !== 'POST' || !['same-origin', 'none', undefined].includes(secFetchSite(request)))
        return missing(visit, 405);
      return await change(visit, url, new URLSearchParams(await readBody(request, FORM_LIMIT)));
    } catch (error) {
      if (error instanceof GraphFailure) return missing(visit, error.status === 404 ? 404 : 400);
      console.error("SharePoint's pages stumbled:", error);
      return missing(visit, 500);
    }
  }

  function show(visit: Visit, url: URL): Told {
    const [, first, name, what, id] = url.pathname.split('/').map(decodeURIComponent);
    if (!first) return { status: 200, page: sitePage(visit, items) };
    if (first !== 'lists' || !name) return missing(visit, 404);
    const list = byName(visit, name);
    if (what === undefined) return { status: 200, page: tableOf(visit, list, url.searchParams) };
    if (what === 'new') return { status: 200, page: rowPage(visit, list, undefined, {}, names) };
    if (what !== 'items' || !id) return missing(visit, 404);
    const item = items.get(list, id);
    return { status: 200, page: rowPage(visit, list, item, item.fields, names) };
  }

  const tableOf = (visit: Visit, list: List, query: URLSearchParams, problem?: string) =>
    listPage(visit, list, items.page(list, 0, -1), readView(query), names, problem);

  async function change(visit: Visit, url: URL, form: URLSearchParams): Promise<Told> {
    const [, first, name = '', what, id = '', verb] = url.pathname.split('/').map(decodeURIComponent);
    if (first === 'person') return { to: inside(visit, form.get('back')), cookie: form.get('person') ?? '' };
    if (first !== 'lists') return missing(visit, 404);
    const list = byName(visit, name);
    if (what === 'new') return add(visit, list, form);
    if (what !== 'items') return missing(visit, 404);
    if (verb === 'delete') {
      items.remove(list, id, userActor(visit.person));
      return { to: addressOf(visit, list) };
    }
    return edit(visit, list, items.get(list, id), form);
  }

  function add(visit: Visit, list: List, form: URLSearchParams): Told {
    const fields = readForm(list.columns, form);
    return attempt(
      () => {
        items.create(list, fields, userActor(visit.person));
        return { to: addressOf(visit, list) };
      },
      (problem) => ({ status: 400, page: rowPage(visit, list, undefined, typed(list.columns, form), names, problem) }),
    );
  }

  /** One cell when the form names a column, else the whole row. */
  function edit(visit: Visit, list: List, item: Item, form: URLSearchParams): Told {
    const only = form.get('column');
    const fields = readForm(only ? list.columns.filter(({ name }) => name === only) : list.columns, form);
    return attempt(
      () => {
        items.update(list, item.id, fields, userActor(visit.person), form.get('etag') ?? undefined);
        return { to: form.has('back') ? inside(visit, form.get('back')) : addressOf(visit, list) };
      },
      (problem) => ({
        status: 400,
        page: only
          ? tableOf(visit, list, new URLSearchParams({ edit: `${item.id}.${only}` }), problem)
          : rowPage(visit, list, items.get(list, item.id), typed(list.columns, form), names, problem),
      }),
    );
  }

  const byName = (visit: Visit, name: string): List => {
    const list = visit.lists.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!list) throw notFound();
    return list;
  };

  function names(column: Column): ReadonlyMap<string, string> {
    const all = lists.ofSite(site);
    const target = all.find(({ id, template }) =>
      column.kind === 'personOrGroup' ? template === 'userInformation' : id === column.facet.listId,
    );
    if (!target || !pointsToRow(column)) return new Map();
    return new Map(items.page(target, 0, -1).map((item) => [String(item.id), String(item.fields.Title ?? item.id)]));
  }

  return pages;
}

function attempt(work: () => Told, refused: (problem: string) => Told): Told {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphFailure) return refused(inNorwegian(error));
    throw error;
  }
}

function inNorwegian({ status, message }: GraphFailure): string {
  if (status === 412 || status === 409) return 'Raden er endret av noen andre i mellomtiden. Se over og prøv igjen.';
  if (message.includes('unique constraints'))
    return 'Verdien finnes allerede i en kolonne der hver verdi bare kan brukes én gang.';
  if (message.includes('Invalid text value'))
    return 'Teksten er for lang eller har linjeskift. En vanlig tekstkolonne tar høyst 255 tegn på én linje.';
  return `SharePoint tok ikke imot verdien (${message}).`;
}

/** An address inside these pages, whatever the form says. */
const inside = ({ base }: Visit, back: string | null): string =>
  back && /^\/(?!\/)/.test(back) && back.startsWith(base) ? back : `${base}/`;

const secFetchSite = (request: IncomingMessage): string | undefined => request.headers['sec-fetch-site']?.toString();

const missing = (visit: Visit, status: number): Told => ({
  status,
  page: frame(
    visit,
    'Finnes ikke',
    html`<h1>Siden finnes ikke</h1><p><a href="${visit.base}/">Til områdets lister</a></p>`,
  ),
});

const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

function send(response: ServerResponse, told: Told): void {
  const common = {
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  if ('to' in told) {
    const cookie = told.cookie !== undefined && {
      'Set-Cookie': `${COOKIE}=${told.cookie.replace(/[^\w-]/g, '')}; Path=/; SameSite=Strict; HttpOnly`,
    };
    response.writeHead(303, { ...common, ...cookie, Location: told.to }).end();
    return;
  }
  response.writeHead(told.status, { ...common, 'Content-Type': 'text/html; charset=utf-8' }).end(told.page.html);
}

function sendStyle(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=300' }).end(STYLE);
}
