import { describe, expect, test } from '@jest/globals';
import { ok } from '../../bot/domain/result.ts';
import type { IsOlder, Merge } from '../../bot/ports/outbox.ts';
import { ENGINES, START, useEngine } from './rig.ts';
import { came, entry, HOME, NO_TWINS, NOTHING_ALONG, place, SCHOOL, simpleMerge, suggestion, unit } from './sample.ts';

const neverMerge: Merge = () => {
  throw new Error('nothing here is to be merged');
};

const versionOf = (etag: string): number => Number(/,(\d+)"$/.exec(etag)?.[1]);
const isOlder: IsOlder = (etag, than) => versionOf(etag) < versionOf(than);

describe.each(ENGINES)('the inbox on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('a row that comes in for the first time is saved, heard of, and not carried back', async () => {
    const { inbox, suggestions, feed, outbox } = await (await rig()).server();
    const row = suggestion();
    expect(await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge)).toBe(1);
    expect(await suggestions.find(row.key)).toEqual({ ...row, sync: 'saved' });
    expect(await feed.since(0, 10)).toMatchObject([{ list: 'Suggestions', key: row.key, unit: HOME }]);
    expect(await outbox.nextDue()).toBeUndefined();
  });

  test('the same row again costs nothing and is no news', async () => {
    const { inbox, feed } = await (await rig()).server();
    const page = [came(suggestion(), place('7')), came(suggestion(), place('8'))];
    await inbox.take('Suggestions', page, null, neverMerge);
    const start = await feed.latest();
    expect(await inbox.take('Suggestions', page, null, neverMerge)).toBe(0);
    expect(await feed.since(start, 10)).toEqual([]);
  });

  test('the link is remembered with the last page only, and each list has its own', async () => {
    const { inbox } = await (await rig()).server();
    expect(await inbox.link('Units')).toBeUndefined();
    await inbox.take('Units', [came(unit(), place('1'))], null, neverMerge);
    expect(await inbox.link('Units')).toBeUndefined();
    await inbox.take('Units', [], 'https://graph/delta?token=1', neverMerge);
    await inbox.take('Units', [], 'https://graph/delta?token=2', neverMerge);
    expect(await inbox.link('Units')).toBe('https://graph/delta?token=2');
    expect(await inbox.link('Suggestions')).toBeUndefined();
  });

  test('a page that cannot be taken whole is not taken at all, and its link is not remembered', async () => {
    const { inbox, suggestions } = await (await rig()).server();
    const [known, fresh] = [suggestion(), suggestion()];
    await inbox.take('Suggestions', [came(known, place('1'))], 'first', neverMerge);
    const page = [came(fresh, place('2')), came({ ...known, text: 'Endret der' }, place('1', 2))];
    await expect(inbox.take('Suggestions', page, 'second', neverMerge)).rejects.toThrow('nothing here');
    expect(await suggestions.find(fresh.key)).toBeUndefined();
    expect(await inbox.link('Suggestions')).toBe('first');
  });

  test('what was changed there goes through the merge with ours as the base, with its history', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion();
    const line = entry(row, { what: 'changedInSharePoint' });
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    const theirs = { ...row, text: 'Endret i SharePoint' };
    const merge: Merge = (list, { base, ours, theirs: there, editor }) => {
      expect({ list, base, ours, there, editor }).toEqual({
        list: 'Suggestions',
        base: row,
        ours: row,
        there: theirs,
        editor: 'hr',
      });
      return { row: there, history: [line] };
    };
    expect(await inbox.take('Suggestions', [came(theirs, place('7', 2), 'hr')], null, merge)).toBe(1);
    expect((await suggestions.find(row.key))?.text).toBe('Endret i SharePoint');
    expect(await suggestions.history(row.key)).toEqual([line]);
    expect(await outbox.claim(10, 60)).toMatchObject([{ list: 'History' }]);
  });

  test('a new version with the same row is no change, but the place is the new one', async () => {
    const { inbox, suggestions, outbox, feed } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    const start = await feed.latest();
    expect(await inbox.take('Suggestions', [came(row, place('7', 2))], null, neverMerge)).toBe(0);
    expect(await feed.since(start, 10)).toEqual([]);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Ja' }, history: [], notices: [] }));
    expect(await outbox.claim(10, 60)).toMatchObject([{ ...place('7', 2), base: row }]);
  });

  test('a row that waits is merged with its base, and goes on waiting against the new one', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }));
    const theirs = { ...row, text: 'Deres' };
    await inbox.take('Suggestions', [came(theirs, place('7', 2))], null, simpleMerge);
    expect(await outbox.claim(10, 60)).toMatchObject([
      { row: { ...row, reply: 'Vårt', text: 'Deres' }, base: theirs, ...place('7', 2), version: 3 },
    ]);
  });

  test('our own write that comes back before we know of it ends the waiting', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion();
    await suggestions.add(row, NOTHING_ALONG, NO_TWINS);
    const [pending] = await outbox.claim(10, 60);
    await inbox.take('Suggestions', [came(row, place('7'), null)], null, simpleMerge);
    expect(await outbox.nextDue()).toBeUndefined();
    if (pending) await outbox.saved(pending, place('7'));
    expect(await outbox.nextDue()).toBeUndefined();
    expect(await suggestions.find(row.key)).toEqual({ ...row, sync: 'saved' });
  });

  test('what was written on top of our write, and came in first, is not forgotten by the later receipt', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion({ reply: 'Utkast' });
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }));
    const [pending] = await outbox.claim(10, 60);
    await inbox.take('Suggestions', [came({ ...row, reply: 'Deres' }, place('7', 3))], null, simpleMerge);
    if (pending) await outbox.saved(pending, place('7', 2));
    expect(await outbox.claim(10, 60)).toMatchObject([
      { row: { reply: 'Vårt' }, base: { reply: 'Deres' }, ...place('7', 3) },
    ]);
  });

  test('a page that was read before our last write takes nothing back', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }));
    const [pending] = await outbox.claim(10, 60);
    if (pending) await outbox.saved(pending, place('7', 3));
    const old = [came({ ...row, text: 'Som det var' }, place('7', 2))];
    expect(await inbox.take('Suggestions', old, null, neverMerge, isOlder)).toBe(0);
    expect(await suggestions.find(row.key)).toMatchObject({ reply: 'Vårt', text: row.text });
  });

  test('what was deleted there is removed here, and the board hears of it', async () => {
    const { inbox, suggestions, feed } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    const start = await feed.latest();
    const page = [{ kind: 'deleted', itemId: '7' } as const, { kind: 'deleted', itemId: 'unknown' } as const];
    expect(await inbox.take('Suggestions', page, null, neverMerge)).toBe(1);
    expect(await suggestions.find(row.key)).toBeUndefined();
    expect(await feed.since(start, 10)).toMatchObject([{ key: row.key, unit: HOME }]);
  });

  test('a deletion does not take a change along that waits: the item is made anew', async () => {
    const { inbox, suggestions, outbox } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }));
    expect(await inbox.take('Suggestions', [{ kind: 'deleted', itemId: '7' }], null, neverMerge)).toBe(0);
    expect(await outbox.claim(10, 60)).toMatchObject([
      { row: { reply: 'Vårt' }, base: null, itemId: null, etag: null },
    ]);
  });

  test('what SharePoint had refused is tried anew when its item is deleted there, and the board hears of it', async () => {
    const { inbox, suggestions, outbox, feed, shelf } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    await suggestions.change(row.key, (now) => ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }));
    const [pending] = await outbox.claim(10, 60);
    if (pending) await outbox.refused(pending, 'nei');
    const start = await feed.latest();
    await inbox.take('Suggestions', [{ kind: 'deleted', itemId: '7' }], null, neverMerge);
    expect(await shelf.unsaved()).toEqual([]);
    expect((await suggestions.find(row.key))?.sync).toBe('waiting');
    expect(await feed.since(start, 10)).toMatchObject([{ key: row.key }]);
    expect(await outbox.claim(10, 60)).toMatchObject([{ key: row.key, itemId: null, attempts: 0 }]);
  });

  test('a key that turns up on two items does not hold up the page', async () => {
    const { inbox, suggestions } = await (await rig()).server();
    const row = suggestion();
    const page = [came(row, place('7')), came({ ...row, text: 'Kopien' }, place('8'))];
    expect(await inbox.take('Suggestions', page, null, neverMerge)).toBe(1);
    expect((await suggestions.find(row.key))?.text).toBe('Kopien');
  });

  test('the last word of a page about an item counts', async () => {
    const { inbox, suggestions } = await (await rig()).server();
    const [row, brief] = [suggestion(), suggestion()];
    const page = [
      came(row, place('7')),
      came(brief, place('8')),
      came({ ...row, text: 'Nyere' }, place('7', 2)),
      { kind: 'deleted', itemId: '8' } as const,
    ];
    expect(await inbox.take('Suggestions', page, null, neverMerge)).toBe(1);
    expect((await suggestions.find(row.key))?.text).toBe('Nyere');
    expect(await suggestions.find(brief.key)).toBeUndefined();
  });

  test('a row that moves to another unit concerns both boards', async () => {
    const { inbox, feed, suggestions } = await (await rig()).server();
    const row = suggestion();
    await inbox.take('Suggestions', [came(row, place('7'))], null, neverMerge);
    const start = await feed.latest();
    await inbox.take('Suggestions', [came({ ...row, unit: SCHOOL }, place('7', 2))], null, simpleMerge);
    expect((await feed.since(start, 10))?.map((change) => change.unit).toSorted()).toEqual([HOME, SCHOOL]);
    expect(await suggestions.ofUnit(HOME, START)).toEqual([]);
  });

  test('after a full reading only what SharePoint has is left, what waits, and what came after it began', async () => {
    const here = await rig();
    const { inbox, suggestions } = await here.server();
    const [kept, gone, waits, fresh] = [suggestion(), suggestion(), suggestion(), suggestion()];
    const page = [kept, gone, waits].map((row, number) => came(row, place(String(number))));
    await inbox.take('Suggestions', page, null, neverMerge);
    await suggestions.change(waits.key, (now) =>
      ok({ suggestion: { ...now, reply: 'Vårt' }, history: [], notices: [] }),
    );
    here.clock.pass(60);
    const began = here.clock.now();
    await inbox.take('Suggestions', [came(fresh, place('9'))], null, neverMerge);
    expect(await inbox.keepOnly('Suggestions', new Set(['0']), began)).toBe(1);
    const left = (await suggestions.ofUnit(HOME, START)).map(({ key }) => key);
    expect(left.toSorted()).toEqual([kept.key, waits.key, fresh.key].toSorted());
    expect(await inbox.keepOnly('Suggestions', new Set(['0']))).toBe(1);
    expect(await suggestions.find(fresh.key)).toBeUndefined();
  });

  test('a first reading of thousands is taken in pages of any size', async () => {
    const { inbox, suggestions } = await (await rig()).server();
    const page = Array.from({ length: 2_500 }, (_, number) => came(suggestion(), place(String(number))));
    expect(await inbox.take('Suggestions', page, 'link', neverMerge)).toBe(2_500);
    expect(await suggestions.ofUnit(HOME, START)).toHaveLength(2_500);
    expect(await inbox.keepOnly('Suggestions', new Set())).toBe(2_500);
  });

  test('one server reads a list at a time, until its lease runs out', async () => {
    const here = await rig();
    const [one, other] = [await here.server(), await here.server()];
    expect(await one.inbox.lease('Units', 60)).toBe(true);
    expect(await one.inbox.lease('Units', 60)).toBe(true);
    expect(await other.inbox.lease('Units', 60)).toBe(false);
    expect(await other.inbox.lease('People', 60)).toBe(true);
    here.clock.pass(60);
    expect(await other.inbox.lease('Units', 60)).toBe(true);
    expect(await one.inbox.lease('Units', 60)).toBe(false);
  });
});
