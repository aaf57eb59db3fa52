import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADMIN, ANA, APP, BEN, STRANGER, TEAM, TENANT } from '../support.ts';
import { expectError, openWorld, type World } from './rooms.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('people', () => {
  test('a user by id and by address, in the short set or as selected; unknown is 404', async () => {
    expect((await world.ask('GET', `/users/${ANA.id}`)).body).toMatchObject({
      id: ANA.id,
      displayName: ANA.displayName,
      mail: ANA.mail,
    });
    expect((await world.ask('GET', `/users/${ANA.mail}?$select=id,displayName`)).body).toEqual({
      '@odata.context': expect.any(String),
      id: ANA.id,
      displayName: ANA.displayName,
    });
    expectError(await world.ask('GET', '/users/nobody'), 404, 'Request_ResourceNotFound');
    expect(
      (await world.ask('GET', `/users?$filter=mail eq '${BEN.mail}'`)).body.value.map(({ id }: { id: string }) => id),
    ).toEqual([BEN.id]);
    expectError(await world.ask('GET', '/me'), 400, 'BadRequest');
  });

  test('members of a team with roles, page by page; of the group by the same id', async () => {
    const first = await world.ask('GET', `/teams/${TEAM}/members?$top=1`);
    const second = await world.ask('GET', first.body['@odata.nextLink']);
    const members = [...first.body.value, ...second.body.value];
    expect(members.map(({ userId, roles, tenantId }) => [userId, roles, tenantId])).toEqual([
      [ANA.id, ['owner'], TENANT],
      [BEN.id, [], TENANT],
    ]);
    expect(members[0].id).not.toBe(ANA.id);
    const { body } = await world.ask('GET', `/groups/${TEAM}/members/microsoft.graph.user?$select=id`);
    expect(body.value.map(({ id }: { id: string }) => id)).toEqual([ANA.id, BEN.id]);
    expectError(
      await world.ask('GET', '/teams/22222222-aaaa-4aaa-8aaa-000000000099/members'),
      404,
      'Request_ResourceNotFound',
    );
  });

  test('without the permission: 403', async () => {
    for (const path of [`/users/${ANA.id}`, `/teams/${TEAM}/members`, `/groups/${TEAM}/members`]) {
      expectError(await world.ask('GET', path, { app: STRANGER }), 403, 'Authorization_RequestDenied');
    }
  });
});

describe('activity notices', () => {
  const body = {
    topic: { source: 'text', value: 'Forslaget ditt', webUrl: 'https://teams.microsoft.com/l/entity/app/board' },
    activityType: 'suggestionMoved',
    previewText: { content: 'Flyttet' },
    templateParameters: [{ name: 'state', value: 'Pågår' }],
  };

  test('one to a person is 204 and on record; listeners hear it', async () => {
    const heard: string[] = [];
    const stop = world.graph.activities.listen(({ targetId }) => heard.push(targetId));
    expect((await world.ask('POST', `/users/${ANA.id}/teamwork/sendActivityNotification`, { body })).status).toBe(204);
    stop();
    expect(heard).toEqual([ANA.id]);
    const control = await fetch(`${world.graph.address}/control/activities`);
    expect(JSON.parse(await control.text())).toEqual([
      { sent: expect.any(String), app: APP, target: 'user', targetId: ANA.id, body },
    ]);
  });

  test('what Teams would not take is 400', async () => {
    const wrong = [
      { ...body, topic: { ...body.topic, webUrl: 'https://evil.example/' } },
      { ...body, topic: undefined },
      { ...body, activityType: '' },
      { ...body, activityType: 'systemDefault' },
    ];
    for (const one of wrong)
      expectError(
        await world.ask('POST', `/users/${ANA.id}/teamwork/sendActivityNotification`, { body: one }),
        400,
        'BadRequest',
      );
    expectError(await world.ask('POST', `/teams/${TEAM}/sendActivityNotification`, { body }), 400, 'BadRequest');
    expectError(
      await world.ask('POST', `/users/${ANA.id}/teamwork/sendActivityNotification`, { body, app: STRANGER }),
      403,
      'Authorization_RequestDenied',
    );
  });
});

describe('grants', () => {
  test('an administrator’s application lets another in, changes its role, and takes it away', async () => {
    const permissions = `${world.site}/permissions`;
    const app = STRANGER;
    const grantedToIdentities = [{ application: { id: app, displayName: 'Fremmed' } }];
    expectError(
      await world.ask('POST', permissions, { body: { roles: ['write'], grantedToIdentities } }),
      403,
      'accessDenied',
    );
    const made = await world.ask('POST', permissions, { app: ADMIN, body: { roles: ['read'], grantedToIdentities } });
    expect((await world.ask('GET', world.site, { app })).status).toBe(200);
    expectError(
      await world.ask('POST', `${world.site}/lists`, { app, body: { displayName: 'x' } }),
      403,
      'accessDenied',
    );
    await world.ask('PATCH', `${permissions}/${made.body.id}`, { app: ADMIN, body: { roles: ['fullcontrol'] } });
    expect((await world.ask('POST', `${world.site}/lists`, { app, body: { displayName: 'x' } })).status).toBe(201);
    expect((await world.ask('DELETE', `${permissions}/${made.body.id}`, { app: ADMIN })).status).toBe(204);
    expectError(await world.ask('GET', world.site, { app }), 403, 'accessDenied');
    expectError(
      await world.ask('POST', permissions, { app: ADMIN, body: { roles: ['king'], grantedToIdentities } }),
      400,
      'invalidRequest',
    );
    expect(world.graph.counters.read().byKind['permissions.create']).toBe(3);
  });
});

test('a list can be let out alone, and an item alone', async () => {
  const [list, other] = [await world.freshList(), await world.freshList()];
  for (const path of [list, other]) await world.ask('POST', `${path}/items`, { body: { fields: { Key: 'a' } } });
  const token = (role: string) =>
    world.entra.appToken({ appId: STRANGER, audience: world.graph.address, roles: [role] });
  const ask = async (role: string, method: string, path: string, body?: object) =>
    (
      await world.ask(method, path, {
        headers: { Authorization: `Bearer ${await token(role)}` },
        ...(body && { body }),
      })
    ).status;
  const grantedToV2 = { application: { id: STRANGER } };
  await world.ask('POST', `${list}/permissions`, { app: ADMIN, body: { roles: ['write'], grantedToV2 } });
  await world.ask('POST', `${other}/items/1/permissions`, { app: ADMIN, body: { roles: ['read'], grantedToV2 } });
  const [LISTS, ITEMS] = ['Lists.SelectedOperations.Selected', 'ListItems.SelectedOperations.Selected'];
  expect(await ask(LISTS, 'POST', `${list}/items`, { fields: { Key: 'b' } })).toBe(201);
  expect([await ask(LISTS, 'GET', `${other}/items`), await ask('Sites.Selected', 'GET', `${list}/items`)]).toEqual([
    403, 403,
  ]);
  expect([await ask(ITEMS, 'GET', `${other}/items/1`), await ask(ITEMS, 'GET', `${other}/items`)]).toEqual([200, 403]);
  expect(await ask(ITEMS, 'PATCH', `${other}/items/1/fields`, { State: 'x' })).toBe(403);
});

test('every answer of this file is one that the description allows', () => {
  expect(world.undescribed).toEqual([]);
});
