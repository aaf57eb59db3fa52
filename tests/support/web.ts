import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monotonicFactory } from 'ulid';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { Person, PersonId } from '../../bot/domain/people/person.ts';
import type { Log } from '../../bot/ports/log.ts';
import type { Incoming } from '../../bot/ports/outbox.ts';
import type { ListName, Row } from '../../bot/ports/rows.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { createVerbs } from '../../bot/verbs/verbs.ts';
import { openWeb } from '../../bot/web/server.ts';
import { createSignIn } from '../../bot/web/sign-in.ts';
import { openCertificates } from '../../infra/local/certificates.ts';
import type { Directory } from '../../infra/local/directory.ts';
import { type Entra, openEntra, type UserTokenOptions } from '../../infra/local/entra/entra.ts';
import { UNITS, unitKey } from './cast.ts';
import { trust } from './trust.ts';

const TENANT = '00000000-0000-4000-8000-0000000000aa';
const APP = '00000000-0000-4000-8000-0000000000a1';
const ADDRESS = 'http://localhost:3978';

const directory = (people: readonly Person[]): Directory => ({
  tenant: { id: TENANT, name: 'Prøvebygd', domain: 'provebygd.example' },
  users: people.map(({ id, name }) => ({
    id,
    displayName: name,
    mail: `${id}@provebygd.example`,
    userPrincipalName: `${id}@provebygd.example`,
    jobTitle: '',
    language: 'nb-NO',
  })),
  teams: [],
  apps: [
    { clientId: APP, displayName: 'Tavla', secret: 's', idUri: `api://localhost:3978/${APP}`, graphRoles: [] },
    { clientId: TENANT, displayName: 'Another', secret: 's', idUri: 'api://another', graphRoles: [] },
  ],
});

let items = 0;

/** Rows as they come in from SharePoint. */
export const fromSharePoint = async (store: Store, list: ListName, rows: readonly Row[]): Promise<void> => {
  const page: Incoming[] = rows.map((row) => {
    items += 1;
    return { kind: 'row', row, place: { itemId: String(items), etag: `"${items},1"` }, editor: null };
  });
  await store.inbox.take(list, page, null, (_, { theirs }) => ({ row: theirs, history: [] }));
};

export type TestWeb = {
  readonly address: string;
  readonly store: Store;
  readonly entra: Entra;
  /** Lines that were logged, as JSON. */
  readonly logged: string[];
  /** Asks as somebody, with a token as Teams gives it; options make the token bad. */
  ask(who: Person | PersonId, path: string, init?: RequestInit, token?: Partial<UserTokenOptions>): Promise<Response>;
  post(who: Person, path: string, body: unknown, method?: string): Promise<Response>;
  close(): Promise<void>;
};

/** The door where people click, over real HTTP, with the real sign-in, verbs and store; `people` are its world. */
export const openTestWeb = async (people: readonly Person[], requestsPerMinute = 10_000): Promise<TestWeb> => {
  const folder = mkdtempSync(join(tmpdir(), 'tavla-web-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="tavla-hosts" content=""><meta name="tavla-language" content=""><meta name="tavla-zone" content="">',
  );
  const certificate = await openCertificates(folder);
  trust(certificate.authorityPem);
  const entra = await openEntra({ folder, directory: directory(people), certificate });
  const clock = { now: () => instantOf(Date.now()) };
  const keys = { next: monotonicFactory() };
  const store = await openStore('sqlite::memory:', { clock, keys });
  await fromSharePoint(store, 'Units', UNITS);
  await fromSharePoint(
    store,
    'People',
    people.flatMap(({ grants }) => grants),
  );
  for (const unit of UNITS) {
    const members = people.filter(({ units }) => units.includes(unit.key));
    await store.people.replace(
      unit.key,
      members.map(({ id, name }) => ({ id, name })),
    );
  }
  const verbs = createVerbs({
    ...store,
    clock,
    keys,
    memberships: store.people,
    roster: {
      membersOf: (teamId) =>
        store.people.membersOf(UNITS.find((unit) => unit.teamId === teamId)?.key ?? unitKey('NONE')),
    },
    unread: { unreadable: () => [] },
    timeZone: 'Europe/Oslo',
  });
  const logged: string[] = [];
  const write = (fields: object, message: string): void => void logged.push(JSON.stringify({ ...fields, message }));
  const log: Log = { info: write, warn: write, error: write };
  const web = await openWeb(
    {
      host: '127.0.0.1',
      port: 0,
      tabFolder: folder,
      language: 'nb',
      timeZone: 'Europe/Oslo',
      frameAncestors: ['https://teams.microsoft.com', 'http://localhost:4000'],
      requestsPerMinute,
    },
    {
      verbs,
      feed: store.feed,
      clock,
      log,
      signIn: createSignIn({
        authority: entra.address,
        tenantId: TENANT,
        appId: APP,
        address: ADDRESS,
        cooldownSeconds: 0,
      }),
      messages: (_request, response) => void response.status(202).end(),
      takeNotification: (body) => write({ body }, 'notification'),
      checks: { store: () => store.health() },
    },
  );
  const ask: TestWeb['ask'] = async (who, path, init = {}, token = {}) => {
    const userId = typeof who === 'string' ? who : who.id;
    const bearer = await entra.userToken({ userId, appId: APP, ...token });
    return fetch(`${web.address}${path}`, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bearer}` } });
  };
  return {
    address: web.address,
    store,
    entra,
    logged,
    ask,
    post: (who, path, body, method = 'POST') =>
      ask(who, path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    close: async () => {
      await web.close();
      await store.close();
      await entra.close();
      rmSync(folder, { recursive: true });
    },
  };
};
