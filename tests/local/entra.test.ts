// The certificate library insists on this before itself.
import 'reflect-metadata';

import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { ANA, APP, BOT, DIRECTORY, openTestGraph, SECRET, TENANT, type TestGraph } from './support.ts';

let room: TestGraph;
beforeAll(async () => {
  room = await openTestGraph();
});
afterAll(() => room.close());

const GRAPH = 'https://graph.microsoft.com/.default';

async function askToken(form: Record<string, string>, tenant = TENANT) {
  const answer = await fetch(`${room.entra.address}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const credentials = { grant_type: 'client_credentials', client_id: APP, client_secret: SECRET, scope: GRAPH };

async function keysOf(configuration: string) {
  const found = await fetch(`${room.entra.address}${configuration}`);
  const { issuer, jwks_uri } = JSON.parse(await found.text());
  const keys = JSON.parse(await (await fetch(jwks_uri)).text()).keys as { kid: string; endorsements?: string[] }[];
  return { issuer, keys, set: createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetch }) };
}

describe('client credentials', () => {
  test('a token for Graph has the real shape and lives 3,599 seconds', async () => {
    const { status, body } = await askToken(credentials);
    expect([status, body.token_type, body.expires_in, body.ext_expires_in]).toEqual([200, 'Bearer', 3599, 3599]);
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${TENANT}/`,
      appid: APP,
      appidacr: '1',
      idtyp: 'app',
      tid: TENANT,
      ver: '1.0',
      roles: expect.arrayContaining(['Sites.Selected']),
      oid: expect.any(String),
    });
    expect(claims).not.toHaveProperty('scp');
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3599);
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.any(String),
      x5t: expect.any(String),
    });
  });

  test.each([
    ['the local Graph', () => `${room.graph.address}/.default`, () => room.graph.address, true],
    ['the Bot Connector', () => 'https://api.botframework.com/.default', () => 'https://api.botframework.com', false],
    ['an own API', () => `api://localhost:3978/${APP}/.default`, () => `api://localhost:3978/${APP}`, false],
  ])('the scope of %s becomes the audience; roles are Graph’s alone', async (_name, scope, audience, roles) => {
    const { body } = await askToken({ ...credentials, scope: scope() });
    const claims = decodeJwt(body.access_token);
    expect(claims.aud).toBe(audience());
    expect('roles' in claims).toBe(roles);
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, TENANT, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, TENANT, 401, 'invalid_client', 7000218],
    [
      'an assertion without a registered certificate',
      { client_assertion: 'a.b.c' },
      TENANT,
      401,
      'invalid_client',
      700027,
    ],
    ['another tenant', {}, '99999999-aaaa-4aaa-8aaa-000000000000', 400, 'invalid_request', 90002],
    ['the tenant botframework.com', {}, 'botframework.com', 400, 'invalid_request', 90002],
    ['the tenant common', {}, 'common', 400, 'invalid_request', 90002],
    [
      'an unknown application',
      { client_id: '11111111-aaaa-4aaa-8aaa-000000000099' },
      TENANT,
      400,
      'unauthorized_client',
      700016,
    ],
    ['another grant', { grant_type: 'password' }, TENANT, 400, 'unsupported_grant_type', 70003],
    [
      'a scope without .default',
      { scope: 'https://graph.microsoft.com/Sites.Read.All' },
      TENANT,
      400,
      'invalid_scope',
      1002012,
    ],
    ['a foreign resource', { scope: 'https://vault.azure.net/.default' }, TENANT, 400, 'invalid_scope', 1002012],
  ])('%s is refused in Entra’s words', async (_name, change, tenant, status, error, number) => {
    const answer = await askToken({ ...credentials, ...change }, tenant);
    expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([status, error, [number]]);
    expect(answer.body.error_description).toContain(`AADSTS${number}: `);
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
  });

  test('the real @azure/identity gets a token, and understands a refusal', async () => {
    const options = {
      authorityHost: room.entra.address,
      disableInstanceDiscovery: true,
      retryOptions: { maxRetries: 0 },
    };
    const token = await new ClientSecretCredential(TENANT, APP, SECRET, options).getToken(
      `${room.graph.address}/.default`,
    );
    expect((await room.entra.verifyAppToken(`Bearer ${token?.token}`, { audience: [room.graph.address] })).ok).toBe(
      true,
    );
    const wrong = new ClientSecretCredential(TENANT, APP, 'wrong', options).getToken(GRAPH);
    await expect(wrong).rejects.toThrow(/AADSTS7000215/);
  });
});

test('on a day when sign-in is down, so many requests are 503 in Entra’s words', async () => {
  room.entra.outage(1);
  const down = await askToken(credentials);
  expect([down.status, down.body.error_codes]).toEqual([503, [90033]]);
  await fetch(`${room.entra.address}/control/outage`, { method: 'POST', body: JSON.stringify({ times: 1 }) });
  expect([(await askToken(credentials)).status, (await askToken(credentials)).status]).toEqual([503, 200]);
});

/** A self-signed RSA certificate and its key, as an administrator would register it. */
async function appCertificate(): Promise<{ certificate: string; key: string }> {
  const signingAlgorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned({ name: 'CN=Tavla', signingAlgorithm, keys });
  return {
    certificate: made.toString('pem'),
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
  };
}

test('an app that registered a certificate proves itself by it; with another one it does not', async () => {
  const [own, other] = [await appCertificate(), await appCertificate()];
  const apps = DIRECTORY.apps.map((app) => (app.clientId === APP ? { ...app, certificate: own.certificate } : app));
  const withCertificate = await openTestGraph({ directory: { ...DIRECTORY, apps } });
  const options = {
    authorityHost: withCertificate.entra.address,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  };
  const ask = ({ certificate, key }: { certificate: string; key: string }) =>
    new ClientCertificateCredential(TENANT, APP, { certificate: `${key}\n${certificate}` }, options).getToken(GRAPH);
  const token = await ask(own);
  expect(decodeJwt(token.token)).toMatchObject({ appid: APP, aud: 'https://graph.microsoft.com' });
  await expect(ask(other)).rejects.toThrow(/AADSTS700027/);
  await withCertificate.close();
});

describe('tokens of people', () => {
  const audience = `api://localhost:3978/${APP}`;

  test('version 2.0: the client id is the audience, azp is Teams', async () => {
    const { issuer, set } = await keysOf(`/${TENANT}/v2.0/.well-known/openid-configuration`);
    expect(issuer).toBe(`${room.entra.address}/${TENANT}/v2.0`);
    const { payload } = await jwtVerify(await room.entra.userToken({ userId: ANA.id }), set, { issuer, audience: APP });
    expect(payload).toMatchObject({
      oid: ANA.id,
      tid: TENANT,
      azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
      azpacr: '0',
      scp: 'access_as_user',
      name: ANA.displayName,
      preferred_username: ANA.userPrincipalName,
      ver: '2.0',
    });
  });

  test('version 1.0: the API’s address is the audience, appid is Teams, the issuer is sts.windows.net', async () => {
    const { issuer, set } = await keysOf(`/${TENANT}/.well-known/openid-configuration`);
    expect(issuer).toBe(`https://sts.windows.net/${TENANT}/`);
    const { payload } = await jwtVerify(
      await room.entra.userToken({ userId: ANA.id, version: '1.0', clientId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' }),
      set,
      { issuer, audience },
    );
    expect(payload).toMatchObject({
      oid: ANA.id,
      appid: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      upn: ANA.userPrincipalName,
      scp: 'access_as_user',
      ver: '1.0',
    });
  });

  test('an app-only token for the API has roles and no scp', async () => {
    const claims = decodeJwt(await room.entra.userToken({ userId: ANA.id, appOnly: true }));
    expect(claims).toMatchObject({ aud: APP, roles: ['access_as_application'], idtyp: 'app' });
    expect(claims).not.toHaveProperty('scp');
  });

  test.each([
    ['expired', { expired: true }, 'ERR_JWT_EXPIRED'],
    ['not yet valid', { notYetValid: true }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['another tenant’s', { tenantId: '99999999-aaaa-4aaa-8aaa-000000000000' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for another audience', { audience: BOT }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['wrongly signed', { wrongSignature: true }, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['signed with the channel’s key', { otherIssuersKey: true }, 'ERR_JWKS_NO_MATCHING_KEY'],
    ['robbed of a claim', { claims: { exp: undefined } }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
  ])('a token that is %s is bad in that way', async (_name, forgery, code) => {
    const { issuer, set } = await keysOf(`/${TENANT}/v2.0/.well-known/openid-configuration`);
    const token = await room.entra.userToken({ userId: ANA.id, ...forgery });
    await expect(jwtVerify(token, set, { issuer, audience: APP, requiredClaims: ['exp'] })).rejects.toMatchObject({
      code,
    });
  });
});

describe('the channel', () => {
  test('its metadata and its tokens are the Bot Connector’s, with keys endorsed for msteams', async () => {
    const { issuer, keys, set } = await keysOf('/v1/.well-known/openidconfiguration');
    expect([issuer, keys[0]?.endorsements]).toEqual(['https://api.botframework.com', ['msteams']]);
    const token = await room.entra.channelToken({ serviceUrl: 'https://localhost:1/emea/', botId: BOT });
    const { payload } = await jwtVerify(token, set, { issuer, audience: BOT });
    expect(payload.serviceurl).toBe('https://localhost:1/emea/');
    await expect(
      jwtVerify(await room.entra.channelToken({ serviceUrl: 'x', botId: BOT, otherIssuersKey: true }), set),
    ).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });
});

describe('keys', () => {
  test('a rotation signs with a new key and keeps the old one published until the next; a restart keeps both', async () => {
    const kids = async (path: string) => (await keysOf(path)).keys.map(({ kid }) => kid);
    const metadata = `/${TENANT}/v2.0/.well-known/openid-configuration`;
    const before = await room.entra.appToken({ appId: APP, audience: room.graph.address });
    const [first] = await kids(metadata);
    const rotated = await fetch(`${room.entra.address}/control/rotate-keys`, { method: 'POST' });
    const { kid } = JSON.parse(await rotated.text());
    expect(await kids(metadata)).toEqual([kid, first]);
    const bearer = { audience: [room.graph.address] };
    expect((await room.entra.verifyAppToken(`Bearer ${before}`, bearer)).ok).toBe(true);
    const after = await room.entra.appToken({ appId: APP, audience: room.graph.address });
    expect(decodeProtectedHeader(after).kid).toBe(kid);
    room = await room.reopen();
    expect(await kids(metadata)).toEqual([kid, first]);
    await room.entra.rotateKeys();
    expect(await kids(metadata)).not.toContain(first);
    expect(await room.entra.verifyAppToken(`Bearer ${before}`, bearer)).toEqual({ ok: false, problem: 'signature' });
  });

  test('an unknown path is 404', async () => {
    expect((await fetch(`${room.entra.address}/botframework.com/v2.0/.well-known/openid-configuration`)).status).toBe(
      404,
    );
  });
});
