import { describe, expect, test } from '@jest/globals';
import { later } from '../../bot/domain/calendar/instant.ts';
import { ok } from '../../bot/domain/result.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import type { Store } from '../../bot/store/open-store.ts';
import { ENGINES, START, useEngine } from './rig.ts';
import { entry, HOME, NO_TWINS, NOTHING_ALONG, place, suggestion } from './sample.ts';

const add = async (store: Store, given: Partial<Suggestion> = {}): Promise<Suggestion> =>
  (await store.suggestions.add(suggestion(given), NOTHING_ALONG, NO_TWINS)).suggestion;

const reply = (store: Store, { key }: Suggestion, words: string) =>
  store.suggestions.change(key, (current) =>
    ok({ suggestion: { ...current, reply: words }, history: [], notices: [] }),
  );

const claimOne = async (store: Store) => {
  const [pending, ...more] = await store.outbox.claim(10, 60);
  expect(more).toEqual([]);
  if (pending === undefined) throw new Error('nothing was due');
  return pending;
};

describe.each(ENGINES)('the outbox on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('what was added waits as a whole row that SharePoint never had', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    expect(await store.outbox.nextDue()).toBe(START);
    expect(await store.outbox.claim(10, 60)).toEqual([
      {
        list: 'Suggestions',
        key: fresh.key,
        version: 1,
        row: fresh,
        base: null,
        itemId: null,
        etag: null,
        attempts: 0,
      },
    ]);
  });

  test('nobody else gets an item for the time of the lease; then it is due again, with its attempts counted', async () => {
    const here = await rig();
    const store = await here.server();
    await add(store);
    await store.outbox.claim(10, 60);
    here.clock.pass(59);
    expect(await store.outbox.claim(10, 60)).toEqual([]);
    expect(await store.outbox.nextDue()).toBe(later(START, 60));
    here.clock.pass(1);
    expect(await claimOne(store)).toMatchObject({ attempts: 1 });
  });

  test('a change while it is on its way is not carried out beside it, but after it, against what was saved', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    const first = await claimOne(store);
    await reply(store, fresh, 'Takk!');
    expect(await store.outbox.claim(10, 60)).toEqual([]);
    await store.outbox.saved(first, place('1'));
    expect(await claimOne(store)).toMatchObject({
      version: 2,
      row: { reply: 'Takk!' },
      base: fresh,
      ...place('1'),
      attempts: 0,
    });
  });

  test('many changes that wait are carried out as one', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    for (const words of ['a', 'b', 'c']) await reply(store, fresh, words);
    const pending = await claimOne(store);
    expect(pending).toMatchObject({ version: 4, row: { reply: 'c' } });
    await store.outbox.saved(pending, place('1'));
    expect(await store.outbox.nextDue()).toBeUndefined();
    expect(await store.shelf.waiting()).toEqual({ count: 0, since: null });
  });

  test('the oldest are taken first, and no more than asked for', async () => {
    const here = await rig();
    const store = await here.server();
    const keys: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      keys.push((await add(store)).key);
      here.clock.pass(1);
    }
    expect((await store.outbox.claim(3, 60)).map(({ key }) => key)).toEqual(keys.slice(0, 3));
    expect((await store.outbox.claim(3, 60)).map(({ key }) => key)).toEqual(keys.slice(3));
  });

  test('later means later, and whose turn is over cannot hand it on', async () => {
    const here = await rig();
    const store = await here.server();
    const fresh = await add(store);
    const first = await claimOne(store);
    await store.outbox.later(first, later(START, 100));
    await reply(store, fresh, 'Et øyeblikk');
    here.clock.pass(99);
    expect(await store.outbox.claim(10, 60)).toEqual([]);
    here.clock.pass(1);
    await claimOne(store);
    await store.outbox.later(first, START);
    expect(await store.outbox.claim(10, 60)).toEqual([]);
  });

  test('a merge that equals what SharePoint has is saved with it; our row is changed and has its history', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    const pending = await claimOne(store);
    const theirs = { ...fresh, reply: 'Fra SharePoint' };
    const line = entry(fresh, { what: 'overruled' });
    const notice = { kind: 'changed', suggestion: fresh.key } as const;
    const merge = { row: theirs, base: theirs, place: place('1', 2), history: [line], notices: [notice] };
    expect(await store.outbox.merged(pending, merge)).toBe('kept');
    expect((await store.suggestions.find(fresh.key))?.reply).toBe('Fra SharePoint');
    expect(await store.suggestions.history(fresh.key)).toEqual([line]);
    expect(await store.tasks.claim(10, 60)).toMatchObject([{ notice }]);
    expect(await store.outbox.claim(10, 60)).toMatchObject([{ list: 'History', row: line }]);
  });

  test('a merge that differs from what SharePoint has is carried out against it at once', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    const theirs = { ...fresh, text: 'Deres ord' };
    const merge = { row: { ...fresh, reply: 'Vårt svar' }, base: theirs, place: place('1', 2), history: [] };
    expect(await store.outbox.merged(await claimOne(store), merge)).toBe('kept');
    expect(await claimOne(store)).toMatchObject({ row: merge.row, base: theirs, ...merge.place, attempts: 0 });
  });

  test('a merge of what has changed meanwhile is not kept; the newer row is due at once', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    const pending = await claimOne(store);
    await reply(store, fresh, 'Nytt svar');
    const merge = { row: fresh, base: fresh, place: place('1'), history: [entry(fresh)] };
    expect(await store.outbox.merged(pending, merge)).toBe('changedMeanwhile');
    expect((await store.suggestions.find(fresh.key))?.reply).toBe('Nytt svar');
    expect(await store.suggestions.history(fresh.key)).toEqual([]);
    expect(await claimOne(store)).toMatchObject({ version: 2 });
  });

  test('what SharePoint will not have lies on the shelf with the reason, and does not come back by itself', async () => {
    const here = await rig();
    const store = await here.server();
    const fresh = await add(store);
    here.clock.pass(3);
    await store.outbox.refused(await claimOne(store), 'invalidRequest: column Reply');
    const unsaved = {
      list: 'Suggestions',
      key: fresh.key,
      reason: 'invalidRequest: column Reply',
      since: later(START, 3),
    };
    expect(await store.shelf.unsaved()).toEqual([unsaved]);
    expect((await store.suggestions.find(fresh.key))?.sync).toBe('refused');
    expect(await store.shelf.waiting()).toEqual({ count: 0, since: null });
    here.clock.pass(100_000);
    expect(await store.outbox.claim(10, 60)).toEqual([]);
  });

  test('from the shelf it goes back in line by a retry or by a new change', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    await store.outbox.refused(await claimOne(store), 'nei');
    await store.shelf.retry('Suggestions', fresh.key);
    expect(await store.shelf.unsaved()).toEqual([]);
    expect((await store.suggestions.find(fresh.key))?.sync).toBe('waiting');
    await store.outbox.refused(await claimOne(store), 'nei igjen');
    await reply(store, fresh, 'Kortere');
    expect(await store.shelf.unsaved()).toEqual([]);
    const pending = await claimOne(store);
    expect(pending).toMatchObject({ attempts: 0, row: { reply: 'Kortere' } });
    await store.outbox.saved(pending, place('1'));
    expect((await store.suggestions.find(fresh.key))?.sync).toBe('saved');
  });

  test('a refusal of what has changed meanwhile is none: the newer row is tried', async () => {
    const store = await (await rig()).server();
    const fresh = await add(store);
    const pending = await claimOne(store);
    await reply(store, fresh, 'Kortere');
    await store.outbox.refused(pending, 'for lang');
    expect(await store.shelf.unsaved()).toEqual([]);
    expect(await claimOne(store)).toMatchObject({ version: 2 });
  });

  test('boards hear once that something waits for more than ten seconds, and again when it is saved', async () => {
    const here = await rig();
    const store = await here.server();
    const fresh = await add(store);
    const start = await store.feed.latest();
    here.clock.pass(10);
    expect(await store.outbox.markLate()).toBe(0);
    here.clock.pass(1);
    expect(await store.outbox.markLate()).toBe(1);
    expect(await store.outbox.markLate()).toBe(0);
    expect((await store.suggestions.find(fresh.key))?.sync).toBe('waiting');
    expect(await store.shelf.waiting()).toEqual({ count: 1, since: START });
    await store.outbox.saved(await claimOne(store), place('1'));
    expect((await store.suggestions.find(fresh.key))?.sync).toBe('saved');
    const heard = { list: 'Suggestions', key: fresh.key, unit: HOME };
    expect(await store.feed.since(start, 10)).toMatchObject([heard, heard]);
  });

  test('what is saved in time is no news for the boards', async () => {
    const store = await (await rig()).server();
    await add(store);
    const start = await store.feed.latest();
    await store.outbox.saved(await claimOne(store), place('1'));
    expect(await store.feed.since(start, 10)).toEqual([]);
  });

  test('whoever carries out is woken by an addition, a change and a retry', async () => {
    const store = await (await rig()).server();
    let woken = 0;
    const stop = store.outbox.onPending(() => {
      woken += 1;
    });
    const fresh = await add(store);
    expect(woken).toBe(1);
    await reply(store, fresh, 'Ja');
    expect(woken).toBe(2);
    await store.outbox.refused(await claimOne(store), 'nei');
    await store.shelf.retry('Suggestions', fresh.key);
    expect(woken).toBe(3);
    stop();
    await add(store);
    expect(woken).toBe(3);
  });

  test('two that claim at the same moment take nothing twice and leave nothing', async () => {
    const here = await rig();
    const servers = engine === 'postgres' ? [await here.server(), await here.server()] : [await here.server()];
    const [first] = servers;
    if (first === undefined) throw new Error('no server');
    for (let number = 0; number < 60; number += 1) await add(first);
    const taken: string[] = [];
    const clear = async (store: Store): Promise<void> => {
      for (;;) {
        const claimed = await store.outbox.claim(7, 60);
        if (claimed.length === 0) return;
        taken.push(...claimed.map(({ key }) => key));
      }
    };
    await Promise.all([...servers, ...servers].map(clear));
    expect(taken).toHaveLength(60);
    expect(new Set(taken).size).toBe(60);
  });
});
