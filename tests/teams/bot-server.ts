import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { monotonicFactory } from 'ulid';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { Person } from '../../bot/domain/people/person.ts';
import type { Unit } from '../../bot/domain/people/unit.ts';
import type { Log } from '../../bot/ports/log.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { createTeams, type Teams } from '../../bot/teams/bot.ts';
import type { TeamsConfig } from '../../bot/teams/teams-config.ts';
import { createVerbs, type Verbs } from '../../bot/verbs/verbs.ts';
import { type Certificates, openCertificates } from '../../infra/local/certificates.ts';
import type { Directory } from '../../infra/local/directory.ts';
import { type Entra, openEntra } from '../../infra/local/entra/entra.ts';
import { trust } from '../support/trust.ts';
import { fromSharePoint } from '../support/web.ts';

export const TENANT = '00000000-0000-4000-8000-00000000aaaa';
export const BOT = '00000000-0000-4000-8000-00000000b071';
export const TEAMS_APP = '0c0ffee0-7a11-4a00-8000-0000000000d0';

/** The rooms around the bot, all real, in one folder that goes away. */
export type Ground = {
  readonly folder: string;
  readonly certificate: Certificates;
  readonly entra: Entra;
  close(): Promise<void>;
};

export const openGround = async (directory: Directory): Promise<Ground> => {
  const folder = mkdtempSync(join(tmpdir(), 'tavla-teams-'));
  const certificate = await openCertificates(folder);
  trust(certificate.authorityPem);
  const entra = await openEntra({ folder, directory, certificate });
  const close = async (): Promise<void> => {
    await entra.close();
    rmSync(folder, { recursive: true });
  };
  return { folder, certificate, entra, close };
};

export type BotServer = {
  /** http://localhost:<port>/api/messages */
  readonly endpoint: string;
  readonly store: Store;
  readonly verbs: Verbs;
  readonly teams: Teams;
  readonly logged: readonly string[];
  /** Resolves when all that was asked for so far is done, also what follows the HTTP answer. */
  settled(): Promise<void>;
  /** From now on the directory does not say who is in a team. */
  directoryGoesDown(): void;
  /** Delivers every notice that is due, as the timer does. */
  tellAll(): Promise<readonly string[]>;
  close(): Promise<void>;
};

type World = { readonly people: readonly Person[]; readonly units: readonly Unit[] };

/** The bot over real HTTP, with the real store and verbs, and the real token checks of the SDK. */
export const openBotServer = async (
  { entra }: Ground,
  serviceHosts: readonly string[],
  { people, units }: World,
  change: Partial<TeamsConfig> = {},
): Promise<BotServer> => {
  const clock = { now: () => instantOf(Date.now()) };
  const keys = { next: monotonicFactory() };
  const store = await openStore('sqlite::memory:', { clock, keys });
  await fromSharePoint(store, 'Units', units);
  await fromSharePoint(
    store,
    'People',
    people.flatMap(({ grants }) => grants),
  );
  const membersOf = (unit: Unit) =>
    people.filter((one) => one.units.includes(unit.key)).map(({ id, name }) => ({ id, name }));
  for (const unit of units) await store.people.replace(unit.key, membersOf(unit));
  let isDown = false;
  const roster = {
    membersOf: async (teamId: string) => {
      if (isDown) throw new Unavailable('The directory does not answer');
      return units.filter((unit) => unit.teamId === teamId).flatMap(membersOf);
    },
  };
  const verbs = createVerbs({
    ...store,
    clock,
    keys,
    memberships: store.people,
    roster,
    unread: { unreadable: () => [] },
    timeZone: 'Europe/Oslo',
  });
  const logged: string[] = [];
  const write = (fields: object, message: string): void => void logged.push(JSON.stringify({ ...fields, message }));
  const log: Log = { info: write, warn: write, error: write };
  const config: TeamsConfig = {
    botId: BOT,
    tenantId: TENANT,
    credentials: { kind: 'secret', secret: 'bot-secret' },
    authority: entra.address,
    metadata: entra.botMetadata,
    tokenIssuer: 'https://api.botframework.com',
    serviceHosts,
    teamsAppId: TEAMS_APP,
    address: 'https://tavla.example',
    links: { deviation: 'https://avvik.example/', whistleblowing: 'https://varsling.example/' },
    ...change,
  };
  const teams = createTeams({ config, verbs, ports: { ...store, clock, keys }, log });
  const turns = new Set<Promise<void>>();
  const server = express()
    .post('/api/messages', async (request, response) => {
      const turn = teams.messages(request, response);
      turns.add(turn);
      await turn;
      turns.delete(turn);
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tellAll = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const task of await store.tasks.claim(100, 60)) {
      told.push(`${task.notice.kind} ${await teams.notices.deliver(task.notice)}`);
      await store.tasks.done(task.id);
    }
    return told;
  };
  const directoryGoesDown = (): void => {
    isDown = true;
  };
  const settled = async (): Promise<void> => {
    await Promise.all(turns);
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await store.close();
  };
  const endpoint = `http://localhost:${(server.address() as AddressInfo).port}/api/messages`;
  return { endpoint, store, verbs, teams, logged, settled, directoryGoesDown, tellAll, close };
};
