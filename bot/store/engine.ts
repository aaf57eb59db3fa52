import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A database, and the little in which SQLite and PostgreSQL differ for us. Everything else is one SQL. */
export type Engine = {
  readonly db: Kysely<Schema>;
  readonly dialect: 'sqlite' | 'postgres';
  /** Until the transaction ends, nobody else in it who names the same thing. SQLite has one writer anyway. */
  alone(trx: Transaction<Schema>, name: string): Promise<void>;
  /** Gives committed changes their place in the feed; returns when all that were committed before have one. */
  sequence(): Promise<void>;
  /** Runs the listener when another server changed something, as far as the engine can tell. */
  onNews(listener: () => void): void;
  /** Called now and then: mends what broke, such as the connection that hears other servers. */
  mend(): Promise<void>;
  /** Did it fail only because another transaction was in the way? Then it may be run again. */
  isCollision(error: unknown): boolean;
  close(): Promise<void>;
};
