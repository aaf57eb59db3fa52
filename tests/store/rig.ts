import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import pg from 'pg';
import { ulid } from 'ulid';
import { type Instant, later } from '../../bot/domain/calendar/instant.ts';
import type { Clock } from '../../bot/ports/clock.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

export const START = '2026-11-02T08:00:00Z' as Instant;

export type TestClock = Clock & { pass(seconds: number): void };

export const createTestClock = (): TestClock => {
  let now = START;
  return {
    now: () => now,
    pass: (seconds) => {
      now = later(now, seconds);
    },
  };
};

/** A database of its own, with a clock that the test moves. Every `server` is a Tavla of its own on it. */
export type Rig = {
  readonly clock: TestClock;
  server(): Promise<Store>;
  /** Runs a statement past every server, as an administrator might. */
  run(sql: string): Promise<void>;
  /** PostgreSQL only: asks again and again until the answer to the question is `yes`. */
  until(sql: string): Promise<void>;
};

/**
 * Databases of one engine for the tests of one file; everything is stopped and removed after them. Not durable is
 * quicker, where a single server writes much and nothing is opened again.
 */
export const useEngine = (engine: EngineName, { durable = true } = {}): { rig(): Promise<Rig> } => {
  const open = new Set<Store>();
  let postgres: Postgres | undefined;
  let folder = '';
  let count = 0;
  beforeAll(async () => {
    if (engine === 'postgres') postgres = await startPostgres();
    else folder = mkdtempSync(join(tmpdir(), 'tavla-store-'));
  }, 60_000);
  afterEach(async () => {
    for (const store of open) await store.close();
    open.clear();
  });
  afterAll(async () => {
    await postgres?.stop();
    if (folder !== '') rmSync(folder, { recursive: true });
  }, 60_000);
  const address = async (): Promise<string> => {
    count += 1;
    if (!durable && engine === 'sqlite') return 'sqlite::memory:';
    return postgres === undefined ? `sqlite:${join(folder, `${count}.sqlite`)}` : postgres.database();
  };
  return {
    rig: async () => {
      const clock = createTestClock();
      const here = await address();
      const server = async (): Promise<Store> => {
        const store = await openStore(here, { clock, keys: { next: () => ulid() } });
        open.add(store);
        return store;
      };
      return { clock, server, run: (sql) => runAt(here, sql), until: (sql) => untilAt(here, sql) };
    },
  };
};

const runAt = async (address: string, sql: string): Promise<void> => {
  if (address.startsWith('sqlite:')) {
    const database = new DatabaseSync(address.slice('sqlite:'.length));
    database.exec(sql);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(sql);
  await client.end();
};

const untilAt = async (address: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  for (let yes = false; !yes; ) yes = (await client.query<{ yes: boolean }>(sql)).rows[0]?.yes === true;
  await client.end();
};
