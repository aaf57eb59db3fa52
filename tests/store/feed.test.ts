import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Change } from '../../bot/ports/feed.ts';
import type { Store } from '../../bot/store/open-store.ts';
import { ENGINES, useEngine } from './rig.ts';
import { HOME, NO_TWINS, NOTHING_ALONG, SCHOOL, suggestion } from './sample.ts';

const EVERYTHING_BUT_INTERVALS = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
] as const;

const add = async (store: Store, unit = HOME): Promise<string> =>
  (await store.suggestions.add(suggestion({ unit }), NOTHING_ALONG, NO_TWINS)).suggestion.key;

/** Resolves with the changes that a server hears, as soon as there are so many. */
const hears = (store: Store, count: number): Promise<readonly Change[]> =>
  new Promise((resolve) => {
    const heard: Change[] = [];
    const stop = store.feed.listen((changes) => {
      heard.push(...changes);
      if (heard.length < count) return;
      stop();
      resolve(heard);
    });
  });

describe.each(ENGINES)('the feed on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('every change is there in order, with its unit, from any number on', async () => {
    const { feed, ...store } = await (await rig()).server();
    expect(await feed.latest()).toBe(0);
    expect(await feed.since(0, 10)).toEqual([]);
    const keys = [await add({ feed, ...store }), await add({ feed, ...store }, SCHOOL)];
    const changes = (await feed.since(0, 10)) ?? [];
    expect(changes).toMatchObject([
      { list: 'Suggestions', key: keys[0], unit: HOME },
      { list: 'Suggestions', key: keys[1], unit: SCHOOL },
    ]);
    expect(await feed.latest()).toBe(changes[1]?.seq);
    expect(await feed.since(changes[0]?.seq ?? 0, 10)).toEqual(changes.slice(1));
    expect(await feed.since(0, 1)).toEqual(changes.slice(0, 1));
  });

  test('a listener hears each change once, after its commit, until it stops', async () => {
    const store = await (await rig()).server();
    const heard: string[] = [];
    const stop = store.feed.listen((changes) => heard.push(...changes.map(({ key }) => key)));
    const keys = await Promise.all([add(store), add(store), add(store)]);
    await store.feed.latest();
    expect(heard.toSorted()).toEqual(keys.toSorted());
    stop();
    await add(store);
    await store.feed.latest();
    expect(heard).toHaveLength(3);
  });

  test('who was away for more than three days, or comes from another store, is told to read everything anew', async () => {
    const here = await rig();
    const store = await here.server();
    await add(store);
    const old = await store.feed.latest();
    here.clock.pass(4 * 24 * 3_600);
    await add(store);
    const now = await store.feed.latest();
    expect(await store.feed.since(old - 1, 10)).toBeUndefined();
    expect(await store.feed.since(old, 10)).toHaveLength(1);
    expect(await store.feed.since(now + 1, 10)).toBeUndefined();
    here.clock.pass(4 * 24 * 3_600);
    const again = await here.server();
    expect(await again.feed.latest()).toBe(now);
  });
});

describe('the feed between servers on PostgreSQL', () => {
  const { rig } = useEngine('postgres');

  /** Stores whose polling the test drives, so that nothing is heard by the way. */
  const withoutPolling = (): void => {
    jest.useFakeTimers({ doNotFake: [...EVERYTHING_BUT_INTERVALS] });
  };
  afterEach(() => {
    jest.useRealTimers();
  });

  test('a change in one server is heard in the other by its notification', async () => {
    withoutPolling();
    const here = await rig();
    const [one, other] = [await here.server(), await here.server()];
    const heard = hears(other, 1);
    const key = await add(one);
    expect(await heard).toMatchObject([{ list: 'Suggestions', key, unit: HOME }]);
  });

  test('a server that went deaf finds the change by polling, and hears again afterwards', async () => {
    withoutPolling();
    const here = await rig();
    const [one, other] = [await here.server(), await here.server()];
    await here.run(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`);
    const found = hears(other, 1);
    const key = await add(one);
    jest.advanceTimersByTime(2_000);
    expect(await found).toMatchObject([{ key }]);
    await here.until(`select count(*) = 2 as yes from pg_stat_activity where query like 'listen%'`);
    const heard = hears(other, 1);
    const next = await add(one);
    expect(await heard).toMatchObject([{ key: next }]);
  });

  test('whoever reads on from the last number misses nothing, while two servers commit all at once', async () => {
    const here = await rig();
    const [one, other, reader] = [await here.server(), await here.server(), await here.server()];
    const writers = Array.from({ length: 150 }, (_, turn) => add(turn % 2 === 0 ? one : other));
    const all = Promise.all(writers);
    let done = false;
    const finished = all.then(() => {
      done = true;
    });
    const read: Change[] = [];
    const readOn = async (): Promise<void> => {
      read.push(...((await reader.feed.since(read.at(-1)?.seq ?? 0, 1_000)) ?? []));
    };
    while (!done) await readOn();
    await finished;
    await Promise.all([one.feed.latest(), other.feed.latest()]);
    await readOn();
    const numbers = read.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(read.map(({ key }) => key).toSorted()).toEqual((await all).toSorted());
  });

  test('what a server committed before it died is numbered by the next one', async () => {
    const here = await rig();
    const store = await here.server();
    const known = await add(store);
    const seq = await store.feed.latest();
    await here.run(`insert into arrival (list, key, unit, at)
      values ('Suggestions', 'left behind', '${HOME}', '${here.clock.now()}')`);
    const next = await here.server();
    expect(await next.feed.since(seq, 10)).toMatchObject([{ key: 'left behind' }]);
    expect(known).not.toBe('left behind');
  });
});
