import { describe, expect, test } from '@jest/globals';
import type { Board } from '../../bot/domain/board/board.ts';
import { createAlone } from '../../tab/api/alone.ts';
import { createBoardCopies } from '../../tab/api/board-copy.ts';
import type { BoardState, Ready } from '../../tab/api/board-store.ts';
import { createDevice, type Device } from '../../tab/api/device.ts';
import type { Action } from '../../tab/api/queue.ts';
import { createSession } from '../../tab/api/session.ts';
import { createDrafts } from '../../tab/suggestion/drafts.ts';
import { ana, ben, key, liv, north } from '../support/cast.ts';
import { board, card, device, me, shelf } from './rig.ts';

const NOON = Date.parse('2026-11-24T11:00:00Z');
const MINE = { own: [], hidden: {}, names: {}, mayBind: true };

type Answer = (init: RequestInit) => Response | Promise<Response>;

const reply = (body: unknown, status = 200): Answer => {
  return () => new Response(JSON.stringify(body), { status, headers: { etag: '"1"' } });
};

/** A person's page on a device, Liv's unless said; the transport answers by path, and says nothing on the feed. */
const openPage = (
  kept: Device,
  answers: Record<string, Answer>,
  { person = liv.id as string, now = NOON, zone = 'Europe/Oslo' } = {},
) => {
  const asked: string[] = [];
  const silent: Answer = ({ signal }) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  const session = createSession({
    async transport(url, init) {
      const path = url.replace(/\?.*/, '');
      asked.push(path);
      const answer = answers[path] ?? (path.endsWith('/feed') ? silent : undefined);
      if (answer === undefined) throw new TypeError('Failed to fetch');
      return answer(init);
    },
    token: async () => 't',
    locale: 'nb-no',
    device: kept,
    person,
    alone: createAlone('test', undefined),
    sleep: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    now: () => now,
    zone,
  });
  return { session, asked, store: session.openBoard(north.key) };
};

const HERE = `/api/units/${north.key}`;
const live = (shown: Board): Record<string, Answer> => ({
  [`${HERE}/board`]: reply(shown),
  [`${HERE}/mine`]: reply(MINE),
  '/api/me': reply(me),
});

const ready = (state: BoardState): Ready => {
  if (state.kind !== 'ready') throw new Error(`not ready: ${state.kind}`);
  return state;
};

const keep = (kept: Device, shown: Board, keptAt = NOON - 60_000): void =>
  createBoardCopies(kept).keep(liv.id, north.key, {
    board: shown,
    etag: '"1"',
    me,
    mine: MINE,
    viewerAt: keptAt,
    keptAt,
  });

const park = (from: 'new' | 'prioritised' = 'new'): Action => ({
  id: 'm1',
  unit: north.key,
  at: NOON,
  kind: 'move',
  key: key(1),
  body: { from, to: 'parked', answers: { reason: 'Vi venter til over nyttår', reviewDate: '2027-01-15' } },
});

/** The rules that draw ahead of the server are fetched when first needed. */
const drawnAhead = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => setImmediate(resolve));
};

describe('opening a board', () => {
  test('the first time, it is asked for, and then who the viewer is', async () => {
    const { store, asked } = openPage(device(), live(board(3, card(1))));
    expect(store.get()).toEqual({ kind: 'loading' });
    await store.open();
    expect(ready(store.get()).board.cards).toEqual([card(1)]);
    expect(ready(store.get()).me).toEqual(me);
    expect(asked[0]).toBe(`${HERE}/board`);
    store.close();
  });

  test('with a copy of today on the device nothing is asked before it is shown, and then only the feed', async () => {
    const kept = device();
    keep(kept, board(3, card(1)));
    const { store, asked } = openPage(kept, live(board(3, card(1))));
    expect(ready(store.get()).board.cards).toEqual([card(1)]);
    expect(asked).toEqual([]);
    await store.open();
    expect(asked).toEqual([`${HERE}/feed`]);
    store.close();
  });

  test('a copy of yesterday is shown, and the board is asked for', async () => {
    const kept = device();
    keep(kept, { ...board(3, card(1)), today: '2026-11-23' as Board['today'] });
    const { store, asked } = openPage(kept, live(board(3, card(1), card(2))));
    expect(ready(store.get()).board.cards).toHaveLength(1);
    await store.open();
    expect(ready(store.get()).board.cards).toHaveLength(2);
    expect(asked[0]).toBe(`${HERE}/board`);
    store.close();
  });

  test.each([
    ['Europe/Oslo', '2026-11-24T22:59:59Z', []],
    ['Europe/Oslo', '2026-11-24T23:00:00Z', [`${HERE}/board`]],
    ['Europe/Helsinki', '2026-11-24T21:59:59Z', []],
    ['Europe/Helsinki', '2026-11-24T22:00:00Z', [`${HERE}/board`]],
    ['Atlantic/Reykjavik', '2026-11-24T23:59:59Z', []],
  ])('the day turns on the wall that the server keeps: %s at %s', async (zone, moment, expected) => {
    const kept = device();
    keep(kept, board(3, card(1)));
    const { store, asked } = openPage(kept, live(board(3, card(1))), { now: Date.parse(moment), zone });
    await store.turnDay();
    expect(asked).toEqual(expected);
    store.close();
  });

  test('nobody sees the copy of somebody else', () => {
    const kept = device();
    createBoardCopies(kept).keep(ana.id, north.key, {
      board: board(3, card(1)),
      etag: null,
      me: null,
      mine: null,
      viewerAt: 0,
      keptAt: NOON,
    });
    expect(openPage(kept, {}).store.get()).toEqual({ kind: 'loading' });
  });

  test('without a copy and without an answer it says what is wrong', async () => {
    const { store } = openPage(device(), {});
    await store.open();
    expect(store.get()).toEqual({ kind: 'failed', why: { kind: 'unreachable' } });
    store.close();
  });

  test('who may not see it any more keeps no copy either', async () => {
    const kept = device();
    keep(kept, board(3, card(1)));
    const refused = { problem: { kind: 'notAllowed' } };
    const { store } = openPage(kept, { [`${HERE}/board`]: reply(refused, 403) });
    await store.retry();
    expect(store.get()).toMatchObject({ kind: 'failed', why: { kind: 'refused' } });
    expect(createBoardCopies(kept).read(liv.id, north.key)).toBeUndefined();
    store.close();
  });
});

describe('what is done on a board', () => {
  const openWith = async (moves: Answer | undefined) => {
    const kept = device();
    keep(kept, board(3, card(1)));
    const path = `/api/suggestions/${key(1)}/moves`;
    const opened = openPage(kept, { ...live(board(3, card(1))), ...(moves && { [path]: moves }) });
    return { ...opened, stateOf: () => ready(opened.store.get()).board.cards[0]?.state };
  };

  test('shows at once, waits while nobody answers, and is marked as not sent', async () => {
    const { session, store, stateOf } = await openWith(undefined);
    expect(await session.act(park())).toMatchObject({ kind: 'waiting', kept: true });
    await drawnAhead(() => stateOf() === 'parked');
    expect(ready(store.get()).unsent).toEqual(new Set([key(1)]));
    expect(ready(store.get()).offline).toEqual({ kind: 'unreachable' });
    store.close();
  });

  test('while it is being sent nothing flickers: it is not called unsent before two seconds have gone', async () => {
    let answer: (response: Response) => void = () => undefined;
    const { session, store, stateOf } = await openWith(() => new Promise((resolve) => (answer = resolve)));
    const done = session.act(park());
    await drawnAhead(() => stateOf() === 'parked');
    expect(ready(store.get()).unsent.size).toBe(0);
    answer(new Response(JSON.stringify(card(1, { state: 'parked' }))));
    expect(await done).toMatchObject({ kind: 'ok' });
    store.close();
  });

  test('stays as the server answers it', async () => {
    const moved = card(1, { state: 'parked' });
    const { session, store, stateOf } = await openWith(reply(moved));
    expect(await session.act(park())).toMatchObject({ kind: 'ok', value: moved });
    expect(stateOf()).toBe('parked');
    expect(ready(store.get()).unsent.size).toBe(0);
    store.close();
  });

  test('rolls back when it is refused, and tells which problem it was', async () => {
    const refused = { problem: { kind: 'changedMeanwhile', state: 'clarify' } };
    const { session, store, stateOf } = await openWith(reply(refused, 409));
    expect(await session.act(park())).toMatchObject({ kind: 'refused', problem: { state: 'clarify' } });
    expect(stateOf()).toBe('new');
    store.close();
  });

  const THERE = { problem: { kind: 'changedMeanwhile', state: 'parked' } };

  test('when an earlier try had done it, it is done', async () => {
    let tries = 0;
    const { session, store } = await openWith((init) => {
      tries += 1;
      if (tries === 1) throw new TypeError('Failed to fetch');
      return reply(THERE, 409)(init);
    });
    const settled: unknown[] = [];
    session.onSettled((_, answer) => settled.push(answer));
    expect(await session.act(park())).toMatchObject({ kind: 'waiting' });
    await store.retry();
    expect(settled).toEqual([null]);
    expect(session.queue.waiting()).toEqual([]);
    store.close();
  });

  test('when another leader has just given the same answer, ours is refused and not called done', async () => {
    const { session, store } = await openWith(reply(THERE, 409));
    expect(await session.act(park())).toMatchObject({ kind: 'refused', problem: { state: 'parked' } });
    expect(session.queue.waiting()).toEqual([]);
    store.close();
  });

  test('a move that the rules refuse is not drawn ahead of the server', async () => {
    const { session, store, stateOf } = await openWith(undefined);
    await session.act(park('prioritised'));
    await import('../../tab/api/overlay.ts');
    expect(stateOf()).toBe('new');
    store.close();
  });
});

describe('what others may find on the device', () => {
  const DAY_MS = 86_400_000;
  const hiddenCard = card(2, { showName: false, proposer: ben.id });
  const secret = { own: [key(3)], hidden: { [key(2)]: ben.id }, names: { [ben.id]: ben.name }, mayBind: true };

  test('who stands behind a hidden name is shown and never kept, and asked for anew the next time', async () => {
    const room = shelf();
    const kept = createDevice(room);
    const answers = {
      ...live(board(3, card(1), hiddenCard, card(3, { showName: false }))),
      [`${HERE}/mine`]: reply(secret),
    };
    const first = openPage(kept, answers);
    await first.store.open();
    expect(ready(first.store.get()).mine).toEqual(secret);
    first.store.close();
    const all = Array.from({ length: room.length }, (_, index) => room.getItem(room.key(index) ?? '')).join();
    expect(all).toContain('"text"');
    expect(all).not.toContain(ben.id);
    expect(all).not.toContain(ben.name);
    expect(createBoardCopies(kept).read(liv.id, north.key)?.mine).toEqual(MINE);
    const second = openPage(kept, answers);
    expect(ready(second.store.get()).mine).toEqual(MINE);
    await second.store.open();
    expect(ready(second.store.get()).mine).toEqual(secret);
    second.store.close();
  });

  test.each([
    [DAY_MS, 'ready'],
    [DAY_MS + 1, 'loading'],
  ])('a board kept %i ms ago is %s', (age, kind) => {
    const kept = device();
    keep(kept, board(3, card(1)), NOON - age);
    const { store } = openPage(kept, {});
    expect(store.get().kind).toBe(kind);
    expect(kept.names('board.')).toHaveLength(kind === 'ready' ? 1 : 0);
  });

  test('a text that was begun waits for its writer for a week', () => {
    const kept = device();
    const written = (unit: string, daysAgo: number) =>
      createDrafts(kept, ana.id, () => NOON - daysAgo * DAY_MS).keep(unit, { text: 'Vi mangler', showName: true });
    written('HEO01', 7);
    written('HEO02', 8);
    openPage(kept, {});
    const { read } = createDrafts(kept, ana.id, () => NOON);
    expect([read('HEO01')?.text, read('HEO02')]).toEqual(['Vi mangler', undefined]);
    expect(createDrafts(kept, liv.id, () => NOON).read('HEO01')).toBeUndefined();
  });

  test('when somebody else opens the tab the other’s copies go; what waits is neither lost, shown nor sent as them', async () => {
    const kept = device();
    keep(kept, board(3, card(1)));
    const hers = openPage(kept, {});
    hers.session.know(me);
    kept.write(`mine.${liv.id}`, []);
    await hers.session.act(park());
    hers.store.close();

    const his = openPage(kept, live(board(3, card(1))), { person: ben.id });
    expect(['board.', 'me.', 'mine.'].flatMap(kept.names)).toEqual([]);
    await his.store.open();
    await his.session.queue.flush();
    expect(ready(his.store.get()).board.cards[0]?.state).toBe('new');
    expect(his.session.queue.waiting()).toEqual([]);
    expect(his.asked.filter((path) => path.endsWith('/moves'))).toEqual([]);
    his.store.close();

    expect(openPage(kept, {}).session.queue.waiting()).toMatchObject([{ id: 'm1' }]);
  });
});

describe('copies on the device', () => {
  test('the oldest make way when the device is full, and no more than six boards are kept', () => {
    const kept = device(4_000);
    const copies = createBoardCopies(kept);
    const copy = (keptAt: number) => ({
      board: board(1, card(1)),
      etag: null,
      me: null,
      mine: null,
      viewerAt: 0,
      keptAt,
    });
    for (let n = 1; n <= 9; n += 1) copies.keep(liv.id, `U${n}`, copy(n));
    const left = Array.from({ length: 9 }, (_, n) => n + 1).filter((n) => copies.read(liv.id, `U${n}`) !== undefined);
    expect(left.at(-1)).toBe(9);
    expect(left.length).toBeLessThanOrEqual(6);
    expect(left.every((n, index) => index === 0 || n === (left[index - 1] ?? 0) + 1)).toBe(true);
  });
});
