import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { isPersonId, type PersonId } from '../domain/people/person.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** Microsoft's own clients that may ask for a token to the tab (Teams, Microsoft 365, Outlook). */
const CLIENTS = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
];

/** How far clocks may differ, in seconds. */
const SKEW_SECONDS = 60;
/** How many verified tokens are remembered; each is about 2 kB. */
const REMEMBERED = 5000;
/** How often the keys are read anew while all goes well, in milliseconds. */
const RELOAD_MS = 3_600_000;

/** A person who has signed in, until the token ends (seconds since 1970). */
export type SignedIn = { readonly id: PersonId; readonly name: string; readonly until: number };

export type SignInSettings = {
  readonly authority: string;
  readonly tenantId: string;
  readonly appId: string;
  /** Public address of the tab; its host stands in the Application ID URI. */
  readonly address: string;
  /** Seconds between two askings for new keys when a token names an unknown one; 30 unless said. */
  readonly cooldownSeconds?: number;
};

export type SignIn = {
  /** The person behind an Authorization header; undefined when it proves nobody. Throws `Unavailable` without keys. */
  identify(authorization: string | undefined): Promise<SignedIn | undefined>;
  /** Have the tenant's keys been read? */
  ready(): Promise<void>;
  close(): void;
};

/** What a user's token for the tab must hold beyond signature, issuer, audience and times. */
const CLAIMS = z.object({
  tid: z.string(),
  oid: z.string().transform((id) => id.toLowerCase()),
  scp: z.string(),
  exp: z.number(),
  azp: z.string().optional(),
  appid: z.string().optional(),
  name: z.string().optional(),
});

const personOf = (payload: JWTPayload, tenantId: string): SignedIn | undefined => {
  const read = CLAIMS.safeParse(payload);
  if (!read.success) return undefined;
  const { tid, oid, scp, exp, azp, appid, name } = read.data;
  const client = azp ?? appid ?? '';
  const holds = tid === tenantId && scp.split(' ').includes('access_as_user') && CLIENTS.includes(client);
  return holds && isPersonId(oid) ? { id: oid, name: name ?? '', until: exp } : undefined;
};

/** Keeps the last good keys when the sign-in service cannot be reached; an unknown key id makes it ask again. */
const openKeys = ({ authority, tenantId, cooldownSeconds = 30 }: SignInSettings) => {
  const keys = createRemoteJWKSet(new URL(`${authority}/${tenantId}/discovery/v2.0/keys`), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: cooldownSeconds * 1000,
    timeoutDuration: 5_000,
  });
  const timer = setInterval(() => void keys.reload().then(undefined, () => undefined), RELOAD_MS);
  timer.unref();
  return { keys, close: () => clearInterval(timer) };
};

const isBadToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC';

/**
 * Who is at the door, by the token that Teams gives the tab (v1 or v2).
 * Checked: RS256 signature by the tenant's keys, issuer, audience, times, tenant, delegated scope, asking client.
 */
export const createSignIn = (settings: SignInSettings): SignIn => {
  const { authority, tenantId, appId, address } = settings;
  const { keys, close } = openKeys(settings);
  const remembered = new Map<string, SignedIn>();
  const expected = {
    algorithms: ['RS256'],
    issuer: [`${authority}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    audience: [appId, `api://${appId}`, `api://${new URL(address).host}/${appId}`],
    clockTolerance: SKEW_SECONDS,
    requiredClaims: ['exp', 'iat'],
  };
  const verify = async (token: string): Promise<SignedIn | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys, expected);
      return personOf(payload, tenantId);
    } catch (error) {
      if (isBadToken(error)) return undefined;
      throw new Unavailable('The keys of the sign-in service cannot be read', { cause: error });
    }
  };
  return {
    identify: async (authorization) => {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      const known = remembered.get(token);
      if (known !== undefined && known.until > Date.now() / 1000) return known;
      remembered.delete(token);
      const person = await verify(token);
      if (person === undefined) return undefined;
      if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
      remembered.set(token, person);
      return person;
    },
    ready: async () => {
      if (keys.jwks() === undefined) await keys.reload();
    },
    close,
  };
};
