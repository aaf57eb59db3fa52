import { compactVerify, decodeProtectedHeader } from 'jose';
import type { SigningKey, SigningKeys } from './signing-keys.ts';
import type { Claims } from './tokens.ts';

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
  readonly notBefore: number;
  readonly expires: number;
};

export type BearerNeeds = {
  readonly keys: SigningKeys;
  /** Whom tokens may come from. */
  readonly issuers: readonly string[];
  /** The clock, in seconds. */
  readonly now: () => number;
};

export type VerifyBearer = (
  authorization: string | undefined,
  expected: { readonly audience: readonly string[] },
) => Promise<Verified>;

/** Tokens come many times; a signature that was good once is remembered. */
const REMEMBERED = 1000;

export function createVerifyBearer({ keys, issuers, now }: BearerNeeds): VerifyBearer {
  const seen = new Map<string, AppClaims>();

  async function verifySignature(token: string): Promise<AppClaims | 'malformed' | 'signature' | 'issuer'> {
    const key = keyOf(token, keys);
    if (key === 'malformed' || key === 'signature') return key;
    const claims = await compactVerify(token, key.publicKey, { algorithms: ['RS256'] })
      .then(({ payload }): Claims => JSON.parse(new TextDecoder().decode(payload)))
      .catch(() => undefined);
    if (!claims) return 'signature';
    return typeof claims.iss === 'string' && issuers.includes(claims.iss) ? readAppClaims(claims) : 'issuer';
  }

  return async (authorization, expected) => {
    const token = authorization?.match(/^Bearer +(\S+)$/i)?.[1];
    if (!token) return { ok: false, problem: 'missing' };
    // A key that was rotated out takes its tokens with it.
    const known = (isPublished(token, keys) && seen.get(token)) || (await verifySignature(token));
    if (typeof known === 'string') return { ok: false, problem: known };
    if (known.expires <= now() || known.notBefore > now() + SKEW) return { ok: false, problem: 'expired' };
    if (!expected.audience.includes(known.audience)) return { ok: false, problem: 'audience' };
    if (seen.size > REMEMBERED) seen.clear();
    seen.set(token, known);
    return { ok: true, claims: known };
  };
}

/** Seconds that clocks may differ. */
const SKEW = 300;

const isPublished = (token: string, keys: SigningKeys): boolean => typeof keyOf(token, keys) !== 'string';

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
    notBefore: typeof claims.nbf === 'number' ? claims.nbf : 0,
    expires: typeof claims.exp === 'number' ? claims.exp : 0,
  };
}
