import { randomUUID } from 'node:crypto';
import type { AppClaims } from '../entra/bearer.ts';
import type { Database } from './database.ts';
import { accessDenied, invalidRequest, notFound } from './failure.ts';
import type { List, Site } from './list.ts';

/** The roles of a grant, the lesser first. `owner` can be granted and was seen to open nothing. */
const ROLES = ['read', 'write', 'manage', 'fullcontrol'] as const;
export type Role = (typeof ROLES)[number];

export type Grant = {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly roles: readonly string[];
};

/** What a grant is on: a site, one of its lists, or one item. */
export type Place = { readonly site: Site; readonly list?: List; readonly item?: number };

export type Access = {
  /** Throws 403 unless the app may do what `role` names here. */
  need(app: AppClaims, role: Role, place: Place): void;
  may(app: AppClaims, role: Role, place: Place): boolean;
  /** Whether the app has a tenant-wide permission on sites; without it sites cannot be enumerated. */
  seesAllSites(app: AppClaims): boolean;
  /** Throws 403 unless the app may hand out grants here. */
  needGranting(app: AppClaims, place: Place): void;
  grant(place: Place, app: string, name: string, roles: readonly string[]): Grant;
  changeGrant(place: Place, id: string, roles: readonly string[]): Grant;
  revoke(place: Place, id: string): void;
  grants(place: Place): Grant[];
  find(place: Place, id: string): Grant;
};

/** Tenant-wide application permissions by what they allow on every site. */
const TENANT_WIDE: Readonly<Record<string, Role>> = {
  'Sites.Read.All': 'read',
  'Sites.ReadWrite.All': 'write',
  'Sites.Manage.All': 'manage',
  'Sites.FullControl.All': 'fullcontrol',
};

const SELECTED = {
  site: 'Sites.Selected',
  list: 'Lists.SelectedOperations.Selected',
  item: 'ListItems.SelectedOperations.Selected',
};

const ORDER: readonly string[] = ROLES;

type GrantRow = { id: string; list: number | null; item: number | null; app: string; name: string; roles: string };

/** The Selected model: consent in the token, a grant on the place, and the greatest role of both ways counts. */
export function openAccess({ sql }: Database): Access {
  const insert = sql.prepare(
    'INSERT INTO grants (id, site, list, item, app, name, roles) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = sql.prepare('UPDATE grants SET roles = ? WHERE id = ?');
  const remove = sql.prepare('DELETE FROM grants WHERE id = ?');
  const select = sql.prepare('SELECT id, list, item, app, name, roles FROM grants WHERE site = ?');
  const known = new Map<number, GrantRow[]>();

  const rowsOf = (site: Site): GrantRow[] => {
    const rows = known.get(site.key) ?? (select.all(site.key) as GrantRow[]);
    known.set(site.key, rows);
    return rows;
  };

  function level(app: AppClaims, { site, list, item }: Place): number {
    const wide = Math.max(-1, ...app.roles.map((role) => rank(TENANT_WIDE[role])));
    const granted = rowsOf(site)
      .filter((row) => row.app === app.appId && app.roles.includes(scopeOf(row)))
      .filter((row) => row.list === null || (row.list === list?.key && (row.item === null || row.item === item)))
      .flatMap((row) => row.roles.split(' ').map(rank));
    return Math.max(wide, ...granted);
  }
  const may: Access['may'] = (app, role, place) => level(app, place) >= rank(role);
  const grants = ({ site, list, item }: Place): Grant[] =>
    rowsOf(site)
      .filter((row) => row.list === (list?.key ?? null) && row.item === (item ?? null))
      .map(({ id, app, name, roles }) => ({ id, app, name, roles: roles.split(' ') }));
  const find = (place: Place, id: string): Grant => {
    const grant = grants(place).find((one) => one.id === id);
    if (!grant) throw notFound();
    return grant;
  };

  return {
    may,
    need: (app, role, place) => {
      if (!may(app, role, place)) throw accessDenied();
    },
    seesAllSites: (app) => app.roles.some((role) => role in TENANT_WIDE),
    needGranting: (app, place) => {
      const onSite = app.roles.includes('Sites.FullControl.All');
      const below = place.list !== undefined && may(app, 'fullcontrol', place);
      if (!onSite && !below) throw accessDenied();
    },
    grants,
    find,
    grant: (place, app, name, roles) => {
      checkRoles(roles);
      const id = randomUUID();
      insert.run(id, place.site.key, place.list?.key ?? null, place.item ?? null, app, name, roles.join(' '));
      known.delete(place.site.key);
      return { id, app, name, roles };
    },
    changeGrant: (place, id, roles) => {
      checkRoles(roles);
      const grant = find(place, id);
      update.run(roles.join(' '), id);
      known.delete(place.site.key);
      return { ...grant, roles };
    },
    revoke: (place, id) => {
      remove.run(find(place, id).id);
      known.delete(place.site.key);
    },
  };
}

const rank = (role: string | undefined): number => ORDER.indexOf(role ?? '');

const scopeOf = (row: GrantRow): string =>
  row.item !== null ? SELECTED.item : row.list !== null ? SELECTED.list : SELECTED.site;

function checkRoles(roles: readonly string[]): void {
  const right = roles.length > 0 && roles.every((role) => rank(role) >= 0 || role === 'owner');
  if (!right) throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
}
