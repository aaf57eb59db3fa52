import { describe, expect, test } from '@jest/globals';
import { register } from '../../infra/entra/register.ts';
import { SCOPE, TEAMS_CLIENTS } from '../../infra/entra/registrations.ts';
import { openMemoryEntra } from './memory-entra.ts';

const WANTED = { host: 'tavla.solvangdal.example' };
const MAKE = { plan: false };

const appOf = ({ applications }: ReturnType<typeof openMemoryEntra>, name: string) =>
  applications.find(({ displayName }) => displayName === name);

describe('the registrations', () => {
  test('are two, for this tenant only, and only the app’s has an API', async () => {
    const entra = openMemoryEntra();
    const { lines } = await register(entra.graph, WANTED, MAKE);
    const [app, bot] = [appOf(entra, 'Tavla'), appOf(entra, 'Tavla (bot)')];
    expect(entra.applications.map(({ signInAudience }) => signInAudience)).toEqual(['AzureADMyOrg', 'AzureADMyOrg']);
    expect(app).toMatchObject({
      identifierUris: [`api://tavla.solvangdal.example/${app?.appId}`],
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{ value: 'access_as_user', isEnabled: true }] },
    });
    expect(bot).not.toHaveProperty('api');
    expect(lines.slice(-2)).toEqual([`APP_ID=${app?.appId}`, `BOT_ID=${bot?.appId}`]);
  });

  test('let every Teams client have tokens without a question', async () => {
    const entra = openMemoryEntra();
    await register(entra.graph, WANTED, MAKE);
    const clients = Object.keys(TEAMS_CLIENTS).map((appId) => ({ appId, delegatedPermissionIds: [SCOPE.id] }));
    expect(appOf(entra, 'Tavla')).toMatchObject({ api: { preAuthorizedApplications: clients } });
  });

  test('have consent for the app to what Tavla needs, and none for the bot', async () => {
    const entra = openMemoryEntra();
    await register(entra.graph, WANTED, MAKE);
    const principal = entra.principals.find(({ appId }) => appId === appOf(entra, 'Tavla')?.appId);
    expect(entra.assignments.map(({ principalId, appRoleId }) => [principalId, appRoleId])).toEqual([
      [principal?.id, 'role Sites.Selected'],
      [principal?.id, 'role TeamMember.Read.All'],
    ]);
  });

  test('are made once: a second run changes nothing', async () => {
    const entra = openMemoryEntra();
    await register(entra.graph, WANTED, MAKE);
    const before = entra.writes();
    expect(await register(entra.graph, WANTED, MAKE)).toMatchObject({ changes: 0 });
    expect(entra.writes()).toBe(before);
  });

  test('are only spoken of with --plan', async () => {
    const entra = openMemoryEntra();
    const { lines } = await register(entra.graph, WANTED, { plan: true });
    expect(lines[0]).toMatch(/^Would: make the registration “Tavla”/);
    expect(entra.writes()).toBe(0);
  });

  test('keep what somebody has added to them', async () => {
    const entra = openMemoryEntra();
    await register(entra.graph, WANTED, MAKE);
    const app = appOf(entra, 'Tavla');
    Object.assign(app ?? {}, { identifierUris: ['api://another.example/x'] });
    await register(entra.graph, WANTED, MAKE);
    expect(app?.identifierUris).toEqual(['api://another.example/x', `api://tavla.solvangdal.example/${app?.appId}`]);
    expect(app).toMatchObject({
      api: { preAuthorizedApplications: Object.keys(TEAMS_CLIENTS).map((appId) => ({ appId })) },
    });
  });

  test('leave Graph to managed identities where there are some', async () => {
    const entra = openMemoryEntra();
    const identity = entra.addPrincipal('identity-that-calls-graph');
    const wanted = {
      ...WANTED,
      managedIdentity: 'identity-that-calls-graph',
      botManagedIdentity: 'identity-of-the-bot',
    };
    const { lines } = await register(entra.graph, wanted, MAKE);
    expect(new Set(entra.assignments.map(({ principalId }) => principalId))).toEqual(new Set([identity.id]));
    expect(appOf(entra, 'Tavla (bot)')).toBeUndefined();
    expect(lines).toContain('BOT_ID=identity-of-the-bot');
  });

  test('of the same name twice are for a person to sort out', async () => {
    const entra = openMemoryEntra();
    entra.applications.push({ id: 'a', displayName: 'Tavla' }, { id: 'b', displayName: 'Tavla' });
    await expect(register(entra.graph, WANTED, MAKE)).rejects.toThrow('There are 2 registrations called Tavla');
  });
});
