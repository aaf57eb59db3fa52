import type { Person } from '../../bot/domain/people/person.ts';
import type { Unit } from '../../bot/domain/people/unit.ts';
import type { Directory } from '../../infra/local/directory.ts';
import { openTeams, type Teams } from '../../infra/local/teams/teams.ts';
import { CAST, UNITS } from '../support/cast.ts';
import { atTeams, type Person as PersonAtTeams } from '../support/teams-client.ts';
import { BOT, type BotServer, type Ground, openBotServer, openGround, TEAMS_APP, TENANT } from './bot-server.ts';

const LANGUAGES = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' } as const;

const directory: Directory = {
  tenant: { id: TENANT, name: 'Prøvebygd', domain: 'provebygd.example' },
  users: CAST.map(({ id, name, language }) => ({
    id,
    displayName: name,
    mail: `${id}@provebygd.example`,
    userPrincipalName: `${id}@provebygd.example`,
    jobTitle: '',
    language: LANGUAGES[language],
  })),
  teams: UNITS.map((unit) => ({
    id: unit.teamId ?? '',
    internalId: `19:${unit.key}-general@thread.tacv2`,
    displayName: unit.name,
    channels: [
      { id: `19:${unit.key}-general@thread.tacv2`, displayName: 'Generelt' },
      { id: unit.channelId ?? '', displayName: 'Forbedring' },
    ],
    members: CAST.filter(({ units }) => units.includes(unit.key)).map(({ id }) => ({ userId: id, owner: false })),
  })),
  apps: [{ clientId: BOT, displayName: 'Tavla', secret: 'bot-secret', graphRoles: [] }],
};

const manifest = {
  id: TEAMS_APP,
  name: { short: 'Tavla' },
  description: { short: 'Forbedringstavla' },
  bots: [{ botId: BOT, scopes: ['personal', 'team', 'groupChat'] }],
  composeExtensions: [
    {
      botId: BOT,
      commands: [
        {
          id: 'suggestFromMessage',
          type: 'action',
          title: 'Lag forslag',
          context: ['message', 'compose'],
          fetchTask: true,
        },
      ],
    },
  ],
};

export type TeamsWithBot = {
  readonly ground: Ground;
  readonly teams: Teams;
  readonly bot: BotServer;
  /** Somebody of the cast, at the local Teams. */
  as(person: Person): PersonAtTeams;
  /** The channel of a unit's board, as somebody sees it. */
  channelOf(unit: Unit, person: Person): ReturnType<PersonAtTeams['in']>;
  close(): Promise<void>;
};

/** The local Teams with the bot in it: in everybody's personal chat, and in the teams of the units. */
export const openTeamsWithBot = async (): Promise<TeamsWithBot> => {
  const ground = await openGround(directory);
  const teams = await openTeams({
    folder: ground.folder,
    directory,
    entra: ground.entra,
    certificate: ground.certificate,
    port: 0,
    connectorPort: 0,
    manifest,
    botEndpoint: 'http://localhost:9/',
  });
  const bot = await openBotServer(ground, [new URL(teams.serviceUrl).host], { people: CAST, units: UNITS });
  teams.pointAt(bot.endpoint);
  const client = atTeams(teams.address);
  const as = (person: Person) => client.as(person.id);
  const close = async (): Promise<void> => {
    await bot.close();
    await teams.close();
    await ground.close();
  };
  return { ground, teams, bot, as, channelOf: (unit, person) => as(person).in(unit.channelId ?? ''), close };
};
