import { describe, expect, test } from '@jest/globals';
import { type Admission, admit, isOurService } from '../../bot/teams/entry.ts';
import { checkTeamsConfig, type TeamsConfig } from '../../bot/teams/teams-config.ts';

const TENANT = '00000000-0000-4000-8000-00000000aaaa';
const gate = { tenantId: TENANT, serviceHosts: ['smba.trafficmanager.net', 'localhost:4443'] };
const good = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:x', name: 'Ana', aadObjectId: '00000000-0000-4000-8000-000000000001' },
  recipient: { id: '28:b' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  text: 'hei',
};
const status = (body: unknown): number => {
  const admission: Admission = admit(body, gate);
  return admission.ok ? 200 : admission.status;
};

describe('who is let in', () => {
  test('a message from our tenant, through Teams', () => {
    expect(admit(good, gate)).toMatchObject({ ok: true, incoming: { what: { kind: 'message', text: 'hei' } } });
  });

  test.each<readonly [string, object, number]>([
    ['another channel', { channelId: 'emulator' }, 403],
    ['the channel that skips the token’s audience', { channelId: 'AseChannel' }, 403],
    ['a channel in other letters', { channelId: 'MSTeams' }, 403],
    ['no channel', { channelId: undefined }, 403],
    ['a tenant id in capitals', { conversation: { ...good.conversation, tenantId: TENANT.toUpperCase() } }, 200],
    ['one tenant id only', { channelData: {} }, 200],
    ['no tenant at all', { channelData: {}, conversation: { ...good.conversation, tenantId: undefined } }, 403],
    ['an empty tenant', { conversation: { ...good.conversation, tenantId: '' } }, 403],
    ['a tenant that is no text', { channelData: { tenant: { id: [TENANT] } } }, 403],
    ['two tenants', { channelData: { tenant: { id: TENANT.replace('aaaa', 'ffff') } } }, 403],
    ['no type', { type: undefined }, 400],
    ['an empty type', { type: '' }, 400],
    ['no sender', { from: undefined }, 400],
    ['a sender that is a text', { from: '29:x' }, 400],
    ['a text that is an object', { text: { toString: 'x' } }, 400],
    ['a text beyond all measure', { text: 'x'.repeat(50_000) }, 400],
    ['a conversation without an id', { conversation: { tenantId: TENANT } }, 400],
    ['an unknown kind of conversation', { conversation: { ...good.conversation, conversationType: 'other' } }, 400],
    ['a value that is a text', { value: 'x' }, 400],
    ['a value that is a list', { value: [] }, 400],
  ])('%s', (_name, change, expected) => {
    expect(status({ ...good, ...change })).toBe(expected);
  });

  test('nothing but an object is an activity', () => {
    for (const body of [null, undefined, 'hei', 7, [], [good], true]) expect(status(body)).toBe(400);
  });

  test('inherited properties count for nothing', () => {
    expect(status(Object.create(good))).not.toBe(200);
    expect(status(JSON.parse('{"__proto__":{"channelId":"msteams"},"type":"message"}'))).toBe(403);
  });
});

describe('where answers may go', () => {
  test.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://SMBA.trafficmanager.net/emea/', true],
    ['https://smba.trafficmanager.net:443/emea/', true],
    ['https://smba.trafficmanager.net:444/emea/', false],
    ['https://localhost:4443/emea/', true],
    ['https://localhost/emea/', false],
    ['http://smba.trafficmanager.net/emea/', false],
    ['https://user@smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net@evil.example/', false],
    ['https://smba.trafficmanager.net.evil.example/', false],
    ['https://evil.example/smba.trafficmanager.net', false],
    ['https://169.254.169.254/', false],
    ['//smba.trafficmanager.net/', false],
    ['smba.trafficmanager.net', false],
    ['', false],
    [undefined, false],
    [{ href: 'https://smba.trafficmanager.net/' }, false],
  ])('%j: %s', (address, allowed) => {
    expect(isOurService(address, gate.serviceHosts)).toBe(allowed);
  });
});

describe('the bot does not start', () => {
  const config: TeamsConfig = {
    botId: '00000000-0000-4000-8000-00000000b071',
    tenantId: TENANT,
    credentials: { kind: 'secret', secret: 's' },
    authority: 'https://login.microsoftonline.com',
    metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: 'https://api.botframework.com',
    serviceHosts: ['smba.trafficmanager.net'],
    teamsAppId: 'x',
    address: 'https://tavla.example',
    links: { deviation: '', whistleblowing: '' },
  };
  test('without an id, since the SDK would then let everybody in', () => {
    expect(() => checkTeamsConfig(config)).not.toThrow();
    expect(() => checkTeamsConfig({ ...config, botId: '' })).toThrow(/botId/);
    expect(() => checkTeamsConfig({ ...config, botId: '  ' })).toThrow(/botId/);
  });
  test('without a tenant, or without anybody whom it may answer', () => {
    expect(() => checkTeamsConfig({ ...config, tenantId: '' })).toThrow(/tenantId/);
    expect(() => checkTeamsConfig({ ...config, serviceHosts: [] })).toThrow(/service host/);
  });
});
