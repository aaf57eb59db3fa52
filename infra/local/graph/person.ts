import type { DirectoryUser } from '../directory.ts';
import { userActor } from './actor.ts';
import type { Item } from './item.ts';
import type { Site } from './list.ts';
import type { Parts } from './parts.ts';

/** SharePoint as a person uses it in its pages: the same effects as Graph's (ETag, version, delta, notification), under their own name. */
export type Person = {
  /** Values as Graph takes them. The list goes by id or title. */
  add(list: string, fields: Readonly<Record<string, unknown>>): Item;
  edit(list: string, id: string | number, fields: Readonly<Record<string, unknown>>): Item;
  remove(list: string, id: string | number): void;
  /** All living rows, by id. */
  rows(list: string): Item[];
};

export function createPerson({ lists, items }: Parts, site: Site, user: DirectoryUser): Person {
  const actor = userActor(user);
  return {
    add: (list, fields) => items.create(lists.find(site, list), fields, actor),
    edit: (list, id, fields) => items.update(lists.find(site, list), id, fields, actor),
    remove: (list, id) => items.remove(lists.find(site, list), id, actor),
    rows: (list) => items.page(lists.find(site, list), 0, -1),
  };
}
