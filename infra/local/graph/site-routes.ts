import { bodyObject, type Call, isObject, ok } from './call.ts';
import { readWanted, selected } from './expand.ts';
import { accessDenied, invalidRequest } from './failure.ts';
import type { Site } from './list.ts';
import { openSite, type Parts } from './parts.ts';
import { type Route, route } from './route.ts';

/** Sites: found by address or id; never listed or searched by an app that has Sites.Selected only. */
export function siteRoutes(parts: Parts): Route[] {
  const { lists, access } = parts;

  const get = (call: Call, id: string) => {
    const site = openSite(parts, call, id, 'read');
    return ok({
      '@odata.context': `${call.root}/$metadata#sites/$entity`,
      ...selected(shapeSite(site), readWanted(call)),
    });
  };

  return [
    route('GET', 'sites', 'sites.list', 2, (call) => {
      if (call.query.has('search') && !access.seesAllSites(call.app)) throw accessDenied();
      const found = access.seesAllSites(call.app) ? lists.sites() : [];
      return ok({ '@odata.context': `${call.root}/$metadata#sites`, value: found.map(shapeSite) });
    }),
    route('GET', 'sites/getAllSites', 'sites.list', 2, (call) => {
      if (!access.seesAllSites(call.app)) throw accessDenied();
      return ok({ '@odata.context': `${call.root}/$metadata#sites`, value: lists.sites().map(shapeSite) });
    }),
    route('GET', 'sites/:site', 'sites.get', 1, (call, { site = '' }) => get(call, site)),
    route('GET', 'sites/:site/columns', 'sites.columns', 2, (call, { site = '' }) => {
      openSite(parts, call, site, 'read');
      return ok({ '@odata.context': `${call.root}/$metadata#sites('${site}')/columns`, value: [] });
    }),
  ];
}

const shapeSite = (site: Site) => ({
  createdDateTime: site.created,
  id: site.id,
  lastModifiedDateTime: site.created,
  name: site.path.split('/').at(-1) ?? '',
  webUrl: `https://${site.host}${site.path}`,
  displayName: site.displayName,
  ...(site.path === '' && { root: {} }),
  siteCollection: { hostname: site.host },
});

/** Grants of an application, from either of the two forms that a body may have. */
export function readGrantee(call: Call): { app: string; name: string; roles: string[] } {
  const body = bodyObject(call);
  const sets = [
    body.grantedToV2,
    body.grantedTo,
    ...listOf(body.grantedToIdentitiesV2),
    ...listOf(body.grantedToIdentities),
  ];
  const application = sets.flatMap((set) => (isObject(set) && isObject(set.application) ? [set.application] : []))[0];
  if (!application || typeof application.id !== 'string')
    throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
  return {
    app: application.id,
    name: typeof application.displayName === 'string' ? application.displayName : '',
    roles: readRoles(call),
  };
}

export function readRoles(call: Call): string[] {
  const roles = listOf(bodyObject(call).roles);
  if (!roles.every((role) => typeof role === 'string')) throw invalidRequest('Invalid request');
  return roles.map(String);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
