/**
 * The ports: what the verbs need from the world, as interfaces.
 * Lives here: one file a need. Implemented in store/, sharepoint/, teams/, and by main.ts for time and chance.
 * The one rule: a port speaks the domain's words; no column, table, activity or status code is in it.
 */
import type { Instant } from '../domain/calendar/instant.ts';

export type Clock = {
  /** The moment now, in whole seconds UTC. */
  now(): Instant;
};

export type Keys = {
  /** A fresh ULID; later ones sort after earlier ones. */
  next(): string;
};
