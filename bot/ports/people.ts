import type { Person, PersonId } from '../domain/people/person.ts';
import type { Language, Unit, UnitKey } from '../domain/people/unit.ts';

/** Who somebody is at a door, before we looked them up. */
export type Seen = { readonly id: PersonId; readonly name: string; readonly language?: Language | undefined };

export type People = {
  /** The person with units and grants as the working copy knows them. Somebody unknown has no units and no grants. */
  know(seen: Seen): Promise<Person>;
  find(id: PersonId): Promise<Person | undefined>;
  /** Display names of those that are known. */
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** The members of a unit's team, by name. */
  membersOf(unit: UnitKey): Promise<readonly { readonly id: PersonId; readonly name: string }[]>;
  /** The person's own choice of language; it wins over what Teams says. */
  choosesLanguage(id: PersonId, language: Language): Promise<void>;
  /** The unit that the person last suggested for; asked once when there are several. */
  chosenUnit(id: PersonId): Promise<UnitKey | undefined>;
  choosesUnit(id: PersonId, unit: UnitKey): Promise<void>;
};

export type Units = {
  find(key: UnitKey): Promise<Unit | undefined>;
  all(): Promise<readonly Unit[]>;
  /** The unit whose board lives in this channel (19:… id, without a message suffix). */
  ofChannel(channelId: string): Promise<Unit | undefined>;
  /** Lets the board live in this channel from now on; another unit's claim on the channel ends. */
  bind(key: UnitKey, place: { readonly teamId: string; readonly channelId: string }): Promise<void>;
};

/** Who is in a unit's team, from the directory; the working copy keeps what it says. */
export type Roster = {
  /** Members of an Entra group. Throws `Unavailable` when the directory does not answer. */
  membersOf(teamId: string): Promise<readonly { readonly id: PersonId; readonly name: string }[]>;
};

export type Memberships = {
  /** Replaces what is known of a unit's members. */
  replace(unit: UnitKey, members: readonly { readonly id: PersonId; readonly name: string }[]): Promise<void>;
  /** Units whose members were last read before `before` (an Instant) or never, the longest ago first. */
  stale(before: string, limit: number): Promise<readonly Unit[]>;
};
