import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { DirectoryApp, DirectoryUser } from '../directory.ts';
import type { SigningKey } from './signing-keys.ts';

/** Teams on the desktop: the client that tab tokens are issued to unless a test says otherwise. */
const TEAMS_DESKTOP = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';

/** Entra's app tokens live 3,599 seconds. */
export const APP_TOKEN_SECONDS = 3599;
const USER_TOKEN_SECONDS = 4500;

export type Claims = Record<string, unknown>;

/** What a token must name beside its own claims: who issues it, and the moment, in seconds. */
export type Issuing = { readonly tenantId: string; readonly authority: string; readonly now: number };

/** Real issuers: v1 tokens name sts.windows.net whatever the authority's address, v2 tokens name the authority. */
export const issuerOf = (version: '1.0' | '2.0', { tenantId, authority }: Omit<Issuing, 'now'>): string =>
  version === '1.0' ? `https://sts.windows.net/${tenantId}/` : `${authority}/${tenantId}/v2.0`;

export type AppTokenFor = { readonly app: DirectoryApp; readonly audience: string; readonly roles: readonly string[] };

/** An app-only token as Graph and the Bot Connector take it: version 1.0, `idtyp` app, permissions in `roles`. */
export function appClaims({ app, audience, roles }: AppTokenFor, issuing: Issuing): Claims {
  const servicePrincipal = stableGuid(`service principal ${issuing.tenantId} ${app.clientId}`);
  return {
    aud: audience,
    iss: issuerOf('1.0', issuing),
    ...lifetime(issuing.now, APP_TOKEN_SECONDS),
    aio: opaque(),
    app_displayname: app.displayName,
    appid: app.clientId,
    appidacr: '1',
    idp: issuerOf('1.0', issuing),
    idtyp: 'app',
    oid: servicePrincipal,
    rh: opaque(),
    ...(roles.length > 0 && { roles: [...roles] }),
    sub: servicePrincipal,
    tid: issuing.tenantId,
    uti: opaque(),
    ver: '1.0',
  };
}

export type UserTokenFor = {
  readonly user: DirectoryUser;
  readonly app: DirectoryApp;
  readonly version: '1.0' | '2.0';
  readonly clientId?: string;
};

/** A user's token for the tab's API, as Teams' getAuthToken gives it (scope access_as_user). */
export function userClaims({ user, app, version, clientId = TEAMS_DESKTOP }: UserTokenFor, issuing: Issuing): Claims {
  const common = {
    iss: issuerOf(version, issuing),
    ...lifetime(issuing.now, USER_TOKEN_SECONDS),
    aio: opaque(),
    name: user.displayName,
    oid: user.id,
    rh: opaque(),
    scp: 'access_as_user',
    sub: createHash('sha256').update(`${app.clientId} ${user.id}`).digest('base64url'),
    tid: issuing.tenantId,
    uti: opaque(),
    ver: version,
  };
  if (version === '2.0') {
    return { aud: app.clientId, azp: clientId, azpacr: '0', preferred_username: user.userPrincipalName, ...common };
  }
  return {
    aud: app.idUri ?? `api://${app.clientId}`,
    acr: '1',
    amr: ['pwd', 'mfa'],
    appid: clientId,
    appidacr: '0',
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    ...common,
  };
}

/** The Bot Connector's token to a bot: the channel's issuer, the bot as audience, the address it may answer to. */
export function channelClaims(botId: string, serviceUrl: string, now: number): Claims {
  return { serviceurl: serviceUrl, nbf: now - 300, exp: now + 3600, iss: 'https://api.botframework.com', aud: botId };
}

export const sign = (claims: Claims, key: SigningKey): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: key.kid, kid: key.kid }).sign(key.privateKey);

const lifetime = (now: number, seconds: number) => ({ iat: now, nbf: now, exp: now + seconds });

/** Fillers such as uti and rh mean nothing to a receiver but are always there. */
const opaque = () => randomUUID().replaceAll('-', '');

/** The same GUID for the same words, so that an app keeps its object id over restarts. */
export function stableGuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
