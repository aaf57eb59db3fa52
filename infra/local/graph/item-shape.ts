import { BUILT_IN_NAMES } from './built-in-columns.ts';
import { type Column, pointsToRow, writtenName } from './column.ts';
import { selected, type Wanted } from './expand.ts';
import { invalidRequest } from './failure.ts';
import { etagOf, type Item } from './item.ts';
import type { Items } from './items.ts';
import type { List } from './list.ts';
import type { Lists } from './lists.ts';
import type { UserRows } from './user-rows.ts';
import type { Version } from './versions.ts';

export const CONTENT_TYPE = { id: '0x0100AABBCCDDEEFF00112233445566778899', name: 'Item' };

/** SharePoint's limit of person and lookup columns in one query. */
const MOST_LOOKUPS = 12;

export type Shapes = {
  /** A listItem; `fields` only where it is expanded. */
  item(list: List, item: Item, wanted: Wanted, root: string): Record<string, unknown>;
  /** A deleted item as delta gives it. */
  tombstone(list: List, item: Item, wanted: Wanted): Record<string, unknown>;
  /** A fieldValueSet; without a choice everything that is not empty. Throws 400 on an unknown column. */
  fields(list: List, item: Item, select?: readonly string[]): Record<string, unknown>;
  version(list: List, item: Item, version: Version, expanded: boolean): Record<string, unknown>;
};

export function createShapes({ lists, items, userRows }: { lists: Lists; items: Items; userRows: UserRows }): Shapes {
  function fields(list: List, item: Item, select?: readonly string[]): Record<string, unknown> {
    const etag = { '@odata.etag': etagOf(item) };
    if (!select || select.includes('*')) return { ...etag, ...ownValues(list, item), ...builtInValues(item) };
    if (
      select.filter((name) => list.columns.some((column) => pointsToRow(column) && name.startsWith(column.name)))
        .length > MOST_LOOKUPS
    ) {
      throw invalidRequest('The number of lookup columns exceeds the limit.');
    }
    return { ...etag, ...Object.assign({}, ...select.map((name) => chosen(list, item, name))) };
  }

  function builtInValues(item: Item): Record<string, unknown> {
    const [author, editor] = [userRows.of(item.createdBy), userRows.of(item.modifiedBy)];
    return {
      id: String(item.id),
      ContentType: CONTENT_TYPE.name,
      Modified: item.modified,
      Created: item.created,
      AuthorLookupId: author.row,
      EditorLookupId: editor.row,
      ...(author.app && { AppAuthorLookupId: author.row }),
      ...(editor.app && { AppEditorLookupId: editor.row }),
      _UIVersionString: `${item.revision}.0`,
      Attachments: false,
      Edit: '',
      ...(item.fields.Title !== undefined && { LinkTitle: item.fields.Title, LinkTitleNoMenu: item.fields.Title }),
      ItemChildCount: '0',
      FolderChildCount: '0',
      _ComplianceFlags: '',
      _ComplianceTag: '',
      _ComplianceTagWrittenTime: '',
      _ComplianceTagUserId: '',
    };
  }

  function chosen(list: List, item: Item, name: string): Record<string, unknown> {
    const builtIn = { ...builtInValues(item), ID: String(item.id) } as Record<string, unknown>;
    if (name in builtIn) return { [name]: builtIn[name] };
    const column = list.columns.find((one) => one.name === name || writtenName(one) === name);
    if (!column) throw invalidRequest(`Field '${name}' is not recognized`);
    const value =
      column.name === 'Author'
        ? builtIn.AuthorLookupId
        : column.name === 'Editor'
          ? builtIn.EditorLookupId
          : item.fields[column.name];
    if (value === undefined) return {};
    if (pointsToRow(column) && column.name === name) return { [name]: pointed(list, column, value) };
    return column.multiple ? { [`${name}@odata.type`]: collectionOf(column), [name]: value } : { [name]: value };
  }

  /** Asked for by its own name, a person or lookup shows whom it points to. */
  function pointed(list: List, column: Column, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((row) => shown(list, column, row));
    const one = shown(list, column, value);
    return column.kind === 'lookup' ? one.LookupValue : one;
  }

  function shown(list: List, column: Column, row: unknown) {
    const target = lists
      .ofSite(list.site)
      .find((one) => (column.kind === 'lookup' ? one.id === column.facet.listId : one.template === 'userInformation'));
    const [item] = target ? items.byIds(target, [Number(row)]) : [];
    const text = item?.fields[String(column.facet.columnName ?? 'Title')] ?? item?.fields.Title ?? '';
    return {
      LookupId: Number(row),
      LookupValue: text,
      ...(item?.fields.EMail !== undefined && { Email: item.fields.EMail }),
    };
  }

  function item(list: List, one: Item, wanted: Wanted, root: string): Record<string, unknown> {
    const expanded = wanted.expand.get('fields');
    const path = `sites('${list.site.id}')/lists('${list.id}')/items('${one.id}')/fields`;
    return selected(
      {
        '@odata.etag': etagOf(one),
        createdDateTime: one.created,
        eTag: etagOf(one),
        id: String(one.id),
        lastModifiedDateTime: one.modified,
        webUrl: `${listAddress(list)}/${one.id}_.000`,
        createdBy: JSON.parse(one.createdBy),
        lastModifiedBy: JSON.parse(one.modifiedBy),
        parentReference: { id: list.id, siteId: list.site.id },
        contentType: CONTENT_TYPE,
        ...(wanted.select?.includes('sharepointIds') && { sharepointIds: sharepointIds(list, one) }),
        ...(expanded
          ? { 'fields@odata.context': `${root}/$metadata#${path}/$entity`, fields: fields(list, one, expanded.select) }
          : { 'fields@odata.navigationLink': path }),
        ...(wanted.expand.has('versions') && {
          versions: items.versions(list, one.id).map((version) => shapeVersion(list, one, version, false)),
        }),
      },
      wanted,
    );
  }

  const shapeVersion = (list: List, one: Item, version: Version, expanded: boolean) => ({
    id: `${version.revision}.0`,
    lastModifiedDateTime: version.modified,
    lastModifiedBy: JSON.parse(version.modifiedBy),
    ...(expanded && { fields: fields(list, { ...one, ...version }) }),
  });

  return {
    item,
    fields,
    version: shapeVersion,
    tombstone: (list, one, wanted) =>
      selected(
        {
          id: String(one.id),
          parentReference: { siteId: list.site.id },
          contentType: CONTENT_TYPE,
          deleted: { state: 'deleted' },
        },
        wanted,
      ),
  };
}

/** The item's own columns in the order of the list; empty ones are left out. */
function ownValues(list: List, item: Item): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const column of list.columns) {
    const value = item.fields[column.name];
    if (value === undefined || (BUILT_IN_NAMES.has(column.name) && column.name !== 'Title')) continue;
    const name = writtenName(column);
    if (column.multiple) values[`${name}@odata.type`] = collectionOf(column);
    values[name] = value;
  }
  return values;
}

const collectionOf = (column: Column) => (column.kind === 'choice' ? '#Collection(String)' : '#Collection(Int32)');

export const listAddress = (list: List): string =>
  `https://${list.site.host}${list.site.path}/Lists/${encodeURIComponent(list.name)}`;

const sharepointIds = (list: List, item: Item) => ({
  listId: list.id,
  listItemId: String(item.id),
  listItemUniqueId: item.guid,
  siteId: list.site.id.split(',')[1],
  webId: list.site.id.split(',')[2],
  siteUrl: `https://${list.site.host}${list.site.path}`,
});
