/**
 * The local sign-in: Entra's token endpoint, OpenID metadata and keys, and the Bot Connector's keys beside them.
 * Lives here: what a token holds, who gets one, and the keys that sign it. Nobody types a password.
 * The one rule: a good token has exactly the real shape; a bad one is bad in the one way that a test asked for.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Certificates } from '../certificates.ts';
import type { Directory } from '../directory.ts';
import { listen, readBody } from '../listening.ts';
import { createVerifyBearer, type VerifyBearer } from './bearer.ts';
import {
  type ChannelTokenOptions,
  type Forgery,
  findApp,
  forge,
  goodUserClaims,
  type UserTokenOptions,
} from './forged-token.ts';
import { botConfiguration, instanceDiscovery, openIdConfiguration } from './metadata.ts';
import { openSigningKeys, type SigningKeys } from './signing-keys.ts';
import { answerToken } from './token-endpoint.ts';
import { appClaims, channelClaims, issuerOf, sign } from './tokens.ts';

export type { UserTokenOptions } from './forged-token.ts';

export type Entra = {
  /** https://localhost:<port>: the server's AUTHORITY. */
  readonly address: string;
  /** The server's BOT_METADATA. */
  readonly botMetadata: string;
  issuer(version: '1.0' | '2.0'): string;
  /** A token as Teams' getAuthToken hands it to the tab; version 2.0 unless said. */
  userToken(options: UserTokenOptions): Promise<string>;
  /** A token as the Bot Connector sends it to a bot. */
  channelToken(options: ChannelTokenOptions): Promise<string>;
  /** An app's token for `audience` without the trip to the token endpoint. Graph roles unless said. */
  appToken(
    options: Forgery & { readonly appId: string; readonly audience: string; readonly roles?: readonly string[] },
  ): Promise<string>;
  /** For the stand-ins that take app tokens: `authorization` is the header as it came. */
  readonly verifyAppToken: VerifyBearer;
  /** The next `times` requests for a token are answered 503, as on a day when sign-in is down. */
  outage(times: number): void;
  /** New keys sign from now on; the ones before stay published until the next rotation. */
  rotateKeys(): Promise<void>;
  close(): Promise<void>;
};

export type EntraOptions = {
  readonly folder: string;
  readonly directory: Directory;
  readonly certificate: Certificates;
  readonly port?: number;
  /** The clock, in milliseconds. */
  readonly now?: () => number;
};

const BODY_LIMIT = 64 * 1024;

const UNAVAILABLE = {
  error: 'temporarily_unavailable',
  error_description: 'AADSTS90033: A transient error has occurred. Please try again.',
  error_codes: [90033],
};

export async function openEntra(options: EntraOptions): Promise<Entra> {
  const { folder, directory, certificate, port = 0, now = Date.now } = options;
  const [tenantKeys, channelKeys] = await Promise.all([
    openSigningKeys(folder, 'tenant-keys'),
    openSigningKeys(folder, 'channel-keys'),
  ]);
  const rotateKeys = async () => {
    await Promise.all([tenantKeys.rotate(), channelKeys.rotate()]);
  };
  const seconds = () => Math.floor(now() / 1000);
  let down = 0;

  const server = await listen(certificate, port, (request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, 500, { error: 'server_error', error_description: String(error) }),
    );
  });
  const authority = server.address;
  const issuing = (tenantId?: string) => ({ tenantId: tenantId ?? directory.tenant.id, authority, now: seconds() });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', authority);
    const [first = '', ...rest] = url.pathname.split('/').slice(1).map(decodeURIComponent);
    if (request.method === 'POST') return answerPost(request, response, first, rest.join('/'));
    const document = await findDocument(first, rest.join('/'));
    if (!document) return send(response, 404, { error: 'not_found' });
    send(response, 200, document, { 'Cache-Control': 'max-age=86400, private' });
  }

  async function answerPost(
    request: IncomingMessage,
    response: ServerResponse,
    first: string,
    rest: string,
  ): Promise<void> {
    if (first === 'control' && rest === 'rotate-keys') {
      await rotateKeys();
      return send(response, 200, { kid: tenantKeys.current().kid });
    }
    if (first === 'control' && rest === 'outage') {
      const { times } = JSON.parse(await readBody(request, BODY_LIMIT));
      down = Number(times);
      return send(response, 200, { times: down });
    }
    if (rest !== 'oauth2/v2.0/token' && rest !== 'oauth2/token') return send(response, 404, { error: 'not_found' });
    const form = new URLSearchParams(await readBody(request, BODY_LIMIT));
    if (down > 0) {
      down -= 1;
      return send(response, 503, UNAVAILABLE, { 'Retry-After': '1' });
    }
    const asked = { tenant: first, form, authorization: request.headers.authorization };
    const { status, body } = await answerToken(asked, directory, authority, seconds(), (claims) =>
      sign(claims, tenantKeys.current()),
    );
    send(response, status, body, { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' });
  }

  /** The documents by address; tenant-less `common` gives the keys, never an issuer of one tenant. */
  async function findDocument(first: string, rest: string): Promise<object | undefined> {
    if (first === 'v1' && rest === '.well-known/openidconfiguration') return botConfiguration(authority);
    if (first === 'v1' && rest === '.well-known/keys') return { keys: await endorsed(channelKeys) };
    if (first === 'common' && rest === 'discovery/instance') return instanceDiscovery(authority, directory.tenant.id);
    if (first !== 'common' && first !== directory.tenant.id && first !== directory.tenant.domain) return undefined;
    if (rest === 'discovery/keys' || rest === 'discovery/v2.0/keys') return { keys: await tenantKeys.published() };
    const tenant = first === 'common' ? '{tenantid}' : directory.tenant.id;
    if (rest === '.well-known/openid-configuration') return openIdConfiguration(authority, tenant, '1.0');
    if (rest === 'v2.0/.well-known/openid-configuration') return openIdConfiguration(authority, tenant, '2.0');
    return undefined;
  }

  return {
    address: authority,
    botMetadata: `${authority}/v1/.well-known/openidconfiguration`,
    issuer: (version) => issuerOf(version, issuing()),
    userToken: (wanted) =>
      forge(goodUserClaims(wanted, directory, issuing(wanted.tenantId)), wanted, tenantKeys, channelKeys, seconds()),
    channelToken: (wanted) =>
      forge(channelClaims(wanted.botId, wanted.serviceUrl, seconds()), wanted, channelKeys, tenantKeys, seconds()),
    appToken: (wanted) => {
      const app = findApp(directory, (one) => one.clientId === wanted.appId);
      const roles = wanted.roles ?? app.graphRoles;
      return forge(
        appClaims({ app, audience: wanted.audience, roles }, issuing(wanted.tenantId)),
        wanted,
        tenantKeys,
        channelKeys,
        seconds(),
      );
    },
    verifyAppToken: createVerifyBearer({
      keys: tenantKeys,
      issuers: [issuerOf('1.0', issuing()), issuerOf('2.0', issuing())],
      now: seconds,
    }),
    outage: (times) => {
      down = times;
    },
    rotateKeys,
    close: server.close,
  };
}

const endorsed = async (keys: SigningKeys) =>
  (await keys.published()).map((key) => ({ ...key, endorsements: ['msteams'] }));

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': crypto.randomUUID(),
    'x-ms-ests-server': '2.1.local',
    ...headers,
  });
  response.end(JSON.stringify(body));
}
