/**
 * A relay between Microsoft's Agents Playground and a Tavla that `npm start` runs: `node infra/local/playground.ts`.
 * Lives here: what the Playground cannot do itself: sign as Teams' channel, speak TLS, belong to our tenant.
 * The one rule: for one developer on this machine; nothing that Tavla checks is switched off for it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCertificates } from './certificates.ts';
import { openSigningKeys } from './entra/signing-keys.ts';
import { channelClaims, sign } from './entra/tokens.ts';
import { listen, readBody } from './listening.ts';
import { cast } from './solvangdal/cast.ts';
import { TENANT } from './solvangdal/ids.ts';
import { APPS } from './tenant.ts';

/** What the Playground posts to, and where Tavla answers it: `npm start` lets the second in. */
const RELAY_PORT = 4010;
const CONNECTOR_PORT = 4011;
const TAVLA = process.env.TAVLA_ADDRESS ?? 'http://localhost:3978';
const FOLDER = join(process.env.TAVLA_DATA ?? fileURLToPath(new URL('../../.tavla', import.meta.url)), 'local');
const LIMIT = 512 * 1024;

type Activity = { [property: string]: unknown };
const objectOf = (value: unknown): Activity => (typeof value === 'object' && value !== null ? { ...value } : {});

/** The Playground's activity as Teams would have sent it for Ana in our tenant. */
const asTeams = (activity: Activity, serviceUrl: string): Activity => ({
  ...activity,
  channelId: 'msteams',
  serviceUrl,
  from: { ...objectOf(activity.from), aadObjectId: cast[0]?.id, name: cast[0]?.name },
  conversation: { ...objectOf(activity.conversation), tenantId: TENANT.id },
  channelData: { ...objectOf(activity.channelData), tenant: { id: TENANT.id } },
});

const passOn = async (answer: Response, response: ServerResponse): Promise<void> => {
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'application/json' });
  response.end(await answer.text());
};

const guarded =
  (answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  };

const certificates = await openCertificates(FOLDER);
const keys = await openSigningKeys(FOLDER, 'channel-keys');
let playground = 'http://localhost:56150/_connector';

const connector = await listen(
  certificates,
  CONNECTOR_PORT,
  guarded(async (request, response) => {
    const body = await readBody(request, LIMIT);
    const path = (request.url ?? '').replace(/^\/emea/, '');
    const headers = { 'Content-Type': 'application/json' };
    const asked = { method: request.method ?? 'GET', headers, ...(body !== '' && { body }) };
    await passOn(await fetch(`${playground.replace(/\/$/, '')}${path}`, asked), response);
  }),
);

createServer(
  guarded(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const activity = objectOf(JSON.parse(await readBody(request, LIMIT)));
    if (typeof activity.serviceUrl === 'string') playground = activity.serviceUrl;
    const serviceUrl = `${connector.address}/emea/`;
    const claims = channelClaims(APPS.bot.id, serviceUrl, Math.floor(Date.now() / 1000));
    const token = await sign(claims, keys.current());
    const answer = await fetch(`${TAVLA}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(asTeams(activity, serviceUrl)),
    });
    await passOn(answer, response);
  }),
).listen(RELAY_PORT, 'localhost', () => {
  process.stdout.write(
    `Now: npx @microsoft/m365agentsplayground start -c msteams -e http://localhost:${RELAY_PORT}/api/messages\n`,
  );
});
