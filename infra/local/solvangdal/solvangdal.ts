/**
 * Solvangdal: an invented municipality of 70 units and 1 336 people, for trying Tavla out and for its tests.
 * The one rule: the same input gives the same municipality, on every machine and every day.
 */
import type { Directory, DirectoryApp } from '../directory.ts';
import { board } from './board-suggestions.ts';
import { fifteen } from './fifteen-suggestions.ts';
import { channelId, personId, TENANT, teamId } from './ids.ts';
import type { SolvangdalRole } from './role-names.ts';
import { roles } from './roles.ts';
import { hasLeader, SEAT } from './seats.ts';
import { staff } from './staff.ts';
import type { Seed, SolvangdalSuggestion } from './suggestion.ts';
import { teamOf } from './teams.ts';
import { type UnitFacts, unitFacts } from './units.ts';

export type { SolvangdalRole, SolvangdalSuggestion };

/** A unit with its place in Teams. `leader` is an Entra object id; null while nobody has the post. */
export type SolvangdalUnit = UnitFacts & {
  readonly teamId: string;
  /** The channel where the board lives. */
  readonly channelId: string;
  readonly leader: string | null;
};

export type Solvangdal = {
  readonly directory: Directory;
  readonly units: readonly SolvangdalUnit[];
  readonly roles: readonly SolvangdalRole[];
  readonly suggestions: readonly SolvangdalSuggestion[];
};

/** The two registrations (client ids and their secrets), and Tavla's own address, such as http://localhost:3978. */
export type SolvangdalInput = {
  readonly botId: string;
  readonly appId: string;
  readonly secrets: { readonly bot: string; readonly app: string };
  readonly address: string;
};

/** The whole municipality: who works where and may what, their teams and channels, and what stands on their boards. */
export const solvangdal = (input: SolvangdalInput): Solvangdal => ({
  directory: {
    tenant: TENANT,
    users: staff(),
    teams: unitFacts.map(teamOf),
    apps: appsOf(input),
  },
  units: unitFacts.map(placed),
  roles,
  suggestions: [...fifteen, ...board].map(suggested),
});

/** The bot's registration may nothing in Graph: who steals its secret can write in chats, and no more. */
const appsOf = ({ botId, appId, secrets, address }: SolvangdalInput): DirectoryApp[] => [
  {
    clientId: appId,
    displayName: 'Tavla',
    secret: secrets.app,
    idUri: `api://${new URL(address).host}/${appId}`,
    graphRoles: ['Sites.Selected', 'TeamMember.Read.All'],
  },
  { clientId: botId, displayName: 'Tavla (bot)', secret: secrets.bot, graphRoles: [] },
];

const placed = (unit: UnitFacts): SolvangdalUnit => ({
  ...unit,
  teamId: teamId(unit.code),
  channelId: channelId(unit.code, 'board'),
  leader: hasLeader(unit) ? personId(unit.code, SEAT.leader) : null,
});

const LANGUAGE = new Map(unitFacts.map(({ code, language }) => [code, language]));

const suggested = ({ text, by, hidden, owner, ...told }: Seed): SolvangdalSuggestion => ({
  ...told,
  text: typeof text === 'string' ? text : text[LANGUAGE.get(told.unit) ?? 'nb'],
  proposer: personId(told.unit, by),
  showName: hidden !== true,
  ...(owner !== undefined && { owner: personId(told.unit, owner) }),
});
