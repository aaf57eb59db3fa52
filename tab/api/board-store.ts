import { ENDPOINTS } from '../../bot/contract/endpoints.ts';
import type { Board, BoardMine, Card, Me } from '../../bot/domain/board/board.ts';
import { dayAt } from '../../bot/domain/calendar/day.ts';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import type { BoardCopies } from './board-copy.ts';
import type { Answer, Client, Failure } from './client.ts';
import { openFeed, type Sleep } from './feed.ts';
import { withCard, withLive } from './live.ts';
import type { withActions } from './overlay.ts';
import { type Queue, unsentKeys } from './queue.ts';

/** What a board's page shows. `offline`: what is shown may be old, and what is done waits on this device. */
export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly why: Failure }
  | {
      readonly kind: 'ready';
      readonly board: Board;
      readonly me: Me | null;
      readonly mine: BoardMine | null;
      /** Why the server could not be heard; null while it can. */
      readonly offline: Failure | null;
      readonly unsent: ReadonlySet<string>;
      /** When the server last confirmed what is shown, in milliseconds since 1970. */
      readonly checkedAt: number;
    };

export type Ready = Extract<BoardState, { readonly kind: 'ready' }>;

type Deps = {
  readonly client: Client;
  readonly copies: BoardCopies;
  readonly queue: Pick<Queue, 'waiting' | 'flush'>;
  readonly sleep: Sleep;
  readonly now: () => number;
  readonly zone: string | undefined;
  readonly person: string;
  readonly unit: string;
};

/** How long after a change the device's copy is renewed, in milliseconds: the whole board is written each time. */
const KEEP_AFTER_MS = 20_000;
/** The first time, soon: then there is something to open with. */
const KEEP_FIRST_MS = 1_500;
/** How long sending may take before the card says that it is not sent, in milliseconds. */
const SENDING_MS = 2_000;
/** How long who the viewer is and what is theirs is believed from the device; the server decides anyway. */
const BELIEVE_VIEWER_MS = 3_600_000;

type Kept = { readonly board: Board; readonly etag: string | null; readonly checkedAt: number };

const NOTHING_MINE: BoardMine = { own: [], hidden: {}, names: {}, mayBind: false };

/** One unit's board, live: painted from the device at once, checked with the server, kept up by the feed. */
export const createBoardStore = ({ client, copies, queue, sleep, now, zone, person, unit }: Deps) => {
  const listeners = new Set<() => void>();
  const stopped = new AbortController();
  const copy = copies.read(person, unit);
  let kept: Kept | undefined = copy && { board: copy.board, etag: copy.etag, checkedAt: copy.keptAt };
  let me = copy?.me ?? null;
  let mine = copy?.mine ?? null;
  let viewerAt = copy?.viewerAt ?? 0;
  let why: Failure | undefined;
  let offline: Failure | null = null;
  let keeping = false;
  let keptBefore = copy !== undefined;
  let overlay: typeof withActions | undefined;
  let feed: ReturnType<typeof openFeed> | undefined;

  const fetchOverlay = async (): Promise<void> => {
    overlay = (await import('./overlay.ts')).withActions;
    changed();
  };
  let looking = false;
  const lookAgain = (): void => {
    if (looking) return;
    looking = true;
    void sleep(SENDING_MS, stopped.signal).then(() => {
      looking = false;
      if (!stopped.signal.aborted) changed();
    });
  };
  const draw = (): BoardState => {
    if (kept === undefined) return why === undefined ? { kind: 'loading' } : { kind: 'failed', why };
    const actions = queue.waiting().filter((action) => action.unit === unit);
    if (actions.length > 0 && overlay === undefined) void fetchOverlay();
    const late = actions.filter(({ at }) => offline !== null || now() - at >= SENDING_MS);
    if (late.length < actions.length) lookAgain();
    const board = overlay?.({ board: kept.board, me, mine }, actions) ?? kept.board;
    return { kind: 'ready', board, me, mine, offline, unsent: unsentKeys(late), checkedAt: kept.checkedAt };
  };
  let state = draw();

  const keep = (): void => {
    if (kept === undefined || !keeping) return;
    keeping = false;
    keptBefore = true;
    copies.keep(person, unit, { board: kept.board, etag: kept.etag, me, mine, viewerAt, keptAt: kept.checkedAt });
  };
  const keepSoon = (): void => {
    if (keeping) return;
    keeping = true;
    void sleep(keptBefore ? KEEP_AFTER_MS : KEEP_FIRST_MS, stopped.signal).then(keep);
  };
  const changed = (): void => {
    state = draw();
    keepSoon();
    for (const listener of listeners) listener();
  };

  /** What the viewer may not see (any more) leaves the device too. */
  const shut = (): void => {
    copies.forget(person, unit);
    kept = undefined;
    feed?.stop();
  };
  const lost = (failure: Failure): void => {
    if (failure.kind === 'refused') shut();
    offline = failure.kind === 'refused' ? null : failure;
    why = failure;
    changed();
  };
  const back = (): void => {
    if (offline === null) return;
    offline = null;
    changed();
  };

  const take = (answer: Answer<Board>): void => {
    if (answer.kind === 'ok') kept = { board: answer.value, etag: answer.etag, checkedAt: now() };
    else if (answer.kind === 'unchanged' && kept !== undefined) kept = { ...kept, checkedAt: now() };
    if (answer.kind === 'ok' || answer.kind === 'unchanged') {
      offline = null;
      changed();
    } else lost(answer);
  };

  const readBoard = async (): Promise<void> =>
    take(await client.call(ENDPOINTS.board, { unit }, undefined, { etag: kept?.etag ?? undefined }));
  const readMine = async (): Promise<void> => {
    const answer = await client.call(ENDPOINTS.boardMine, { unit }, undefined);
    if (answer.kind !== 'ok') return;
    mine = answer.value;
    changed();
  };
  const readMe = async (): Promise<void> => {
    const answer = await client.call(ENDPOINTS.me, {}, undefined);
    if (answer.kind !== 'ok') return;
    me = answer.value;
    viewerAt = now();
    changed();
  };
  let readingViewer = false;
  const readViewer = async (): Promise<void> => {
    if (readingViewer || now() - viewerAt < BELIEVE_VIEWER_MS) return;
    readingViewer = true;
    await Promise.all([readMe(), readMine()]);
    readingViewer = false;
  };
  const isOfToday = (): boolean => kept?.board.today === dayAt(instantOf(now()), zone);

  const listen = () =>
    openFeed({ client, sleep }, unit, {
      since: () => kept?.board.seq ?? 0,
      onLive(live) {
        if (kept === undefined) return;
        const board = withLive(kept.board, live);
        if (board === kept.board) return;
        kept = { ...kept, board, checkedAt: now() };
        offline = null;
        changed();
        if (live.card?.showName === false) void readMine();
      },
      onReload: () => void readBoard(),
      onDown: () => void readBoard(),
      onUp() {
        if (kept !== undefined) kept = { ...kept, checkedAt: now() };
        back();
        void readViewer();
        void queue.flush();
      },
    });

  return {
    get: (): BoardState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /**
     * Asks the server, then listens until closed. A copy of today's needs no asking: the feed tells what came after.
     * Painting from the device's copy does not wait for any of this.
     */
    async open(): Promise<void> {
      if (!isOfToday()) await readBoard();
      if (stopped.signal.aborted || (kept === undefined && why?.kind === 'refused')) return;
      feed = listen();
      await Promise.all([readViewer(), queue.flush()]);
    },
    /** Reads the board anew when the day has turned since: ages and what is still shown depend on it. */
    async turnDay(): Promise<void> {
      if (kept !== undefined && !isOfToday()) await readBoard();
    },
    /** Renews the device's copy now: the page is about to go. */
    keep,
    close(): void {
      keep();
      stopped.abort();
      feed?.stop();
    },
    /** Tries everything again now: the person asked, or the device is back on the net. */
    async retry(): Promise<void> {
      feed?.wake();
      await readBoard();
      await queue.flush();
    },
    /** What waits on the device has changed. */
    redraw: changed,
    /** The server has said anew who the viewer is. */
    know(viewer: Me): void {
      me = viewer;
      changed();
    },
    /** Somebody else got no answer: what is shown may be old. */
    miss: lost,
    /** The server has answered an action with this card; `own` when the viewer has just made it. */
    accept(card: Card, own: boolean): void {
      if (kept === undefined) return;
      const names = me === null ? {} : { [me.id]: me.name };
      kept = { ...kept, board: withCard(kept.board, card.key, card, names) };
      if (own) mine = withOwn(mine ?? NOTHING_MINE, card.key);
    },
  };
};

const withOwn = (mine: BoardMine, key: SuggestionKey): BoardMine =>
  mine.own.includes(key) ? mine : { ...mine, own: [...mine.own, key] };

export type BoardStore = ReturnType<typeof createBoardStore>;
