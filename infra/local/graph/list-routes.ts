import { builtInColumns } from './built-in-columns.ts';
import { bodyObject, type Call, done, isObject, ok } from './call.ts';
import { type Column, changedColumn, newColumn } from './column.ts';
import { readWanted, selected, type Wanted } from './expand.ts';
import { invalidRequest, notFound } from './failure.ts';
import { CONTENT_TYPE, listAddress } from './item-shape.ts';
import type { List } from './list.ts';
import { openList, openSite, type Parts } from './parts.ts';
import { type Parameters, type Route, route } from './route.ts';

const TEMPLATES = ['genericList', 'events', 'tasks', 'contacts', 'announcements', 'links', 'survey', 'documentLibrary'];
const FOLDER = { id: '0x0120', name: 'Folder' };

/** Lists and their columns. Making and changing them needs more than the role write. */
export function listRoutes(parts: Parts): Route[] {
  const { lists, items, shapes, switches, actorOf } = parts;
  const readable = (call: Call, parameters: Parameters) => openList(parts, call, parameters, 'read');
  const provisionable = (call: Call, parameters: Parameters) =>
    openList(parts, call, parameters, switches.provisioningNeeds);
  const context = (call: Call, list: List, more = '') => ({
    '@odata.context': `${call.root}/$metadata#sites('${list.site.id}')/lists${more}`,
  });

  function shape(list: List, wanted: Wanted, root: string) {
    const itemsWanted = wanted.expand.get('items');
    return selected(
      {
        ...shapeList(list),
        ...(wanted.expand.has('columns') && { columns: visible(list).map(({ definition }) => definition) }),
        ...(itemsWanted && {
          items: items.page(list, 0, 200).map((item) => shapes.item(list, item, itemsWanted, root)),
        }),
        ...(list.system && { system: {} }),
      },
      wanted,
    );
  }

  function createList(call: Call, { site: siteId = '' }: Parameters) {
    const site = openSite(parts, call, siteId, switches.provisioningNeeds);
    const body = bodyObject(call);
    if ('name' in body)
      throw invalidRequest(
        "Cannot define a 'name' for a list as it is assigned by the server. Instead, provide 'displayName'",
      );
    if (typeof body.displayName !== 'string' || body.displayName.trim() === '') throw invalidRequest('Invalid request');
    const template = isObject(body.list) && body.list.template !== undefined ? body.list.template : 'genericList';
    if (typeof template !== 'string' || !TEMPLATES.includes(template)) {
      throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
    }
    const asked = Array.isArray(body.columns) ? body.columns : [];
    const columns: Column[] = [];
    const builtIn = builtInColumns();
    for (const one of asked) columns.push(newColumn(one, [...builtIn, ...columns]));
    const description = typeof body.description === 'string' ? body.description : '';
    const list = lists.create(site, { displayName: body.displayName, description, template, columns }, actorOf(call));
    return ok({ ...context(call, list, '/$entity'), ...shapeList(list) }, 201);
  }

  function changeList(call: Call, parameters: Parameters) {
    const list = provisionable(call, parameters);
    const { displayName, description, list: info } = bodyObject(call);
    const changed = lists.change(
      list,
      {
        ...(typeof displayName === 'string' && displayName !== '' && { displayName }),
        ...(typeof description === 'string' && { description }),
        ...(isObject(info) && typeof info.hidden === 'boolean' && { hidden: info.hidden }),
        ...(isObject(info) &&
          typeof info.contentTypesEnabled === 'boolean' && { contentTypesEnabled: info.contentTypesEnabled }),
      },
      actorOf(call),
    );
    return ok({ ...context(call, changed, '/$entity'), ...shapeList(changed) });
  }

  function enumerate(call: Call, { site: siteId = '' }: Parameters) {
    const site = openSite(parts, call, siteId, 'read');
    const wanted = readWanted(call);
    const all = lists.ofSite(site).filter((list) => !list.system || wanted.select?.includes('system'));
    const found = byTitle(all, call.query.get('filter'));
    return ok({
      '@odata.context': `${call.root}/$metadata#sites('${site.id}')/lists`,
      value: found.map((list) => shape(list, wanted, call.root)),
    });
  }

  const findColumn = (list: List, id: string | undefined): Column => {
    const column = list.columns.find((one) => one.id === id || one.name === id);
    if (!column) throw notFound();
    return column;
  };
  const checkSize = (list: List, column: Column, before?: Column) => {
    // Above the threshold SharePoint neither builds an index nor drops one.
    const moved = column.indexed !== (before?.indexed ?? false) || column.unique !== (before?.unique ?? false);
    if (moved && items.count(list) > switches.listViewThreshold) throw invalidRequest('Invalid request');
  };

  function addColumn(call: Call, parameters: Parameters) {
    const list = provisionable(call, parameters);
    const column = newColumn(bodyObject(call), list.columns);
    checkSize(list, column);
    const changed = lists.setColumns(list, [...list.columns, column]);
    items.reindex(changed, column);
    return ok({ ...context(call, list, `('${list.id}')/columns/$entity`), ...column.definition }, 201);
  }

  function changeColumn(call: Call, parameters: Parameters) {
    const list = provisionable(call, parameters);
    const before = findColumn(list, parameters.column);
    const column = changedColumn(before, bodyObject(call), list.columns);
    checkSize(list, column, before);
    if (column.indexed !== before.indexed || column.unique !== before.unique) items.reindex(list, column);
    lists.setColumns(
      list,
      list.columns.map((one) => (one.id === column.id ? column : one)),
    );
    return ok({ ...context(call, list, `('${list.id}')/columns/$entity`), ...column.definition });
  }

  function removeColumn(call: Call, parameters: Parameters) {
    const list = provisionable(call, parameters);
    const column = findColumn(list, parameters.column);
    if (column.definition.isDeletable !== true) throw invalidRequest('Invalid request');
    items.forget(list, column);
    lists.setColumns(
      list,
      list.columns.filter((one) => one.id !== column.id),
    );
    return done;
  }

  const at = 'sites/:site/lists/:list';
  return [
    route('GET', 'sites/:site/lists', 'lists.list', 2, enumerate),
    route('POST', 'sites/:site/lists', 'lists.create', 2, createList),
    route('GET', at, 'lists.get', 1, (call, parameters) => {
      const list = readable(call, parameters);
      return ok({ ...context(call, list, '/$entity'), ...shape(list, readWanted(call), call.root) });
    }),
    route('PATCH', at, 'lists.update', 2, changeList),
    route('DELETE', at, 'lists.delete', 2, (call, parameters) => {
      lists.remove(provisionable(call, parameters));
      return done;
    }),
    route('GET', `${at}/columns`, 'columns.list', 2, (call, parameters) => {
      const list = readable(call, parameters);
      const wanted = readWanted(call);
      const shown = wanted.select?.includes('hidden') ? list.columns : visible(list);
      return ok({
        ...context(call, list, `('${list.id}')/columns`),
        value: shown.map(({ definition }) => selected(definition, wanted)),
      });
    }),
    route('POST', `${at}/columns`, 'columns.create', 2, addColumn),
    route('GET', `${at}/columns/:column`, 'columns.get', 1, (call, parameters) => {
      const list = readable(call, parameters);
      const { definition } = findColumn(list, parameters.column);
      return ok({
        ...context(call, list, `('${list.id}')/columns/$entity`),
        ...selected(definition, readWanted(call)),
      });
    }),
    route('PATCH', `${at}/columns/:column`, 'columns.update', 2, changeColumn),
    route('DELETE', `${at}/columns/:column`, 'columns.delete', 2, removeColumn),
    route('GET', `${at}/contentTypes`, 'contentTypes.list', 2, (call, parameters) => {
      const list = readable(call, parameters);
      return ok({
        ...context(call, list, `('${list.id}')/contentTypes`),
        value: [CONTENT_TYPE, FOLDER].map((type) => ({ ...type, hidden: false, readOnly: false, sealed: false })),
      });
    }),
  ];
}

const shapeList = (list: List) => ({
  '@odata.etag': `"${list.id},${list.revision}"`,
  createdDateTime: list.created,
  description: list.description,
  eTag: `"${list.id},${list.revision}"`,
  id: list.id,
  lastModifiedDateTime: list.modified,
  name: list.name,
  webUrl: listAddress(list),
  displayName: list.displayName,
  createdBy: JSON.parse(list.createdBy),
  lastModifiedBy: JSON.parse(list.modifiedBy),
  parentReference: { siteId: list.site.id },
  list: { contentTypesEnabled: list.contentTypesEnabled, hidden: list.hidden, template: list.template },
});

const visible = (list: List) => list.columns.filter((column) => !column.hidden);

/** Of filters on lists only the one by title is known to work. */
function byTitle(lists: readonly List[], filter: string | undefined): readonly List[] {
  if (filter === undefined) return lists;
  const [, title] = /^\s*displayName\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(filter) ?? [];
  if (title === undefined) throw invalidRequest('The provided filter statement is not supported');
  const wanted = title.replaceAll("''", "'").toLowerCase();
  return lists.filter(({ displayName }) => displayName.toLowerCase() === wanted);
}
