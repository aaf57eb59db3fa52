import { type Answer, bodyObject, type Call, done, isObject, ok } from './call.ts';
import { readWanted } from './expand.ts';
import { invalidRequest } from './failure.ts';
import type { List } from './list.ts';
import { openList, type Parts } from './parts.ts';
import { type Parameters, type Route, route } from './route.ts';

/** Items of a list: reading, writing, versions and changes. */
export function itemRoutes(parts: Parts): Route[] {
  const { items, shapes, query, delta, actorOf } = parts;
  const readable = (call: Call, parameters: Parameters) => openItemList(parts, call, parameters, 'read');
  const writable = (call: Call, parameters: Parameters) => openItemList(parts, call, parameters, 'write');
  const context = (call: Call, list: List, more: string) => ({
    '@odata.context': `${call.root}/$metadata#sites('${list.site.id}')/lists('${list.id}')/items${more}`,
  });

  function listItems(call: Call, parameters: Parameters): Answer {
    const list = readable(call, parameters);
    refuseUnpageable(call);
    const wanted = readWanted(call);
    const { items: found, skipToken } = query.run(list, call);
    const options = call.query.text(['skiptoken']);
    const next = `${call.root}/sites/${list.site.id}/lists/${list.id}/items?${options ? `${options}&` : ''}$skiptoken=${skipToken}`;
    return ok({
      ...context(call, list, ''),
      ...(skipToken && { '@odata.nextLink': next }),
      value: found.map((item) => shapes.item(list, item, wanted, call.root)),
    });
  }

  function create(call: Call, parameters: Parameters): Answer {
    const list = writable(call, parameters);
    const { fields } = bodyObject(call);
    // SharePoint is reported to ignore a body without the wrapper and to make an empty row, which nobody wants.
    if (!isObject(fields)) throw invalidRequest("The body has no 'fields'; SharePoint would make an empty item of it.");
    const item = items.create(list, fields, actorOf(call));
    return ok({ ...context(call, list, '/$entity'), ...shapes.item(list, item, withFields(call), call.root) }, 201);
  }

  /** What PATCH and POST answer: the item with all its fields, unless the caller chose. */
  const withFields = (call: Call) => {
    const wanted = readWanted(call);
    return wanted.expand.has('fields')
      ? wanted
      : { ...wanted, expand: new Map([...wanted.expand, ['fields', { select: undefined, expand: new Map() }]]) };
  };

  function updateFields(call: Call, parameters: Parameters): Answer {
    const list = writable(call, parameters);
    const item = items.update(list, parameters.item ?? '', bodyObject(call), actorOf(call), call.headers['if-match']);
    return ok({ ...context(call, list, `('${item.id}')/fields/$entity`), ...shapes.fields(list, item) });
  }

  function updateItem(call: Call, parameters: Parameters): Answer {
    const list = writable(call, parameters);
    const { fields = {} } = bodyObject(call);
    if (!isObject(fields)) throw invalidRequest('Invalid request');
    const item = items.update(list, parameters.item ?? '', fields, actorOf(call), call.headers['if-match']);
    return ok({ ...context(call, list, '/$entity'), ...shapes.item(list, item, withFields(call), call.root) });
  }

  function versions(call: Call, parameters: Parameters): Answer {
    const list = readable(call, parameters);
    const item = items.get(list, parameters.item ?? '');
    const expanded = readWanted(call).expand.has('fields');
    return ok({
      ...context(call, list, `('${item.id}')/versions`),
      value: items.versions(list, item.id).map((version) => shapes.version(list, item, version, expanded)),
    });
  }

  function versionFields(call: Call, parameters: Parameters): Answer {
    const list = readable(call, parameters);
    const item = items.get(list, parameters.item ?? '');
    const version = items.versions(list, item.id).find(({ revision }) => revision === versionNumber(parameters));
    if (!version) throw invalidRequest('Invalid request');
    return ok({
      ...context(call, list, `('${item.id}')/versions/fields/$entity`),
      ...shapes.fields(list, { ...item, ...version }),
    });
  }

  const at = 'sites/:site/lists/:list/items';
  const isWithToken = (call: Call) => Boolean(call.query.get('token'));
  return [
    route(
      'GET',
      `${at}/delta`,
      (call) => (isWithToken(call) ? 'items.delta' : 'items.deltaFull'),
      (call) => (isWithToken(call) ? 1 : 2),
      (call, parameters) => delta.page(readable(call, parameters), call),
    ),
    route('GET', at, 'items.list', 2, listItems),
    route('POST', at, 'items.create', 2, create),
    route('GET', `${at}/:item`, 'items.get', 1, (call, parameters) => {
      const list = readable(call, parameters);
      const item = items.get(list, parameters.item ?? '');
      return ok({ ...context(call, list, '/$entity'), ...shapes.item(list, item, readWanted(call), call.root) });
    }),
    route('PATCH', `${at}/:item`, 'items.update', 2, updateItem),
    route('DELETE', `${at}/:item`, 'items.delete', 2, (call, parameters) => {
      items.remove(writable(call, parameters), parameters.item ?? '', actorOf(call), call.headers['if-match']);
      return done;
    }),
    route('GET', `${at}/:item/fields`, 'items.get', 1, (call, parameters) => {
      const list = readable(call, parameters);
      const item = items.get(list, parameters.item ?? '');
      return ok({
        ...context(call, list, `('${item.id}')/fields/$entity`),
        ...shapes.fields(list, item, readWanted(call).select),
      });
    }),
    route('PATCH', `${at}/:item/fields`, 'items.update', 2, updateFields),
    route('GET', `${at}/:item/versions`, 'versions.list', 2, versions),
    route('GET', `${at}/:item/versions/:version/fields`, 'versions.get', 1, versionFields),
    route('POST', `${at}/:item/versions/:version/restoreVersion`, 'versions.restore', 2, (call, parameters) => {
      items.restore(writable(call, parameters), parameters.item ?? '', versionNumber(parameters), actorOf(call));
      return done;
    }),
  ];
}

/** An item's own grant may open it where neither the site's nor the list's does. */
function openItemList(parts: Parts, call: Call, parameters: Parameters, role: 'read' | 'write'): List {
  const { site: siteId = '', item } = parameters;
  if (item && call.app.roles.includes('ListItems.SelectedOperations.Selected')) {
    const list = parts.lists
      .sites()
      .filter((site) => site.id === siteId)
      .map((site) => parts.lists.find(site, parameters.list ?? ''))[0];
    if (list && parts.access.may(call.app, role, { site: list.site, list, item: Number(item) })) return list;
  }
  return openList(parts, call, parameters, role);
}

function refuseUnpageable(call: Call): void {
  for (const name of ['count', 'skip', 'search']) {
    if (call.query.has(name)) {
      throw invalidRequest(`$${name} is not supported on this API. Only URLs returned by the API can be used to page.`);
    }
  }
}

const versionNumber = ({ version = '' }: Parameters): number => Number(/^(\d+)(?:\.0)?$/.exec(version)?.[1] ?? 0);
