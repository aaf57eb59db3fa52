import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { dayAt } from '../domain/calendar/day.ts';
import type { Unit, UnitKey } from '../domain/people/unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feed } from '../ports/feed.ts';
import { createAdmission } from './admission.ts';
import type { Door } from './endpoint.ts';

/** A board as bytes, ready to send. */
type Snapshot = {
  readonly etag: string;
  readonly day: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
};

/** Brotli quality: 5 costs a fifth of 9's time for some per cent more bytes. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: 1 } };
/** Changes within this many milliseconds are built once, off the request path; who opens sooner builds it, in some ten. */
const COALESCE_MS = 1_000;
/** Boards kept ready; the one that was asked for longest ago goes first. */
const KEPT = 300;

const [packBrotli, packGzip] = [promisify(brotliCompress), promisify(gzip)];

export type Snapshots = {
  readonly handler: RequestHandler;
  close(): void;
};

/**
 * One ready, compressed board per unit with an ETag. A change throws it away; it is built anew at once in the
 * background, or by the first who asks, whichever comes first. So an open costs neither a query nor compression.
 */
export const createSnapshots = (
  door: Door,
  { feed, clock, timeZone }: { readonly feed: Feed; readonly clock: Clock; readonly timeZone: string },
): Snapshots => {
  const admission = createAdmission(door, feed);
  const ready = new Map<UnitKey, Promise<Snapshot>>();
  const asked = new Map<UnitKey, Unit>();
  const planned = new Map<UnitKey, NodeJS.Timeout>();

  const build = async (unit: Unit): Promise<Snapshot> => {
    const board = await door.verbs.board.browse(unit);
    const plain = Buffer.from(JSON.stringify(board));
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    const [br, gz] = await Promise.all([packBrotli(plain, BROTLI), packGzip(plain)]);
    return { etag, day: board.today, plain, gzip: gz, br };
  };

  const start = (unit: Unit): Promise<Snapshot> => {
    const building = build(unit);
    ready.set(unit.key, building);
    building.catch(() => {
      if (ready.get(unit.key) === building) ready.delete(unit.key);
    });
    return building;
  };

  const forgetOldest = (): void => {
    const oldest = asked.keys().next().value;
    if (oldest === undefined || asked.size <= KEPT) return;
    asked.delete(oldest);
    ready.delete(oldest);
  };

  const get = async (unit: Unit): Promise<Snapshot> => {
    asked.delete(unit.key);
    asked.set(unit.key, unit);
    forgetOldest();
    const kept = await ready.get(unit.key);
    return kept !== undefined && kept.day === dayAt(clock.now(), timeZone) ? kept : start(unit);
  };

  const plan = (key: UnitKey): void => {
    if (planned.has(key)) return;
    const timer = setTimeout(() => {
      planned.delete(key);
      const unit = asked.get(key);
      if (unit !== undefined && !ready.has(key)) start(unit).catch(() => undefined);
    }, COALESCE_MS);
    planned.set(key, timer);
  };

  const stopListening = feed.listen((changes) => {
    for (const { unit, list } of changes) {
      if (list === 'Units') asked.clear();
      if (unit === null || !ready.delete(unit)) continue;
      plan(unit);
    }
  });

  return {
    handler: async (request, response) => {
      const unit = await admission.admit(request, response);
      if (unit === undefined) return;
      const snapshot = await get(unit);
      response.setHeader('ETag', snapshot.etag);
      response.setHeader('Cache-Control', 'private, no-cache');
      response.setHeader('Vary', 'Accept-Encoding, Authorization');
      if (request.headers['if-none-match'] === snapshot.etag) return void response.status(304).end();
      const coding = request.acceptsEncodings('br', 'gzip') || 'plain';
      const bytes = coding === 'br' ? snapshot.br : coding === 'gzip' ? snapshot.gzip : snapshot.plain;
      if (bytes !== snapshot.plain) response.setHeader('Content-Encoding', coding);
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('Content-Length', bytes.length);
      response.end(bytes);
    },
    close: () => {
      stopListening();
      admission.close();
      for (const timer of planned.values()) clearTimeout(timer);
    },
  };
};
