import type { Directory, DirectoryApp } from '../directory.ts';
import { newKey, type SigningKey, type SigningKeys } from './signing-keys.ts';
import { appClaims, type Claims, type Issuing, sign, userClaims } from './tokens.ts';

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

/** Signs good claims, made bad as `forgery` says. `other` are the keys of the issuer that this is not. */
export const forge = async (
  good: Claims,
  forgery: Forgery,
  own: SigningKeys,
  other: SigningKeys,
  now: number,
): Promise<string> => sign(bend(good, forgery, now), await signer(forgery, own, other));

/** What a good token of a person (or, app-only, of the API's own app) says. */
export function goodUserClaims(wanted: UserTokenOptions, directory: Directory, issuing: Issuing): Claims {
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

export function findApp(directory: Directory, isIt: (app: DirectoryApp) => boolean): DirectoryApp {
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
