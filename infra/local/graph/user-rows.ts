import type { Directory } from '../directory.ts';
import { type Actor, SHAREPOINT_APP } from './actor.ts';
import { newColumn } from './column.ts';
import type { Items } from './items.ts';
import type { List, Site } from './list.ts';
import type { Lists } from './lists.ts';

/** Who has a row in a site's hidden list of users, which Author, Editor and person columns point to. */
export type UserRows = {
  /** `identity` is an identitySet as JSON. */
  of(identity: string): { readonly row: string; readonly app: boolean };
};

const SYSTEM: Actor = { kind: 'app', id: '00000003-0000-0ff1-ce00-000000000000', displayName: 'SharePoint' };

/** Makes the site's User Information List where it is missing, with a row for SharePoint App and for everybody in the directory. */
export function openUserRows(site: Site, directory: Directory, lists: Lists, items: Items): UserRows {
  const list = lists.ofSite(site).find(({ template }) => template === 'userInformation') ?? createUserList(site, lists);
  const rows = new Map(items.page(list, 0, -1).map((item) => [String(item.fields.Name), String(item.id)]));
  const add = (name: string, fields: Record<string, string>) => {
    if (!rows.has(name)) rows.set(name, String(items.create(list, { ...fields, Name: name }, SYSTEM).id));
  };
  add(SHAREPOINT_APP.name, { Title: SHAREPOINT_APP.title });
  for (const { displayName, mail, userPrincipalName } of directory.users) {
    add(claim(userPrincipalName), { Title: displayName, EMail: mail, UserName: userPrincipalName });
  }

  const names = new Map(directory.users.map(({ id, userPrincipalName }) => [id, claim(userPrincipalName)]));
  const known = new Map<string, { row: string; app: boolean }>();
  const find = (identity: string) => {
    const userId: unknown = JSON.parse(identity).user?.id;
    const name = names.get(String(userId));
    return { row: rows.get(name ?? SHAREPOINT_APP.name) ?? '1', app: name === undefined };
  };
  return {
    of: (identity) => {
      const there = known.get(identity) ?? find(identity);
      known.set(identity, there);
      return there;
    },
  };
}

function createUserList(site: Site, lists: Lists): List {
  const columns = ['EMail', 'UserName', 'Name'].map((name) => newColumn({ name, text: {} }, []));
  return lists.create(
    site,
    { displayName: 'User Information List', template: 'userInformation', system: true, columns },
    SYSTEM,
  );
}

const claim = (userPrincipalName: string) => `i:0#.f|membership|${userPrincipalName.toLowerCase()}`;
