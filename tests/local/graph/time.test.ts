import { afterEach, expect, test } from '@jest/globals';
import { ANA, openTestGraph, type TestGraph } from '../support.ts';
import { openReceiver } from './receiver.ts';

let room: TestGraph;
afterEach(() => room.close());

test('notifications come by themselves after their delay, one for a burst', async () => {
  room = await openTestGraph({ notificationDelay: [20, 40] });
  const receiver = await openReceiver();
  const list = await room.makeList();
  const expirationDateTime = new Date(Date.now() + 86_400_000).toISOString();
  await room.ask('POST', '/subscriptions', {
    body: { changeType: 'updated', notificationUrl: receiver.url, resource: list.slice(1), expirationDateTime },
  });
  const arrival = receiver.next();
  for (let at = 0; at < 20; at += 1) room.graph.asPerson(ANA.id).add('Forslag', {});
  await arrival;
  expect([receiver.told.length, room.graph.notifications.waiting()]).toEqual([1, 0]);
  await receiver.close();
});

test('with a lag a new item is there by id at once, by filter and delta later; nothing is missed', async () => {
  const clock = { now: Date.now() };
  room = await openTestGraph({ now: () => clock.now, switches: { lagMilliseconds: 2000 } });
  const list = await room.makeList();
  const { body: start } = await room.ask('GET', `${list}/items/delta`);
  const { body: made } = await room.ask('POST', `${list}/items`, { body: { fields: { Key: 'a' } } });
  const byKey = async () => (await room.ask('GET', `${list}/items?$filter=fields/Key eq 'a'`)).body.value.length;
  expect((await room.ask('GET', `${list}/items/${made.id}`)).status).toBe(200);
  const early = await room.ask('GET', start['@odata.deltaLink']);
  expect([await byKey(), early.body.value.length]).toEqual([0, 0]);
  clock.now += 2000;
  const late = await room.ask('GET', early.body['@odata.deltaLink']);
  expect([await byKey(), late.body.value.length]).toEqual([1, 1]);
  // The unique rule knows no lag.
  expect((await room.ask('POST', `${list}/items`, { body: { fields: { Key: 'A' } } })).status).toBe(400);
});

test('a late notification waits alone while others go', async () => {
  room = await openTestGraph({ notificationDelay: [5, 10] });
  const receiver = await openReceiver();
  const [slow, quick] = [await room.makeList('Sen'), await room.makeList('Rask')];
  const expirationDateTime = new Date(Date.now() + 86_400_000).toISOString();
  for (const list of [slow, quick]) {
    await room.ask('POST', '/subscriptions', {
      body: { changeType: 'updated', notificationUrl: receiver.url, resource: list.slice(1), expirationDateTime },
    });
  }
  room.graph.faults.add({ kind: 'notificationLate', times: 1 });
  const arrival = receiver.next();
  room.graph.asPerson(ANA.id).add('Sen', {});
  room.graph.asPerson(ANA.id).add('Rask', {});
  await arrival;
  const resources = () => receiver.told.flatMap(({ body }) => body.value.map(({ resource }) => resource));
  expect([resources(), room.graph.notifications.waiting()]).toEqual([[quick.slice(1)], 1]);
  await room.graph.notifications.deliver();
  expect(resources()).toEqual([quick.slice(1), slow.slice(1)]);
  await receiver.close();
});
