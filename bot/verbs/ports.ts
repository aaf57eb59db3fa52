import type { Clock, Keys } from '../ports/clock.ts';
import type { Feed } from '../ports/feed.ts';
import type { Shelf, Unread } from '../ports/outbox.ts';
import type { Memberships, People, Roster, Units } from '../ports/people.ts';
import type { Suggestions } from '../ports/suggestions.ts';

/** Everything that the verbs need. Each verb takes just its part. */
export type Ports = {
  readonly clock: Clock;
  readonly keys: Keys;
  readonly suggestions: Suggestions;
  readonly people: People;
  readonly memberships: Memberships;
  readonly roster: Roster;
  readonly units: Units;
  readonly shelf: Shelf;
  readonly unread: Unread;
  readonly feed: Feed;
  /** IANA name of the zone whose wall clock the units read. */
  readonly timeZone: string;
};
