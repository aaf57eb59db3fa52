import { type Instant, isInstant } from '../domain/calendar/instant.ts';
import type { IsOlder, Place } from '../ports/outbox.ts';
import { type Answer, part, textPart } from './answer.ts';
import type { FieldValue } from './column.ts';
import type { Call } from './cost.ts';
import { type AnyList, columnNames, type Fields, filled } from './list.ts';

/** An item of a list as Graph gave it. */
export type Item = {
  readonly place: Place;
  readonly fields: Fields;
  /** Who changed it last: an Entra object id or what there is; null when it was Tavla itself. */
  readonly editor: string | null;
  readonly createdAt: Instant | undefined;
  /** Tavla made it, not a person. */
  readonly isOwn: boolean;
};

/** What an item's id and version are called depends on the answer; undefined when one of them is missing. */
export const placeFrom = (body: unknown): Place | undefined => {
  const itemId = textPart(body, 'id');
  const etag = textPart(body, 'eTag') ?? textPart(body, '@odata.etag');
  return itemId === undefined || etag === undefined ? undefined : { itemId, etag };
};

/** The version after a change of fields: in the values, or in a header. */
export const etagFrom = (answer: Answer): string | undefined =>
  textPart(answer.body, '@odata.etag') ?? textPart(answer.body, 'eTag') ?? answer.etag;

/** `"<guid>,<number>"`: the number grows by one with each change of the item. */
const VERSION = /^"?([^,"]+),(\d+)"?$/;

/** Was this version of an item there before that one? What cannot be compared is taken to be newer. */
export const isOlder: IsOlder = (etag, than) => {
  const [a, b] = [VERSION.exec(etag), VERSION.exec(than)];
  return a !== null && b !== null && a[1] === b[1] && Number(a[2]) < Number(b[2]);
};

/** The item in a body that was asked for with `fields`; undefined when it has none. `appId` is Tavla's own. */
export const itemFrom = (body: unknown, appId: string): Item | undefined => {
  const place = placeFrom(body);
  const fields = part(body, 'fields');
  if (place === undefined || fields === undefined) return undefined;
  return {
    place,
    fields: fieldsFrom(fields),
    editor: editorOf(part(body, 'lastModifiedBy'), appId),
    createdAt: createdAt(body),
    isOwn: part(body, 'createdBy') !== undefined && editorOf(part(body, 'createdBy'), appId) === null,
  };
};

const isFieldValue = (value: unknown): value is FieldValue =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const fieldsFrom = (fields: unknown): Fields =>
  Object.fromEntries(
    Object.entries(typeof fields === 'object' && fields !== null ? fields : {}).filter(
      (entry): entry is [string, FieldValue] => isFieldValue(entry[1]),
    ),
  );

/** What an application writes is signed by a pseudo user without an id, and by the application where Graph says so. */
const editorOf = (by: unknown, appId: string): string | null => {
  const user = part(by, 'user');
  const application = textPart(part(by, 'application'), 'id');
  if (application !== undefined) return application.toLowerCase() === appId.toLowerCase() ? null : `app ${application}`;
  return textPart(user, 'id')?.toLowerCase() ?? textPart(user, 'email') ?? null;
};

const createdAt = (body: unknown): Instant | undefined => {
  const text = textPart(body, 'createdDateTime')?.replace(/\.\d+Z$/, 'Z') ?? '';
  return isInstant(text) ? text : undefined;
};

/** `$` inside of the brackets is needed where a site is addressed by path. */
export const expandFields = (list: AnyList): string => `$expand=fields($select=${columnNames(list).join(',')})`;

export const createCall = (items: string, fields: Fields): Call => ({
  method: 'POST',
  path: items,
  body: { fields: filled(fields) },
});

export const patchCall = (items: string, place: Place, fields: Fields): Call => ({
  method: 'PATCH',
  path: `${items}/${place.itemId}/fields`,
  body: fields,
  ifMatch: place.etag,
});

export const itemPath = (items: string, itemId: string, list: AnyList): string =>
  `${items}/${encodeURIComponent(itemId)}?${expandFields(list)}`;

/** Finds an item by its key: the column is indexed and unique, so this works in a list of any size. */
export const lookUpPath = (items: string, key: string, list: AnyList): string =>
  `${items}?$filter=${encodeURIComponent(`fields/Key eq '${key.replaceAll("'", "''")}'`)}&${expandFields(list)}`;
