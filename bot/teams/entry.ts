import { type Incoming, readIncoming } from './incoming.ts';
import type { TeamsConfig } from './teams-config.ts';

/** Largest body of an activity that is read, in bytes. Teams' own messages end at about 100 KB. */
export const BODY_LIMIT = 256 * 1024;

/** Let in, or the HTTP status to answer with and nothing else. */
export type Admission =
  | { readonly ok: true; readonly incoming: Incoming }
  | { readonly ok: false; readonly status: 400 | 403 };

type Gate = Pick<TeamsConfig, 'tenantId' | 'serviceHosts'>;
type Body = Readonly<Record<string, unknown>>;

/**
 * Who is let in, before any token is looked at. The bot SDK trusts the body in four places where it must not: the
 * channel it names chooses the kind of token check, a missing service address is not compared with the token, any
 * tenant passes, and answers go wherever the service address points.
 */
export const admit = (body: unknown, gate: Gate): Admission => {
  if (!isObject(body) || typeof body.type !== 'string' || body.type === '') return { ok: false, status: 400 };
  if (body.channelId !== 'msteams') return { ok: false, status: 403 };
  if (!isOurService(body.serviceUrl, gate.serviceHosts)) return { ok: false, status: 403 };
  if (!isOurTenant(body, gate.tenantId)) return { ok: false, status: 403 };
  const incoming = readIncoming(body);
  return incoming === undefined ? { ok: false, status: 400 } : { ok: true, incoming };
};

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** https, on the list, without user name or password, on the default port unless the list says another. */
export const isOurService = (address: unknown, hosts: readonly string[]): boolean => {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hosts.includes(host);
};

/** Every tenant that the activity names is ours, and it names one. */
const isOurTenant = (body: Body, tenantId: string): boolean => {
  const named = [at(body, 'conversation', 'tenantId'), at(body, 'channelData', 'tenant', 'id')].filter(
    (tenant) => tenant !== undefined && tenant !== null,
  );
  return (
    named.length > 0 &&
    named.every((tenant) => typeof tenant === 'string' && tenant.toLowerCase() === tenantId.toLowerCase())
  );
};

/** A value deep in a body; own properties only. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
