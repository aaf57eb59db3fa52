import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, BEN, openTestGraph, type TestGraph } from '../support.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let room: TestGraph;
let receiver: Receiver;
beforeAll(async () => {
  room = await openTestGraph();
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver.close();
  await room.close();
});

test('after a restart everything is there: site, lists, columns, items, versions, grants, delta tokens, subscriptions, notices, certificate', async () => {
  const list = await room.makeList();
  await room.ask('POST', `${list}/items`, { body: { fields: { Key: 'a', Size: 7, Note: 'x\ny' } } });
  await room.ask('PATCH', `${list}/items/1/fields`, { body: { Size: 8 } });
  await room.ask('POST', `${list}/items`, { body: { fields: { Key: 'gone' } } });
  await room.ask('DELETE', `${list}/items/2`);
  const { body: delta } = await room.ask('GET', `${list}/items/delta?$expand=fields`);
  const subscription = await room.ask('POST', '/subscriptions', {
    body: {
      changeType: 'updated',
      notificationUrl: receiver.url,
      resource: list.slice(1),
      expirationDateTime: new Date(Date.now() + 86_400_000).toISOString(),
    },
  });
  const topic = { source: 'text', value: 'Nytt', webUrl: 'https://teams.microsoft.com/l/entity/x' };
  await room.ask('POST', `/users/${ANA.id}/teamwork/sendActivityNotification`, {
    body: { topic, activityType: 'suggestionMoved', previewText: { content: 'x' } },
  });
  const paths = [
    room.site,
    `${list}?$expand=columns`,
    `${list}/items?$expand=fields`,
    `${list}/items/1/versions?$expand=fields`,
    `/subscriptions/${subscription.body.id}`,
  ];
  const look = async () => {
    const answers = await Promise.all(paths.map((path) => room.ask('GET', path)));
    return answers.map(({ status, text }) => [status, text.replaceAll(room.graph.address, '')]);
  };
  const before = await look();
  const { authorityPem } = room.certificate;

  room = await room.reopen();
  expect(await look()).toEqual(before);
  expect(before.map(([status]) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(room.certificate.authorityPem).toBe(authorityPem);
  expect(room.graph.activities.list()).toEqual([expect.objectContaining({ target: 'user', targetId: ANA.id })]);
  room.graph.asPerson(BEN.id).add('Forslag', { Key: 'new' });
  const since = await room.ask(
    'GET',
    `${list}/items/delta?token=${new URL(delta['@odata.deltaLink']).searchParams.get('token')}`,
  );
  expect(since.body.value.map((item: { id: string; fields: { Key: string } }) => [item.id, item.fields.Key])).toEqual([
    ['3', 'new'],
  ]);
  await room.graph.notifications.deliver();
  expect(receiver.told).toHaveLength(1);
  const twice = await room.ask('POST', `${list}/items`, { body: { fields: { Key: 'A' } } });
  expect(twice.status).toBe(400);
});
