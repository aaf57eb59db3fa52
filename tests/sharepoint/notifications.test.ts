import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LIST_NAMES } from '../../bot/ports/rows.ts';
import { createNotifications, type Notifications } from '../../bot/sharepoint/notifications.ts';
import { HEGE, openTestGraph, type TestGraph } from '../local/support.ts';
import { openRecordRig, type RecordRig } from './record-rig.ts';

const DAY = 24 * 60 * 60_000;

let room: TestGraph;
let rig: RecordRig;
let server: Server;
let address: string;
let came: unknown[];

/** As the web door answers: the token back as plain text, else 202. */
const openEndpoint = async (): Promise<void> => {
  came = [];
  server = createServer(room.certificate.server, async (request, response) => {
    const token = new URL(request.url ?? '/', 'https://localhost').searchParams.get('validationToken');
    let text = '';
    for await (const part of request) text += part;
    if (token === null) came.push(JSON.parse(text));
    response.writeHead(token === null ? 202 : 200, { 'Content-Type': 'text/plain' }).end(token ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `https://localhost:${(server.address() as AddressInfo).port}/api/notifications`;
};

beforeAll(async () => {
  room = await openTestGraph();
});

afterAll(async () => {
  await room.close();
});

beforeEach(async () => {
  rig = await openRecordRig(room);
  await openEndpoint();
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rig.close();
});

const open = (secret = 'what only this installation knows'): Notifications =>
  createNotifications({ graph: rig.graph, site: rig.site, address, secret, log: rig.log, timers: rig.timers });

describe('notifications of lists', () => {
  test('are subscribed to once a list, and adopted by the next start and the next server', async () => {
    expect(await open().once()).toBe(LIST_NAMES.length);
    expect(await open().once()).toBe(LIST_NAMES.length);
    expect(room.graph.subscriptions()).toHaveLength(LIST_NAMES.length);
  });

  test('say which list to read', async () => {
    const notifications = open();
    await notifications.once();
    room.graph.asPerson(HEGE.id).add('Forslag', { Text: 'Nytt' });
    await room.graph.notifications.deliver();
    expect(came.flatMap((body) => notifications.listsIn(body))).toEqual(['Suggestions']);
  });

  test('without our secret are nobody’s word', async () => {
    const notifications = open();
    await notifications.once();
    room.graph.asPerson(HEGE.id).add('Forslag', { Text: 'Nytt' });
    await room.graph.notifications.deliver();
    const stranger = open('another secret');
    expect(came).toHaveLength(1);
    expect(came.flatMap((body) => stranger.listsIn(body))).toEqual([]);
    for (const forged of [
      undefined,
      null,
      {},
      { value: 'x' },
      { value: [{ subscriptionId: '1' }] },
      { value: [null, 7] },
    ]) {
      expect(notifications.listsIn(forged)).toEqual([]);
    }
  });

  test('made by another server of ours hint at every list', async () => {
    await open().once();
    room.graph.asPerson(HEGE.id).add('Forslag', { Text: 'Nytt' });
    await room.graph.notifications.deliver();
    expect(came.flatMap((body) => open().listsIn(body))).toEqual([...LIST_NAMES]);
  });

  test('are renewed before they run out', async () => {
    await open().once();
    const subscriptions = async () => (await room.ask('GET', '/subscriptions')).body.value;
    const soon = new Date(rig.timers.now() + 2 * DAY).toISOString();
    const [{ id }] = await subscriptions();
    await room.ask('PATCH', `/subscriptions/${id}`, { body: { expirationDateTime: soon } });
    await open().once();
    for (const one of await subscriptions()) {
      expect(Date.parse(one.expirationDateTime) - rig.timers.now()).toBeGreaterThan(27 * DAY);
    }
  });

  test('that are doubled are deleted', async () => {
    await open().once();
    const [one] = room.graph.subscriptions();
    const body = {
      changeType: 'updated',
      resource: one?.resource,
      notificationUrl: address,
      expirationDateTime: new Date(rig.timers.now() + 20 * DAY).toISOString(),
      clientState: 'x',
    };
    expect((await room.ask('POST', '/subscriptions', { body })).status).toBe(201);
    await open().once();
    expect(room.graph.subscriptions()).toHaveLength(LIST_NAMES.length);
  });

  test('that are refused are said once, and polling is enough', async () => {
    room.graph.switches.subscribingNeeds = 'never';
    const notifications = open();
    expect(await notifications.once()).toBe(0);
    expect(await notifications.once()).toBe(0);
    expect(rig.log.lines).toEqual([
      expect.objectContaining({ level: 'warn', message: 'Graph sends no notifications; lists are polled' }),
    ]);
  });

  test('that are to be authorised again are, and are no word of a change', async () => {
    const notifications = open();
    await notifications.once();
    const [one] = room.graph.subscriptions();
    await room.graph.notifications.remind(String(one?.id));
    expect(came.flatMap((body) => notifications.listsIn(body))).toEqual([]);
  });
});
