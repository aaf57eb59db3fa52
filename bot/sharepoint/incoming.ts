import { instantOf } from '../domain/calendar/instant.ts';
import { inspect } from '../domain/gate/gate.ts';
import type { Keys } from '../ports/clock.ts';
import type { Incoming } from '../ports/outbox.ts';
import type { ListName, Row } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { part, sentence, textPart } from './answer.ts';
import type { Graph } from './graph.ts';
import { etagFrom, type Item, itemFrom, patchCall } from './item.ts';
import { type Fields, isEmpty } from './list.ts';
import { LISTS } from './lists.ts';
import type { Meaning } from './meaning.ts';
import type { Problems } from './problems.ts';
import type { Site } from './site.ts';

type Deps = { readonly graph: Graph; readonly site: Site; readonly keys: Keys; readonly problems: Problems };

/** Turns the items of a page into what the working copy takes in. Rows that cannot be read are noted and left out. */
export const createReader = ({ graph, site, keys, problems }: Deps) => {
  const rowOf = (list: ListName, item: Item): Incoming | undefined => {
    const { itemId } = item.place;
    const read = LISTS[list].fromFields(item.fields);
    if (!read.ok) {
      problems.note(list, itemId, read.problem);
      return undefined;
    }
    problems.settle(list, itemId);
    return { kind: 'row', row: read.value, place: item.place, editor: item.editor };
  };

  /** A row that people made by hand gets its key, and the values that they left to us, once it is complete. */
  const adopt = async (list: ListName, items: string, item: Item): Promise<Incoming | undefined> => {
    const missing = giftsFor(list, item, keys.next());
    const whole = missing && LISTS[list].fromFields({ ...item.fields, ...missing });
    if (!whole?.ok) return rowOf(list, item);
    const barred = barredIn(list, whole.value);
    if (barred !== undefined) {
      problems.note(list, item.place.itemId, { column: barred, reason: 'nationalNumber' });
      return undefined;
    }
    const { Title = null } = LISTS[list].toFields(whole.value);
    const gifts = isEmpty(item.fields.Title) ? { ...missing, Title } : { ...missing };
    const answer = await graph.send(patchCall(items, item.place, gifts), 'come again');
    if (isPassing(answer.meaning)) throw new Unavailable(`A new row cannot get its key: ${sentence(answer)}`);
    // Anything else: whoever changed it meanwhile brings it into the next delta, or the next full reading does.
    if (answer.meaning !== 'done') return rowOf(list, item);
    const etag = etagFrom(answer) ?? item.place.etag;
    return rowOf(list, { ...item, place: { ...item.place, etag }, fields: { ...item.fields, ...gifts } });
  };

  const take = async (list: ListName, items: string, body: unknown): Promise<Incoming | undefined> => {
    const itemId = textPart(body, 'id');
    if (itemId === undefined) return undefined;
    if (part(body, 'deleted') !== undefined) {
      problems.settle(list, itemId);
      return { kind: 'deleted', itemId };
    }
    const item = itemFrom(body, site.appId);
    if (item === undefined || isBlank(list, item.fields)) return undefined;
    // In a row of our own making somebody emptied the key: a new one would make it another row.
    return isEmpty(item.fields.Key) && !item.isOwn ? adopt(list, items, item) : rowOf(list, item);
  };

  return async (list: ListName, items: string, page: readonly unknown[]): Promise<readonly Incoming[]> => {
    const taken: Incoming[] = [];
    for (const body of page) {
      const incoming = await take(list, items, body);
      if (incoming !== undefined) taken.push(incoming);
    }
    return taken;
  };
};

export type Reader = ReturnType<typeof createReader>;

/** Then the page is read again, or nobody would come back to the row. */
const isPassing = (meaning: Meaning): boolean => ['busy', 'unsure', 'unsigned', 'locked', 'broken'].includes(meaning);

/** Folders, and the empty rows that a refused create has been seen to leave behind. */
const isBlank = (list: ListName, fields: Fields): boolean =>
  Object.values(LISTS[list].columns).every(({ name }) => isEmpty(fields[name]));

/** The gate for what people import by hand: the first column of a suggestion that holds a national identity number. */
const barredIn = (list: ListName, row: Row): string | undefined => {
  if (list !== 'Suggestions') return undefined;
  const holder = Object.entries(LISTS.Suggestions.columns).find(
    ([property, { facet }]) => 'text' in facet && inspect(String(row[property] ?? '')).nationalNumber,
  );
  return holder?.[1].name;
};

/** The key, and each column that people left empty and that has a value to begin with. */
const giftsFor = (list: ListName, { fields, createdAt }: Item, ulid: string): Fields | undefined => {
  const { keyFor, columns } = LISTS[list];
  if (keyFor === undefined) return undefined;
  const gifts: Record<string, Fields[string]> = { Key: keyFor(ulid) };
  for (const { name, empty, initial, facet, toField } of Object.values(columns)) {
    if (name === 'Key' || !isEmpty(fields[name]) || empty !== undefined) continue;
    if (initial !== undefined) gifts[name] = toField(initial);
    else if ('dateTime' in facet) gifts[name] = createdAt ?? instantOf(0);
  }
  return gifts;
};
