import type { Grant, Place } from './access.ts';
import { type Call, done, ok } from './call.ts';
import { findSite, type Parts } from './parts.ts';
import { type Parameters, type Route, route } from './route.ts';
import { readGrantee, readRoles } from './site-routes.ts';

/** Grants on a site, a list or an item: who may hand them out is Access's to say. Every one of these costs five units. */
export function permissionRoutes(parts: Parts): Route[] {
  const { access, lists, items, directory } = parts;
  const nameOf = (app: string) => directory.apps.find(({ clientId }) => clientId === app)?.displayName ?? '';

  function placeOf({ site: siteId = '', list: listId, item: itemId }: Parameters): Place {
    const site = findSite(parts, siteId);
    if (listId === undefined) return { site };
    const list = lists.find(site, listId);
    return itemId === undefined ? { site, list } : { site, list, item: items.get(list, itemId).id };
  }
  function grantable(call: Call, parameters: Parameters): Place {
    const place = placeOf(parameters);
    access.needGranting(call.app, place);
    return place;
  }
  const shape = ({ id, app, name, roles }: Grant, place: Place) => {
    const application = { id: app, ...(name && { displayName: name }) };
    const to = place.list
      ? { grantedToV2: { application }, grantedTo: { application } }
      : { grantedToIdentitiesV2: [{ application }], grantedToIdentities: [{ application }] };
    return { id, roles, ...to };
  };

  const routesOn = (path: string): Route[] => [
    route('GET', path, 'permissions.list', 5, (call, parameters) => {
      const place = grantable(call, parameters);
      const value = access.grants(place).map((grant) => shape(grant, place));
      return ok({ '@odata.context': `${call.root}/$metadata#${path.split('/')[0]}/permissions`, value });
    }),
    route('POST', path, 'permissions.create', 5, (call, parameters) => {
      const place = grantable(call, parameters);
      const { app, name, roles } = readGrantee(call);
      return ok(shape(access.grant(place, app, name || nameOf(app), roles), place), 201);
    }),
    route('GET', `${path}/:permission`, 'permissions.get', 5, (call, parameters) => {
      const place = grantable(call, parameters);
      return ok(shape(access.find(place, parameters.permission ?? ''), place));
    }),
    route('PATCH', `${path}/:permission`, 'permissions.update', 5, (call, parameters) => {
      const place = grantable(call, parameters);
      return ok(shape(access.changeGrant(place, parameters.permission ?? '', readRoles(call)), place));
    }),
    route('DELETE', `${path}/:permission`, 'permissions.delete', 5, (call, parameters) => {
      access.revoke(grantable(call, parameters), parameters.permission ?? '');
      return done;
    }),
  ];

  return [
    ...routesOn('sites/:site/permissions'),
    ...routesOn('sites/:site/lists/:list/permissions'),
    ...routesOn('sites/:site/lists/:list/items/:item/permissions'),
  ];
}
