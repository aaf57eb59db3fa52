import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ulid } from 'ulid';
import { later } from '../../bot/domain/calendar/instant.ts';
import { ok } from '../../bot/domain/result.ts';
import type { SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import type { Incoming, IsOlder, Pending, Place } from '../../bot/ports/outbox.ts';
import type { ListName, Row } from '../../bot/ports/rows.ts';
import { createMerge } from '../../bot/sharepoint/merge.ts';
import type { Store } from '../../bot/store/open-store.ts';
import { ENGINES, type TestClock, useEngine } from './rig.ts';
import { BEN, NO_TWINS, NOTHING_ALONG, suggestion } from './sample.ts';

/** SharePoint in little: items with versions, a unique key, writes only on top of the version that was read. */
const createRecord = () => {
  type Item = { readonly list: ListName; readonly row: Row; readonly version: number; readonly editor: string | null };
  const items = new Map<string, Item>();
  const news = new Set<string>();
  const placeOf = (id: string): Place => ({ itemId: id, etag: `"${id},${items.get(id)?.version}"` });
  const put = (id: string, item: Omit<Item, 'version'>): Place => {
    items.set(id, { ...item, version: (items.get(id)?.version ?? 0) + 1 });
    news.add(id);
    return placeOf(id);
  };
  const idOf = (key: string): string | undefined => [...items].find(([, { row }]) => row.key === key)?.[0];
  return {
    rows: (list: ListName) => [...items.values()].filter((item) => item.list === list).map(({ row }) => row),
    /** What a push gets: the new place, or what stands in the way. */
    write: ({ list, key, row, itemId, etag }: Pending): Place | { readonly theirs: Row; readonly place: Place } => {
      const id = itemId ?? idOf(key);
      if (id === undefined) return put(ulid(), { list, row, editor: null });
      const there = items.get(id);
      if (there === undefined) throw new Error(`no item ${id}`);
      if (itemId === null || placeOf(id).etag !== etag) return { theirs: there.row, place: placeOf(id) };
      return put(id, { list, row, editor: null });
    },
    edit: (key: string, change: Partial<Row>): boolean => {
      const id = idOf(key);
      const item = id === undefined ? undefined : items.get(id);
      if (id === undefined || item === undefined) return false;
      put(id, { list: item.list, row: { ...item.row, ...change } as Row, editor: BEN });
      return true;
    },
    /** What changed in a list since the last time. */
    delta: (list: ListName): Incoming[] => {
      const ids = [...news].filter((id) => items.get(id)?.list === list);
      for (const id of ids) news.delete(id);
      return ids.flatMap((id): Incoming[] => {
        const item = items.get(id);
        return item === undefined ? [] : [{ kind: 'row', row: item.row, place: placeOf(id), editor: item.editor }];
      });
    },
  };
};
type Record_ = ReturnType<typeof createRecord>;

const versionOf = (etag: string): number => Number(/,(\d+)"$/.exec(etag)?.[1]);
const isOlder: IsOlder = (etag, than) => versionOf(etag) < versionOf(than);

const FIELDS = ['reply', 'result'] as const;
type Field = (typeof FIELDS)[number];
const LISTS = ['Suggestions', 'History'] as const;

const which = fc.nat(1);
const field = fc.constantFrom(...FIELDS);
const how = fc.constantFrom('well', 'well', 'answerLost', 'answerLate', 'unavailable', 'refused', 'writtenLate');
const held = fc.nat(5);

/** What can happen, in any order. A number says which of the suggestions, or of what is held up. */
const happening = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('add' as const), which }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('change' as const), which, field }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), which, field }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('push' as const), how }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: held }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pull' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('take' as const), which: held }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retry' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1, 15, 61) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const LEASE = 60;

const createStory = (store: Store, clock: TestClock, record: Record_) => {
  const keys = [0, 1].map(() => ulid() as SuggestionKey);
  const merge = createMerge({ clock, keys: { next: () => ulid() } });
  /** By key and field, the last value accepted here, and every value that SharePoint's people wrote after it. */
  const ours = new Map<string, string>();
  const theirs = new Map<string, string[]>();
  const heldAnswers: (() => Promise<void>)[] = [];
  const heldPages: { readonly list: ListName; readonly page: Incoming[] }[] = [];
  let words = 0;

  const answer = async (pending: Pending, written: ReturnType<Record_['write']>): Promise<void> => {
    if (!('theirs' in written)) return store.outbox.saved(pending, written);
    const { list, row, base } = pending;
    const merged = merge(list, { base, ours: row, theirs: written.theirs, editor: BEN });
    await store.outbox.merged(pending, { ...merged, base: written.theirs, place: written.place });
  };

  const push = async (pending: Pending, how: string): Promise<void> => {
    if (how === 'unavailable') return store.outbox.later(pending, later(clock.now(), 5));
    if (how === 'refused') return store.outbox.refused(pending, 'no');
    if (how === 'writtenLate') return void heldAnswers.push(async () => answer(pending, record.write(pending)));
    const written = record.write(pending);
    if (how === 'answerLost') return;
    if (how === 'answerLate') return void heldAnswers.push(() => answer(pending, written));
    await answer(pending, written);
  };

  const takeOne = <T>(held: T[], which: number): T | undefined => held.splice(which % Math.max(held.length, 1), 1)[0];

  const retryAll = async (): Promise<void> => {
    for (const { list, key } of await store.shelf.unsaved()) await store.shelf.retry(list, key);
  };

  const take = async (held: { readonly list: ListName; readonly page: Incoming[] } | undefined): Promise<void> => {
    if (held !== undefined) await store.inbox.take(held.list, held.page, null, merge, isOlder);
  };

  const change = async (which: number, field: Field): Promise<void> => {
    const key = keys[which] as SuggestionKey;
    words += 1;
    const value = `ours ${words}`;
    const changed = await store.suggestions.change(key, (current) =>
      ok({ suggestion: { ...current, [field]: value }, history: [], notices: [] }),
    );
    if (!changed.ok) return;
    ours.set(`${key} ${field}`, value);
    theirs.delete(`${key} ${field}`);
  };

  const edit = (which: number, field: Field): void => {
    const key = keys[which] as SuggestionKey;
    words += 1;
    const value = `theirs ${words}`;
    if (record.edit(key, { [field]: value }))
      theirs.set(`${key} ${field}`, [...(theirs.get(`${key} ${field}`) ?? []), value]);
  };

  const happen = async (what: Happening): Promise<void> => {
    switch (what.kind) {
      case 'add': {
        const fresh = suggestion({ key: keys[what.which] as SuggestionKey });
        await store.suggestions.add(fresh, NOTHING_ALONG, NO_TWINS);
        return;
      }
      case 'change':
        return change(what.which, what.field);
      case 'edit':
        return edit(what.which, what.field);
      case 'push':
        for (const pending of await store.outbox.claim(2, LEASE)) await push(pending, what.how);
        return;
      case 'answer':
        return takeOne(heldAnswers, what.which)?.();
      case 'read':
        for (const list of LISTS) heldPages.push({ list, page: record.delta(list) });
        return;
      case 'pull':
        for (const list of LISTS) await take({ list, page: record.delta(list) });
        return;
      case 'take':
        return take(takeOne(heldPages, what.which));
      case 'retry':
        return retryAll();
      case 'pass':
        clock.pass(what.seconds);
        await store.outbox.markLate();
    }
  };

  /** All troubles end: what is held up arrives, what waits is carried out, what changed there is read. */
  const calm = async (): Promise<void> => {
    for (const held of heldAnswers.splice(0)) await held();
    for (const held of heldPages.splice(0)) await take(held);
    await retryAll();
    for (let round = 0; round < 20; round += 1) {
      clock.pass(LEASE + 1);
      for (const pending of await store.outbox.claim(100, LEASE)) await push(pending, 'well');
      for (const list of LISTS) await take({ list, page: record.delta(list) });
      if ((await store.outbox.nextDue()) === undefined) return;
    }
    throw new Error('it never comes to rest');
  };

  return { keys, ours, theirs, happen, calm };
};

describe.each(ENGINES)('whatever happens between Tavla and SharePoint, on %s', (engine) => {
  const { rig } = useEngine(engine, { durable: false });

  test('both end with the same rows, each once, and every accepted word is in the row or in the history', async () => {
    const here = await rig();
    const store = await here.server();
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 24, size: 'max' }), async (happenings) => {
        const record = createRecord();
        const story = createStory(store, here.clock, record);
        await story.happen({ kind: 'add', which: 0 });
        for (const what of happenings) await story.happen(what);
        await story.calm();
        for (const key of story.keys) {
          const found = await store.suggestions.find(key);
          const there = record.rows('Suggestions').filter((row) => row.key === key);
          if (found === undefined) {
            expect(there).toEqual([]);
            continue;
          }
          const { sync, ...row } = found;
          expect(sync).toBe('saved');
          expect(there).toEqual([row]);
          const history = await store.suggestions.history(key);
          const kept = history.flatMap(({ words, from, to }) => [words, from, to]);
          for (const field of FIELDS) {
            const name = `${key} ${field}`;
            const value = found[field];
            const last = story.ours.get(name);
            const after = story.theirs.get(name) ?? [];
            // Without a later hand on it in SharePoint, our last word stands. Else one of the two, and both are kept.
            if (after.length === 0) expect(value).toBe(last ?? null);
            if (last !== undefined) expect([value, ...kept]).toContain(last);
            const latest = after.at(-1);
            if (latest !== undefined) expect([value, ...kept]).toContain(latest);
          }
        }
        expect(record.rows('History')).toHaveLength(
          (await Promise.all(story.keys.map((key) => store.suggestions.history(key)))).flat().length,
        );
      }),
      { numRuns: engine === 'sqlite' ? 800 : 40 },
    );
  }, 120_000);
});
