import { randomUUID, timingSafeEqual, X509Certificate } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Directory, DirectoryApp } from '../directory.ts';
import { APP_TOKEN_SECONDS, appClaims, type Claims } from './tokens.ts';

export type TokenAnswer = { readonly status: number; readonly body: Record<string, unknown> };

const BOT_CONNECTOR = 'https://api.botframework.com';
const GRAPH = 'https://graph.microsoft.com';

type Asked = { readonly tenant: string; readonly form: URLSearchParams; readonly authorization: string | undefined };
type Issue = (claims: Claims) => Promise<string>;

/**
 * Client credentials with a secret, in Entra's own words and error numbers.
 * `tenant` is the path's first segment: the tenant's GUID or its domain. This directory is single-tenant, so
 * botframework.com, common and organizations are tenants it does not know.
 */
export async function answerToken(
  asked: Asked,
  directory: Directory,
  authority: string,
  now: number,
  issue: Issue,
): Promise<TokenAnswer> {
  const { tenant, form } = asked;
  const known = [directory.tenant.id, directory.tenant.domain].some((name) => sameText(name, tenant));
  if (!known) {
    return failed(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    );
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return failed(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
    );
  }
  const { clientId, secret } = credentials(asked);
  const app = directory.apps.find((one) => sameText(one.clientId, clientId));
  if (!app) {
    return failed(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${directory.tenant.name}'.`,
    );
  }
  const refused = form.has('client_assertion')
    ? await refuseAssertion(app, form.get('client_assertion') ?? '', `${authority}/${tenant}`, now)
    : refuseSecret(app, secret);
  if (refused) return refused;
  const target = targetOf(form, directory);
  if (!target) {
    return failed(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${form.get('scope') ?? ''} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const claims = appClaims(
    { app, audience: target.audience, roles: target.graph ? app.graphRoles : [] },
    { tenantId: directory.tenant.id, authority, now },
  );
  const body = { token_type: 'Bearer', expires_in: APP_TOKEN_SECONDS, ext_expires_in: APP_TOKEN_SECONDS };
  return { status: 200, body: { ...body, access_token: await issue(claims) } };
}

function refuseSecret(app: DirectoryApp, secret: string): TokenAnswer | undefined {
  if (secret === '') {
    const text = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return failed(401, 'invalid_client', 7000218, text);
  }
  if (sameSecret(secret, app.secret)) return undefined;
  const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`;
  return failed(401, 'invalid_client', 7000215, text);
}

/** A JWT that the app signed with its certificate's key, for this token endpoint and for a short while. */
async function refuseAssertion(
  app: DirectoryApp,
  assertion: string,
  base: string,
  now: number,
): Promise<TokenAnswer | undefined> {
  const key = app.certificate && new X509Certificate(app.certificate).publicKey;
  const expected = {
    issuer: app.clientId,
    subject: app.clientId,
    audience: [`${base}/oauth2/v2.0/token`, `${base}/v2.0`],
    algorithms: ['PS256', 'RS256'],
  };
  const proved =
    key &&
    (await jwtVerify(assertion, key, { ...expected, currentDate: new Date(now * 1000), clockTolerance: 300 }).catch(
      () => undefined,
    ));
  return proved ? undefined : failed(401, 'invalid_client', 700027, 'Client assertion failed signature validation.');
}

/** A secret may come in the form or as HTTP Basic. */
function credentials({ form, authorization }: Asked): { clientId: string; secret: string } {
  const basic = authorization?.match(/^Basic (.+)$/i)?.[1];
  if (!basic) return { clientId: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return { clientId, secret };
}

type Target = { readonly audience: string; readonly graph: boolean };

/** Graph by its own name or by an address on this machine, the Bot Connector, or a registration's own API. */
function targetOf(form: URLSearchParams, directory: Directory): Target | undefined {
  const resource = (form.get('scope')?.match(/^(\S+)\/\.default$/)?.[1] ?? form.get('resource') ?? '').replace(
    /\/$/,
    '',
  );
  if (resource === GRAPH || /^https:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(resource)) {
    return { audience: resource, graph: true };
  }
  if (resource === BOT_CONNECTOR) return { audience: resource, graph: false };
  const own = directory.apps.find(
    (app) => resource !== '' && [app.idUri, `api://${app.clientId}`, app.clientId].includes(resource),
  );
  return own && { audience: ownAudience(own, resource), graph: false };
}

const ownAudience = (app: DirectoryApp, resource: string) => (resource === app.clientId ? app.clientId : resource);

function failed(status: number, error: string, number: number, text: string): TokenAnswer {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  };
}

const sameText = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

const sameSecret = (given: string, right: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};
