import type { DirectoryTeam } from '../directory.ts';
import { channelId, personId, teamId } from './ids.ts';
import { hasDeputy, hasLeader, SEAT } from './seats.ts';
import type { UnitFacts } from './units.ts';

/** The channel where a unit's board lives, in the unit's own written form. */
const BOARD_CHANNEL = { nb: 'Forbedring', nn: 'Forbetring' } as const;

/** Owners are the leader and the deputy. Where nobody leads, the next seat keeps the team in order. */
const isOwner = (unit: UnitFacts, seat: number): boolean =>
  seat === (hasLeader(unit) ? SEAT.leader : SEAT.deputy) || (seat === SEAT.deputy && hasDeputy(unit));

/** A unit's team: everybody who works there, General, and the channel of the board. */
export const teamOf = (unit: UnitFacts): DirectoryTeam => ({
  id: teamId(unit.code),
  internalId: channelId(unit.code, 'general'),
  displayName: unit.name,
  channels: [
    { id: channelId(unit.code, 'general'), displayName: 'General' },
    { id: channelId(unit.code, 'board'), displayName: BOARD_CHANNEL[unit.language] },
  ],
  members: Array.from({ length: unit.headcount }, (_, seat) => ({
    userId: personId(unit.code, seat),
    owner: isOwner(unit, seat),
  })),
});
