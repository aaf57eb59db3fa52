import type { RequestHandler, Response } from 'express';
import type { Live } from '../domain/board/board.ts';
import type { Person } from '../domain/people/person.ts';
import type { UnitKey } from '../domain/people/unit.ts';
import { isSuggestionKey, type SuggestionKey } from '../domain/suggestion/suggestion.ts';
import type { Change, Feed } from '../ports/feed.ts';
import { type Door, identify, parameterOf } from './endpoint.ts';
import { sendRefusal } from './failures.ts';

/** A line now and then keeps proxies from closing a quiet connection, in milliseconds. */
const HEARTBEAT_MS = 25_000;
/** How often it is asked anew whether the viewer may still look, in milliseconds. */
const RECHECK_MS = 60_000;
/** More missed changes than this, and reading the board anew is cheaper. */
const REPLAY_LIMIT = 500;
/** A viewer whose connection has this many bytes unsent is too slow; it reconnects and catches up. */
const BACKLOG_BYTES = 1_000_000;

/** An open board. While `held` is a list, events wait until the missed ones have been sent. */
type Viewer = {
  readonly unit: UnitKey;
  readonly response: Response;
  last: number;
  held: { seq: number; text: string }[] | null;
};

export type LiveFeed = { readonly handler: RequestHandler; viewers(): number; close(): void };

/** Once the end is said, what is still unsent may take long to get to a slow viewer; writing after it is an error. */
const write = ({ response }: Pick<Viewer, 'response'>, text: string): void => {
  if (!response.writableEnded && !response.destroyed) response.write(text);
};

const eventOf = (live: Live): string => `id: ${live.seq}\nevent: change\ndata: ${JSON.stringify(live)}\n\n`;

/** The latest change of each suggestion of a unit, in the order of the feed. */
const latestOf = (changes: readonly Change[], unit: UnitKey): readonly { key: SuggestionKey; seq: number }[] => {
  const latest = new Map<SuggestionKey, number>();
  for (const change of changes) {
    if (change.list !== 'Suggestions' || change.unit !== unit || !isSuggestionKey(change.key)) continue;
    latest.delete(change.key);
    latest.set(change.key, change.seq);
  }
  return [...latest].map(([key, seq]) => ({ key, seq }));
};

/**
 * Sends each change to every open board of its unit, as server-sent events with the feed's number as id, so that a
 * reconnect asks for what came after. One change is read and written out once, whoever looks.
 */
export const createLiveFeed = (door: Door, feed: Feed): LiveFeed => {
  const viewersOf = new Map<UnitKey, Set<Viewer>>();

  const drop = (viewer: Viewer): void => {
    const viewers = viewersOf.get(viewer.unit);
    viewers?.delete(viewer);
    if (viewers?.size === 0) viewersOf.delete(viewer.unit);
  };

  const send = (viewer: Viewer, seq: number, text: string): void => {
    if (viewer.held !== null) return void viewer.held.push({ seq, text });
    if (seq <= viewer.last) return;
    viewer.last = seq;
    write(viewer, text);
    if (viewer.response.writableLength > BACKLOG_BYTES) viewer.response.destroy();
  };

  const spread = async (unit: UnitKey, changes: readonly Change[]): Promise<void> => {
    for (const { key, seq } of latestOf(changes, unit)) {
      const live = await door.verbs.board.glance(unit, key, seq);
      if (live === undefined) continue;
      const text = eventOf(live);
      for (const viewer of viewersOf.get(unit) ?? []) send(viewer, seq, text);
    }
  };

  /** Units are spread one batch after the other, so that their numbers stay in order. */
  const lines = new Map<UnitKey, Promise<void>>();
  const stopListening = feed.listen((changes) => {
    for (const unit of new Set(changes.map((change) => change.unit))) {
      if (unit === null || !viewersOf.has(unit)) continue;
      const before = lines.get(unit) ?? Promise.resolve();
      const line = before.then(() => spread(unit, changes)).catch((error: unknown) => resync(unit, error));
      lines.set(unit, line);
      void line.finally(() => lines.get(unit) === line && lines.delete(unit));
    }
  });

  /** When a change could not be read, those boards reconnect and ask for what they missed. */
  const resync = (unit: UnitKey, error: unknown): void => {
    door.log.warn({ error }, 'A change could not be sent to open boards');
    for (const viewer of viewersOf.get(unit) ?? []) viewer.response.destroy();
  };

  const replay = async (viewer: Viewer): Promise<void> => {
    const missed = await feed.since(viewer.last, REPLAY_LIMIT);
    const held = viewer.held ?? [];
    if (missed === undefined || missed.length >= REPLAY_LIMIT) {
      write(viewer, 'event: reload\ndata: {}\n\n');
      viewer.held = null;
      return;
    }
    for (const { key, seq } of latestOf(missed, viewer.unit)) {
      const live = await door.verbs.board.glance(viewer.unit, key, seq);
      if (live !== undefined) write(viewer, eventOf(live));
    }
    viewer.last = missed.at(-1)?.seq ?? viewer.last;
    viewer.held = null;
    for (const { seq, text } of held) send(viewer, seq, text);
  };

  const keepAsking = (viewer: Viewer, person: Person, until: number): (() => void) => {
    const beat = setInterval(() => write(viewer, ': here\n\n'), HEARTBEAT_MS);
    const check = setInterval(() => {
      const stillMay = door.verbs.person
        .know({ id: person.id, name: person.name })
        .then((known) => door.verbs.board.enter(known, viewer.unit));
      stillMay.then(
        (entry) => (entry.ok ? undefined : viewer.response.end()),
        () => viewer.response.end(),
      );
    }, RECHECK_MS);
    const end = setTimeout(() => viewer.response.end(), Math.max(0, until * 1000 - Date.now()));
    return () => {
      clearInterval(beat);
      clearInterval(check);
      clearTimeout(end);
    };
  };

  return {
    handler: async (request, response) => {
      const who = await identify(door, request, response);
      if (who === undefined) return;
      const entry = await door.verbs.board.enter(who.person, parameterOf(request)('unit'));
      if (!entry.ok) return sendRefusal(response, entry.problem);
      const asked = request.headers['last-event-id'] ?? request.query.since;
      const since = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : await feed.latest();
      // Whoever left while we looked would never be heard leaving again.
      if (response.destroyed) return;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      response.write(': welcome\n\n');
      const viewer: Viewer = { unit: entry.value.unit.key, response, last: since, held: [] };
      const viewers = viewersOf.get(viewer.unit) ?? new Set();
      viewersOf.set(viewer.unit, viewers.add(viewer));
      const stopAsking = keepAsking(viewer, who.person, who.until);
      response.on('close', () => {
        stopAsking();
        drop(viewer);
      });
      await replay(viewer).catch((error: unknown) => {
        door.log.warn({ error }, 'Missed changes could not be read');
        response.destroy();
      });
    },
    viewers: () => [...viewersOf.values()].reduce((sum, { size }) => sum + size, 0),
    close: () => {
      stopListening();
      for (const viewers of viewersOf.values()) for (const { response } of viewers) response.end();
    },
  };
};
