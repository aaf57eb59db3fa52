/**
 * The local sign-in: Entra's token endpoint, OpenID metadata and keys, and the Bot Connector's keys beside them.
 * Lives here: what a token holds, who gets one, and the keys that sign it. Nobody types a password.
 * The one rule: a good token has exactly the real shape; a bad one is bad in the one way that a test asked for.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { compactVerify, decodeProtectedHeader } from 'jose';
import type { Certificates } from '../certificates.ts';
import type { Directory, DirectoryApp } from '../directory.ts';
import { listen, readBody } from '../listening.ts';
import { botConfiguration, instanceDiscovery, openIdConfiguration } from './metadata.ts';
import { newKey, openSigningKeys, type SigningKey, type SigningKeys } from './signing-keys.ts';
import { answerToken } from './token-endpoint.ts';
import { appClaims, type Claims, channelClaims, issuerOf, sign, userClaims } from './tokens.ts';

/** The ways a token can be made bad, each alone or together. `claims` replaces or, with undefined, removes. */
export type Forgery = {
  readonly expired?: boolean;
  readonly notYetValid?: boolean;
  readonly tenantId?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Signed with a key that no metadata knows, but under the key id of the real one. */
  readonly wrongSignature?: boolean;
  /** Signed with the other issuer's real key: Entra's for channel tokens, the channel's for Entra's. */
  readonly otherIssuersKey?: boolean;
  readonly claims?: Claims;
};

export type UserTokenOptions = Forgery & {
  readonly userId: string;
  readonly version?: '1.0' | '2.0';
  /** Client id of the API's registration; the first one with an `idUri` unless said. */
  readonly appId?: string;
  /** The client the token was issued to (azp or appid); Teams on the desktop unless said. */
  readonly clientId?: string;
  /** An app's own token for the API instead of a person's: `roles`, no `scp`. */
  readonly appOnly?: boolean;
};

export type ChannelTokenOptions = Forgery & { readonly serviceUrl: string; readonly botId: string };

/** What a bearer proves, or why it proves nothing. */
export type Verified =
  | { readonly ok: true; readonly claims: AppClaims }
  | { readonly ok: false; readonly problem: 'missing' | 'malformed' | 'signature' | 'expired' | 'issuer' | 'audience' };

export type AppClaims = {
  readonly appId: string;
  readonly appName: string;
  readonly tenantId: string;
  readonly audience: string;
  readonly roles: readonly string[];
  /** Seconds since 1970. */
  readonly expires: number;
};

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
  verifyAppToken(
    authorization: string | undefined,
    expected: { readonly audience: readonly string[] },
  ): Promise<Verified>;
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
    if (rest !== 'oauth2/v2.0/token' && rest !== 'oauth2/token') return send(response, 404, { error: 'not_found' });
    const form = new URLSearchParams(await readBody(request, BODY_LIMIT));
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

  const forge = async (good: Claims, forgery: Forgery, own: SigningKeys, other: SigningKeys) =>
    sign(bend(good, forgery, seconds()), await signer(forgery, own, other));

  const seen = new Map<string, AppClaims>();

  async function verifyAppToken(
    authorization: string | undefined,
    expected: { readonly audience: readonly string[] },
  ): Promise<Verified> {
    const token = authorization?.match(/^Bearer +(\S+)$/i)?.[1];
    if (!token) return { ok: false, problem: 'missing' };
    const known = seen.get(token) ?? (await verifySignature(token));
    if (typeof known === 'string') return { ok: false, problem: known };
    if (known.expires <= seconds()) return { ok: false, problem: 'expired' };
    if (!expected.audience.includes(known.audience)) return { ok: false, problem: 'audience' };
    if (seen.size > 1000) seen.clear();
    seen.set(token, known);
    return { ok: true, claims: known };
  }

  async function verifySignature(token: string): Promise<AppClaims | 'malformed' | 'signature' | 'issuer'> {
    const key = keyOf(token, tenantKeys);
    if (key === 'malformed' || key === 'signature') return key;
    const claims = await compactVerify(token, key.publicKey, { algorithms: ['RS256'] })
      .then(({ payload }): Claims => JSON.parse(new TextDecoder().decode(payload)))
      .catch(() => undefined);
    if (!claims) return 'signature';
    const issuers = [issuerOf('1.0', issuing()), issuerOf('2.0', issuing())];
    return typeof claims.iss === 'string' && issuers.includes(claims.iss) ? readAppClaims(claims) : 'issuer';
  }

  return {
    address: authority,
    botMetadata: `${authority}/v1/.well-known/openidconfiguration`,
    issuer: (version) => issuerOf(version, issuing()),
    userToken: (wanted) =>
      forge(goodUserClaims(wanted, directory, issuing(wanted.tenantId)), wanted, tenantKeys, channelKeys),
    channelToken: (wanted) =>
      forge(channelClaims(wanted.botId, wanted.serviceUrl, seconds()), wanted, channelKeys, tenantKeys),
    appToken: (wanted) => {
      const app = findApp(directory, (one) => one.clientId === wanted.appId);
      const roles = wanted.roles ?? app.graphRoles;
      return forge(
        appClaims({ app, audience: wanted.audience, roles }, issuing(wanted.tenantId)),
        wanted,
        tenantKeys,
        channelKeys,
      );
    },
    verifyAppToken,
    rotateKeys,
    close: server.close,
  };
}

function goodUserClaims(
  wanted: UserTokenOptions,
  directory: Directory,
  issuing: Parameters<typeof userClaims>[1],
): Claims {
  const { userId, version = '2.0', appId, clientId, appOnly } = wanted;
  const app = findApp(directory, (one) => (appId ? one.clientId === appId : one.idUri !== undefined));
  if (appOnly) {
    const audience = version === '2.0' ? app.clientId : (app.idUri ?? `api://${app.clientId}`);
    return appClaims({ app, audience, roles: ['access_as_application'] }, issuing);
  }
  const user = directory.users.find((one) => one.id === userId);
  if (!user) throw new Error(`The directory holds no user ${userId}.`);
  return userClaims({ user, app, version, ...(clientId && { clientId }) }, issuing);
}

function findApp(directory: Directory, isIt: (app: DirectoryApp) => boolean): DirectoryApp {
  const app = directory.apps.find(isIt);
  if (!app) throw new Error('The directory holds no such app registration.');
  return app;
}

function bend(good: Claims, forgery: Forgery, now: number): Claims {
  const { expired, notYetValid, audience, issuer, claims } = forgery;
  return {
    ...good,
    ...(expired && { iat: now - 7200, nbf: now - 7200, exp: now - 3600 }),
    ...(notYetValid && { iat: now + 3600, nbf: now + 3600, exp: now + 7200 }),
    ...(audience !== undefined && { aud: audience }),
    ...(issuer !== undefined && { iss: issuer }),
    ...claims,
  };
}

async function signer(
  { wrongSignature, otherIssuersKey }: Forgery,
  own: SigningKeys,
  other: SigningKeys,
): Promise<SigningKey> {
  if (otherIssuersKey) return other.current();
  return wrongSignature ? { ...(await newKey()), kid: own.current().kid } : own.current();
}

function keyOf(token: string, keys: SigningKeys): SigningKey | 'malformed' | 'signature' {
  try {
    return keys.find(decodeProtectedHeader(token).kid ?? '') ?? 'signature';
  } catch {
    // jose throws a TypeError for what is no JWT at all.
    return 'malformed';
  }
}

function readAppClaims(claims: Claims): AppClaims {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
  const roles = Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === 'string') : [];
  return {
    appId: text('appid') || text('azp'),
    appName: text('app_displayname'),
    tenantId: text('tid'),
    audience: text('aud'),
    roles,
    expires: typeof claims.exp === 'number' ? claims.exp : 0,
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
