import { expect } from '@jest/globals';
import { ANA, APP } from '../support.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { addItem, expectError, type Row, type World } from './rooms.ts';

const MINUTE = 60_000;

const ids = (body: { value: { id: string }[] }) => body.value.map(({ id }) => Number(id));

/** Follows a delta to its end: all items by page, and the closing link. */
async function follow({ ask }: World, start: string) {
  const pages: { id: string; deleted?: unknown; fields?: Record<string, unknown> }[][] = [];
  for (let next = start; ; ) {
    const { status, body } = await ask('GET', next);
    expect(status).toBe(200);
    expect(pages.length).toBeLessThan(100);
    pages.push(body.value);
    if (body['@odata.deltaLink']) return { pages, items: pages.flat(), link: String(body['@odata.deltaLink']) };
    next = body['@odata.nextLink'];
  }
}

const subscription = (list: string, receiver: Receiver, now: number, more: object = {}) => ({
  changeType: 'updated',
  notificationUrl: receiver.url,
  resource: list.slice(1),
  expirationDateTime: new Date(now + 1000 * MINUTE).toISOString(),
  clientState: 'secret',
  ...more,
});

async function withReceiver(proof: (receiver: Receiver) => Promise<void>): Promise<void> {
  const receiver = await openReceiver();
  try {
    await proof(receiver);
  } finally {
    await receiver.close();
  }
}

/** Rows 37 to 50, 53 and 55: delta, notifications, cost, batches, and bad days. */
export const CHANGE_ROWS: readonly Row[] = [
  [
    37,
    'delta: everything in pages, then changes only, tombstones, last state; token=latest begins now; pages uneven, items twice',
    async (world) => {
      const list = await world.freshList();
      for (let at = 0; at < 40; at += 1) await addItem(world, list, { Key: `k${at}`, Size: at });
      world.graph.switches.deltaVaries = true;
      const latest = await world.ask('GET', `${list}/items/delta?token=latest`);
      expect(latest.body.value).toEqual([]);
      const all = await follow(world, `${list}/items/delta?$expand=fields($select=Key,Size)&$top=7`);
      expect(new Set(all.items.map(({ id }) => id)).size).toBe(40);
      expect(new Set(all.pages.map((page) => page.length)).size).toBeGreaterThan(1);
      expect(all.items.length).toBeGreaterThan(40);
      expect(all.items[0]?.fields).toEqual({ '@odata.etag': expect.any(String), Key: 'k0', Size: 0 });
      world.graph.switches.deltaVaries = false;
      expect((await follow(world, all.link)).items).toEqual([]);
      await world.ask('PATCH', `${list}/items/3/fields`, { body: { Size: 100 } });
      await world.ask('PATCH', `${list}/items/3/fields`, { body: { Size: 101 } });
      await world.ask('DELETE', `${list}/items/5`);
      const { id } = await addItem(world, list, { Key: 'new' });
      for (const link of [all.link, latest.body['@odata.deltaLink']]) {
        const changes = await follow(world, link);
        expect(changes.items.map((item) => item.id)).toEqual(['3', '5', id]);
        expect(changes.items[1]).toEqual({
          id: '5',
          parentReference: { siteId: world.graph.siteId },
          contentType: expect.anything(),
          deleted: { state: 'deleted' },
        });
      }
      expect((await follow(world, all.link)).items[0]?.fields).toMatchObject({ Size: 101 });
    },
  ],
  [
    38,
    'a delta token older than the log, or after a reset: 410 with Location and a resync code; Location begins anew in the same shape',
    async (world) => {
      const list = await world.freshList();
      await addItem(world, list, { Key: 'a' });
      const { link } = await follow(world, `${list}/items/delta?$expand=fields($select=Key)`);
      world.clock.now += 61 * 24 * 60 * MINUTE;
      expectError(await world.ask('GET', link), 410, 'resyncChangesApplyDifferences');
      const fresh = (await follow(world, `${list}/items/delta?$expand=fields($select=Key)`)).link;
      world.graph.forgetChanges();
      const gone = await world.ask('GET', fresh);
      expectError(gone, 410, 'resyncChangesApplyDifferences');
      const again = await follow(world, gone.headers.get('Location') ?? '');
      expect(again.items.map(({ fields }) => fields?.Key)).toEqual(['a']);
      world.graph.faults.add({ kind: 'resync', times: 1, code: 'resyncChangesUploadDifferences' });
      expectError(await world.ask('GET', again.link), 410, 'resyncChangesUploadDifferences');
      expect((await world.ask('GET', again.link)).status).toBe(200);
    },
  ],
  [
    39,
    'a delta token that is garbage, or of another list: 400',
    async (world) => {
      const [list, other] = [await world.freshList(), await world.freshList()];
      const token = new URL((await follow(world, `${other}/items/delta`)).link).searchParams.get('token');
      for (const wrong of ['rubbish', 'e30', token]) {
        expect(expectError(await world.ask('GET', `${list}/items/delta?token=${wrong}`), 400, 'invalidRequest')).toBe(
          'Provided sync token is malformed',
        );
      }
    },
  ],
  [
    40,
    'the broken delta page, by a switch: 200 with an error inside, or with JSON that stops; afterwards nothing is missing',
    async (world) => {
      const list = await world.freshList();
      for (let at = 0; at < 3; at += 1) await addItem(world, list, { Key: `k${at}` });
      world.graph.faults.add({ kind: 'deltaError', times: 1 });
      const inside = await world.ask('GET', `${list}/items/delta`);
      expect([inside.status, inside.body.error.code, inside.body['@odata.deltaLink']]).toEqual([
        200,
        'InternalServerError',
        undefined,
      ]);
      world.graph.faults.add({ kind: 'deltaCut', times: 1 });
      const cut = await world.ask('GET', `${list}/items/delta`);
      expect([cut.status, cut.body, cut.headers.get('content-type')]).toEqual([
        200,
        undefined,
        expect.stringContaining('application/json'),
      ]);
      world.graph.faults.add({ kind: 'emptyPage', times: 2 });
      expect((await follow(world, `${list}/items/delta`)).items).toHaveLength(3);
      world.graph.faults.add({ kind: 'foreignLink', times: 1 });
      expect((await world.ask('GET', `${list}/items/delta`)).body['@odata.deltaLink']).toMatch(
        /^https:\/\/contoso\.sharepoint\.com\//,
      );
    },
  ],
  [
    41,
    'a subscription: the handshake first, at both addresses; 400 when it fails; 403 by a switch',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        const body = subscription(list, receiver, world.clock.now, {
          lifecycleNotificationUrl: receiver.url.replace('notify', 'lifecycle'),
        });
        const made = await world.ask('POST', '/subscriptions', { body });
        expect([made.status, made.body.resource, made.body.applicationId, made.body.clientState]).toEqual([
          201,
          body.resource,
          APP,
          'secret',
        ]);
        for (const handshake of ['wrong text', 'wrong type'] as const) {
          receiver.handshake = handshake;
          expect(expectError(await world.ask('POST', '/subscriptions', { body }), 400, 'ValidationError')).toContain(
            'validation request failed',
          );
        }
        receiver.handshake = 'right';
        expectError(
          await world.ask('POST', '/subscriptions', {
            body: { ...body, notificationUrl: 'http://hook.example/notify' },
          }),
          400,
          'InvalidRequest',
        );
        expectError(
          await world.ask('POST', '/subscriptions', { body: { ...body, clientState: 'x'.repeat(129) } }),
          400,
          'InvalidRequest',
        );
        world.graph.switches.subscribingNeeds = 'never';
        expectError(await world.ask('POST', '/subscriptions', { body }), 403, 'accessDenied');
      });
    },
  ],
  [
    42,
    'another change type than updated: 400',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        const body = subscription(list, receiver, world.clock.now, { changeType: 'created' });
        expect(expectError(await world.ask('POST', '/subscriptions', { body }), 400, 'InvalidRequest')).toBe(
          "Invalid 'changeType' attribute: 'created'.",
        );
      });
    },
  ],
  [
    43,
    'a term beyond 42,300 minutes: 400; below 45 it is raised to 45',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        const after = (minutes: number) => ({
          expirationDateTime: new Date(world.clock.now + minutes * MINUTE).toISOString(),
        });
        const post = (minutes: number) =>
          world.ask('POST', '/subscriptions', { body: subscription(list, receiver, world.clock.now, after(minutes)) });
        expectError(await post(42_301), 400, 'InvalidRequest');
        expectError(await post(-1), 400, 'InvalidRequest');
        const { body } = await post(42_300);
        const short = await world.ask('PATCH', `/subscriptions/${body.id}`, { body: after(5) });
        expect(Date.parse(short.body.expirationDateTime)).toBe(world.clock.now + 45 * MINUTE);
      });
    },
  ],
  [
    44,
    'the same subscription twice: two ids, and each is told, here in one post',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        const body = subscription(list, receiver, world.clock.now);
        const [one, other] = [
          await world.ask('POST', '/subscriptions', { body }),
          await world.ask('POST', '/subscriptions', { body }),
        ];
        expect(one.body.id).not.toBe(other.body.id);
        await addItem(world, list, {});
        await world.graph.notifications.deliver();
        expect(
          receiver.told.flatMap((told) => told.body.value.map(({ subscriptionId }) => subscriptionId)).sort(),
        ).toEqual([one.body.id, other.body.id].sort());
        expect(receiver.told).toHaveLength(1);
        expect(ids((await world.ask('GET', '/subscriptions')).body).length).toBeGreaterThanOrEqual(2);
      });
    },
  ],
  [
    45,
    'a change in the list: one notification for many changes, a person’s too, without ids; lost and doubled by faults',
    async (world) => {
      const list = await world.freshList();
      const { displayName } = (await world.ask('GET', list)).body;
      await withReceiver(async (receiver) => {
        const { body } = await world.ask('POST', '/subscriptions', {
          body: subscription(list, receiver, world.clock.now),
        });
        await addItem(world, list, { Key: 'a' });
        world.graph.asPerson(ANA.id).edit(displayName, 1, { State: 'by hand' });
        await world.graph.notifications.deliver();
        expect(receiver.told.map((told) => told.body)).toEqual([
          {
            value: [
              {
                subscriptionId: body.id,
                clientState: 'secret',
                subscriptionExpirationDateTime: body.expirationDateTime,
                changeType: 'updated',
                resource: list.slice(1),
                tenantId: world.directory.tenant.id,
                resourceData: { '@odata.type': '#Microsoft.Graph.ListItem' },
              },
            ],
          },
        ]);
        const arrivals = async (kind: 'notificationLost' | 'notificationDoubled' | 'notificationLate') => {
          receiver.told.length = 0;
          world.graph.faults.add({ kind, times: 1 });
          await addItem(world, list, {});
          await world.graph.notifications.deliver();
          return receiver.told.length;
        };
        expect([await arrivals('notificationLost'), await arrivals('notificationDoubled')]).toEqual([0, 2]);
        expect(await arrivals('notificationLate')).toBe(1);
      });
    },
  ],
  [
    46,
    'a receiver that does not answer 2xx is told again',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        await world.ask('POST', '/subscriptions', { body: subscription(list, receiver, world.clock.now) });
        receiver.answers.push(503, 500);
        await addItem(world, list, {});
        for (const waiting of [1, 1, 0]) {
          await world.graph.notifications.deliver();
          expect(world.graph.notifications.waiting()).toBe(waiting);
        }
        expect(receiver.told).toHaveLength(3);
      });
    },
  ],
  [
    47,
    'a subscription that has run out: silence, and 404; before that a lifecycle notification can ask for more',
    async (world) => {
      const list = await world.freshList();
      await withReceiver(async (receiver) => {
        const { body } = await world.ask('POST', '/subscriptions', {
          body: subscription(list, receiver, world.clock.now, {
            lifecycleNotificationUrl: receiver.url.replace('notify', 'lifecycle'),
          }),
        });
        expect(await world.graph.notifications.remind(body.id)).toBe(true);
        expect(receiver.told[0]).toMatchObject({
          path: '/lifecycle',
          body: { value: [{ lifecycleEvent: 'reauthorizationRequired', subscriptionId: body.id }] },
        });
        expect((await world.ask('POST', `/subscriptions/${body.id}/reauthorize`)).status).toBe(204);
        world.clock.now += 1001 * MINUTE;
        await addItem(world, list, {});
        await world.graph.notifications.deliver();
        expect(receiver.told).toHaveLength(1);
        expectError(await world.ask('PATCH', `/subscriptions/${body.id}`, { body: {} }), 404, 'ResourceNotFound');
      });
    },
  ],
  [
    48,
    'resource units are counted by the table; from 80 % RateLimit headers; above 429, which counts, too; a minute later all is well',
    async (world) => {
      const list = await world.freshList();
      world.graph.counters.reset();
      world.clock.now += 2 * MINUTE;
      const { id } = await addItem(world, list, {});
      await world.ask('GET', `${list}/items/${id}`);
      await world.ask('GET', `${list}/items`);
      const { link } = await follow(world, `${list}/items/delta`);
      await world.ask('GET', link);
      expect(world.graph.counters.read()).toMatchObject({
        requests: 5,
        units: { [APP]: 2 + 1 + 2 + 2 + 1 },
        byKind: { 'items.create': 1, 'items.get': 1, 'items.list': 1, 'items.deltaFull': 1, 'items.delta': 1 },
      });
      world.graph.switches.unitsPerMinute = 20;
      const get = () => world.ask('GET', `${list}/items`);
      const quiet = await get();
      expect([quiet.status, quiet.headers.get('RateLimit-Limit')]).toEqual([200, null]);
      await get();
      await get();
      const warned = await get();
      expect([warned.status, warned.headers.get('RateLimit-Limit'), warned.headers.get('RateLimit-Remaining')]).toEqual(
        [200, '20', '4'],
      );
      await get();
      await get();
      const over = await get();
      expectError(over, 429, 'activityLimitReached');
      expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(world.graph.counters.read().units[APP]).toBe(8 + 14);
      world.clock.now += Number(over.headers.get('Retry-After')) * 1000;
      expect((await get()).status).toBe(200);
    },
  ],
  [
    49,
    '$batch: twenty at most, unique ids, 424 below a failure, 429 for one alone, in no order',
    async (world) => {
      const { ask, freshList, graph } = world;
      const list = await freshList();
      const get = (id: number | string, more: object = {}) => ({
        id: String(id),
        method: 'GET',
        url: `${list}/items`,
        ...more,
      });
      const batch = (requests: readonly object[]) => ask('POST', '/$batch', { body: { requests } });
      for (const wrong of [
        Array.from({ length: 21 }, (_, at) => get(at)),
        [get('a'), get('A')],
        [],
        [get(1, { dependsOn: ['9'] })],
        [{ id: '1', method: 'POST', url: `${list}/items`, body: {} }],
      ]) {
        expectError(await batch(wrong), 400, 'BadRequest');
      }
      const full = await batch(Array.from({ length: 20 }, (_, at) => get(at)));
      const order = full.body.responses.map((one: { id: string }) => Number(one.id));
      expect(order).not.toEqual([...order].sort((left, right) => left - right));
      expect(new Set(order).size).toBe(20);

      graph.counters.reset();
      graph.faults.add({ kind: 'throttled', request: 'items.update', times: 1, retryAfter: 9 });
      await addItem(world, list, {});
      const headers = { 'Content-Type': 'application/json' };
      const mixed = await batch([
        { id: 'make', method: 'POST', url: `${list}/items`, headers, body: { fields: { Key: 'b' } } },
        { id: 'slow', method: 'PATCH', url: `${list}/items/1/fields`, headers, body: { State: 'x' } },
        get('child', { dependsOn: ['slow'] }),
        { id: 'none', method: 'GET', url: `${list}/items/99` },
      ]);
      const found = Object.fromEntries(
        mixed.body.responses.map((one: { id: string; status: number; headers?: Record<string, string> }) => [
          one.id,
          one,
        ]),
      );
      expect(
        Object.fromEntries(Object.entries(found).map(([id, one]) => [id, (one as { status: number }).status])),
      ).toEqual({ make: 201, slow: 429, child: 424, none: 404 });
      expect(found.slow.headers['Retry-After']).toBe('9');
      expect(graph.counters.read().units[APP]).toBe(2 + 2 + 2 + 1);
    },
  ],
  [
    50,
    'a locked site: 423 notAllowed with resourceLocked inside',
    async ({ ask, site, graph }) => {
      graph.switches.siteLocked = true;
      const answer = await ask('GET', `${site}/lists`);
      expectError(answer, 423, 'notAllowed');
      expect(answer.body.error.innerError.code).toBe('resourceLocked');
    },
  ],
  [
    53,
    'a write that was done though the answer was 504, or none at all; and one that was not',
    async (world) => {
      const list = await world.freshList();
      const post = (Key: string) => world.ask('POST', `${list}/items`, { body: { fields: { Key } } });
      const found = async (Key: string) =>
        (await world.ask('GET', `${list}/items?$filter=fields/Key eq '${Key}'`)).body.value.length;
      world.graph.faults.add({ kind: 'doneButGatewayTimeout', method: 'POST', times: 1 });
      expect((await post('a')).status).toBe(504);
      world.graph.faults.add({ kind: 'droppedAfter', method: 'POST', times: 1 });
      await expect(post('b')).rejects.toThrow();
      world.graph.faults.add({ kind: 'droppedBefore', method: 'POST', times: 1 });
      await expect(post('c')).rejects.toThrow();
      world.graph.faults.add({ kind: 'gatewayTimeout', method: 'POST', times: 1 });
      expect((await post('d')).status).toBe(504);
      expect([await found('a'), await found('b'), await found('c'), await found('d')]).toEqual([1, 1, 0, 0]);
    },
  ],
  [
    55,
    'plain http is not spoken',
    async ({ graph }) => {
      await expect(fetch(`${graph.address.replace('https:', 'http:')}/v1.0/sites`)).rejects.toThrow();
    },
  ],
];
