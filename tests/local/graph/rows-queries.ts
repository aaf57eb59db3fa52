import { expect } from '@jest/globals';
import { BEN } from '../support.ts';
import { addItem, expectError, type Row, type World } from './rooms.ts';

const COLUMNS = [
  { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'State', text: {}, indexed: true },
  { name: 'Size', number: {}, indexed: true },
  { name: 'Free', text: {} },
  { name: 'Yes', boolean: {}, indexed: true },
  { name: 'Owner', personOrGroup: {}, indexed: true },
];
const HONOR = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };

/** A list of 30 rows with the threshold at 10, so that many is more than ten. */
async function crowdedList(world: World): Promise<string> {
  const list = await world.freshList(COLUMNS);
  const title = (await world.ask('GET', list)).body.displayName;
  const ben = world.graph.asPerson(BEN.id);
  for (let at = 1; at <= 30; at += 1)
    ben.add(title, {
      Key: `K${at}`,
      State: at <= 5 ? 'Few' : 'Many',
      Size: at,
      Free: `f${at}`,
      Yes: at <= 3,
      OwnerLookupId: at <= 4 ? 2 : 3,
    });
  world.graph.switches.listViewThreshold = 10;
  return list;
}

const ids = (answer: { body: { value: { id: string }[] } }) => answer.body.value.map(({ id }) => Number(id));

/** Rows 25 to 33, 52 and 54: filters, sorting, paging, and the threshold. */
export const QUERY_ROWS: readonly Row[] = [
  [
    25,
    'filter or orderby on a column that is not indexed: 400, be the list ever so small',
    async (world) => {
      const list = await world.freshList(COLUMNS);
      await addItem(world, list, { Free: 'x' });
      for (const query of [
        "$filter=fields/Free eq 'x'",
        '$orderby=fields/Free',
        "$filter=fields/Key eq 'a' or fields/Free eq 'x'",
        "$filter=createdDateTime gt '2020-01-01T00:00:00Z'",
      ]) {
        expect(expectError(await world.ask('GET', `${list}/items?${query}`), 400, 'invalidRequest')).toContain(
          'cannot be referenced in filter or orderby as it is not indexed',
        );
      }
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/Free eq 'x'`, { headers: HONOR }))).toEqual([1]);
    },
  ],
  [
    26,
    'the same with Prefer above the threshold: 429 with Retry-After',
    async (world) => {
      const list = await crowdedList(world);
      const answer = await world.ask('GET', `${list}/items?$filter=fields/Free eq 'f1'`, { headers: HONOR });
      expectError(answer, 429, 'activityLimitReached');
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    },
  ],
  [
    27,
    'a first predicate that matches more than the threshold: 429; the same two the other way round are answered',
    async (world) => {
      const list = await crowdedList(world);
      expectError(
        await world.ask('GET', `${list}/items?$filter=fields/State eq 'Many' and fields/Size lt 8`),
        429,
        'activityLimitReached',
      );
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/Size lt 8 and fields/State eq 'Many'`))).toEqual([
        6, 7,
      ]);
      expectError(await world.ask('GET', `${list}/items?$filter=fields/State ne 'Many'`), 429, 'activityLimitReached');
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/State eq 'few'`))).toEqual([1, 2, 3, 4, 5]);
      expect(ids(await world.ask('GET', `${list}/items?$filter=startswith(fields/Key,'k3')&$top=3`))).toEqual([3, 30]);
      expect(
        ids(
          await world.ask(
            'GET',
            `${list}/items?$filter=(fields/Key eq 'K7' or fields/Key eq 'K9') and fields/Size ge 8`,
          ),
        ),
      ).toEqual([9]);
    },
  ],
  [
    28,
    'orderby above the threshold: 429 by id; an index of its own serves it, page by page',
    async (world) => {
      const list = await crowdedList(world);
      expectError(await world.ask('GET', `${list}/items?$orderby=id desc`), 429, 'activityLimitReached');
      const seen: number[] = [];
      let next = `${list}/items?$orderby=fields/Size desc&$top=7`;
      for (let pages = 0; next; pages += 1) {
        expect(pages).toBeLessThan(10);
        const answer = await world.ask('GET', next);
        seen.push(...ids(answer));
        next = answer.body['@odata.nextLink'];
      }
      expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => 30 - at));
    },
  ],
  [
    29,
    '$count and $skip: 400',
    async (world) => {
      const list = await world.freshList();
      for (const name of ['count=true', 'skip=5']) {
        expect(expectError(await world.ask('GET', `${list}/items?$${name}`), 400, 'invalidRequest')).toContain(
          'is not supported on this API. Only URLs returned by the API can be used to page.',
        );
      }
    },
  ],
  [
    30,
    '$search: 400',
    async (world) =>
      void expectError(await world.ask('GET', `${await world.freshList()}/items?$search=a`), 400, 'invalidRequest'),
  ],
  [
    31,
    '$top: 200 unless said, above 5,000 is 5,000, and nextLink goes on behind the last row',
    async (world) => {
      const list = await world.freshList();
      const { displayName } = (await world.ask('GET', list)).body;
      const ben = world.graph.asPerson(BEN.id);
      for (let at = 0; at < 5003; at += 1) ben.add(displayName, { Size: at });
      const first = await world.ask('GET', `${list}/items?$select=id`);
      expect(ids(first)).toHaveLength(200);
      expect(
        Buffer.from(
          new URL(first.body['@odata.nextLink']).searchParams.get('$skiptoken') ?? '',
          'base64url',
        ).toString(),
      ).toBe('Paged=TRUE&p_ID=200');
      ben.remove(displayName, 1);
      expect(ids(await world.ask('GET', first.body['@odata.nextLink']))[0]).toBe(201);
      const large = await world.ask('GET', `${list}/items?$select=id&$top=9999`);
      expect(ids(large)).toHaveLength(5000);
      expect(ids(await world.ask('GET', large.body['@odata.nextLink']))).toEqual([5002, 5003]);
      expectError(await world.ask('GET', `${list}/items?$filter=fields/Size ge 0`), 429, 'activityLimitReached');
      expectError(await world.ask('GET', `${list}/items?$skiptoken=rubbish`), 400, 'invalidRequest');
    },
  ],
  [
    32,
    'a boolean compared with true: refused aloud, or the opposite rows by a switch; with 1 it is right',
    async (world) => {
      const list = await crowdedList(world);
      expect(
        expectError(await world.ask('GET', `${list}/items?$filter=fields/Yes eq true`), 400, 'invalidRequest'),
      ).toContain('opposite rows');
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/Yes eq 1`))).toEqual([1, 2, 3]);
      world.graph.switches.booleanFilter = 'inverted';
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/Yes eq false`))).toEqual([1, 2, 3]);
    },
  ],
  [
    33,
    'a person filtered by value: refused aloud, or left out by a switch; by LookupId it is right',
    async (world) => {
      const list = await crowdedList(world);
      expectError(await world.ask('GET', `${list}/items?$filter=fields/Owner eq 'Ana Solvik'`), 400, 'invalidRequest');
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/OwnerLookupId eq 2`))).toEqual([1, 2, 3, 4]);
      Object.assign(world.graph.switches, { lookupValueFilter: 'ignored', listViewThreshold: 5000 });
      expect(ids(await world.ask('GET', `${list}/items?$filter=fields/Owner eq 'Nobody'`))).toHaveLength(30);
    },
  ],
  [
    52,
    'titles and paths are percent-decoded; a lone percent sign is 400; apostrophes are doubled',
    async (world) => {
      const { ask, site } = world;
      await ask('POST', `${site}/lists`, { body: { displayName: "Å være, Ola's" } });
      expect((await ask('GET', `${site}/lists/${encodeURIComponent("Å være, Ola's")}`)).body.displayName).toBe(
        "Å være, Ola's",
      );
      expectError(await ask('GET', `${site}/lists/100%`), 400, 'invalidRequest');
      expect(
        (await ask('GET', `${site}/lists?$filter=${encodeURIComponent("displayName eq 'Å være, Ola''s'")}`)).body.value,
      ).toHaveLength(1);
      const list = await world.freshList();
      await addItem(world, list, { Key: "O'Brien & co #1+2" });
      const found = await ask(
        'GET',
        `${list}/items?$filter=${encodeURIComponent("fields/Key eq 'o''brien & CO #1+2'")}`,
      );
      expect(ids(found)).toEqual([1]);
    },
  ],
  [
    54,
    'a query option that is not known is ignored; a filter that cannot be read is 400',
    async (world) => {
      const list = await world.freshList();
      await addItem(world, list, {});
      expect(ids(await world.ask('GET', `${list}/items?$nonsense=1&colour=blue`))).toEqual([1]);
      for (const filter of [
        "Key eq 'a'",
        'fields/Key',
        "fields/Key like 'a'",
        "fields/Key eq 'a' and",
        "contains(fields/Key,'a')",
      ]) {
        expectError(
          await world.ask('GET', `${list}/items?$filter=${encodeURIComponent(filter)}`),
          400,
          'invalidRequest',
        );
      }
      expectError(await world.ask('GET', `${world.site}/lists?$filter=list/hidden eq false`), 400, 'invalidRequest');
    },
  ],
];
