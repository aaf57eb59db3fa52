import { ClientSecretCredential } from '@azure/identity';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BatchRequestContent, Client, type GraphError, PageIterator } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { APP, openTestGraph, SECRET, TENANT, type TestGraph } from '../support.ts';

let room: TestGraph;
let client: Client;
beforeAll(async () => {
  room = await openTestGraph({ switches: { deltaVaries: true } });
  const credential = new ClientSecretCredential(TENANT, APP, SECRET, {
    authorityHost: room.entra.address,
    disableInstanceDiscovery: true,
  });
  client = Client.initWithMiddleware({
    baseUrl: room.graph.address,
    customHosts: new Set(['localhost']),
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [`${room.graph.address}/.default`] }),
  });
});
afterAll(() => room.close());

test('the real Graph client, signed in by the real @azure/identity, makes a list and lives with it', async () => {
  const site = await client.api('/sites/solvangdal.sharepoint.com:/sites/forbedring').get();
  expect(site.id).toBe(room.graph.siteId);
  const columns = [
    { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
    { name: 'State', text: {} },
  ];
  const list = await client.api(`/sites/${site.id}/lists`).post({ displayName: 'Forslag', columns });
  const items = `/sites/${site.id}/lists/${list.id}/items`;
  const made = await client.api(items).post({ fields: { Key: "O'Brien", State: 'Ny' } });
  const found = await client.api(items).filter("fields/Key eq 'O''Brien'").expand('fields($select=Key,State)').get();
  expect(found.value.map((one: { id: string }) => one.id)).toEqual([made.id]);
  await client.api(`${items}/${made.id}/fields`).header('If-Match', made.eTag).patch({ State: 'Pågår' });
  const late: GraphError = await client
    .api(`${items}/${made.id}/fields`)
    .header('If-Match', made.eTag)
    .patch({ State: 'x' })
    .catch((error) => error);
  expect([late.statusCode, late.requestId]).toEqual([412, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  const twice: GraphError = await client
    .api(items)
    .post({ fields: { Key: "o'brien" } })
    .catch((error) => error);
  expect([twice.statusCode, twice.code]).toEqual([400, 'invalidRequest']);
  await client.api(`${items}/${made.id}`).delete();
  expect((await client.api(`${items}/delta`).get()).value).toEqual([]);
});

test('its page iterator walks an uneven delta to the link for next time', async () => {
  const list = await room.makeList('Lang');
  const { displayName } = (await room.ask('GET', list)).body;
  for (let at = 0; at < 60; at += 1)
    room.graph.asPerson(room.directory.users[0]?.id ?? '').add(displayName, { Key: `k${at}` });
  const seen = new Set<string>();
  const first = await client.api(`${list}/items/delta`).expand('fields').top(10).get();
  const iterator = new PageIterator(client, first, (item: { id: string }) => Boolean(seen.add(item.id)));
  await iterator.iterate();
  expect(seen.size).toBe(60);
  expect(iterator.getDeltaLink()).toContain('/items/delta?');
});

test('its batches are answered', async () => {
  const list = await room.makeList('Bunke');
  const body = JSON.stringify({ fields: { Key: 'a' } });
  const headers = { 'Content-Type': 'application/json' };
  const steps = ['1', '2'].map((id) => ({
    id,
    request: new Request(`https://localhost${list}/items`, { method: 'POST', headers, body }),
  }));
  const content = await new BatchRequestContent(steps).getContent();
  const { responses } = await client.api('/$batch').post(content);
  expect(responses.map(({ status }: { status: number }) => status).sort()).toEqual([201, 400]);
});

test('its retry obeys Retry-After and comes through', async () => {
  room.graph.faults.add({ kind: 'throttled', times: 1, retryAfter: 1 });
  const { value } = await client.api(`/sites/${room.graph.siteId}/lists`).get();
  expect(value.length).toBeGreaterThan(0);
  expect(room.graph.counters.read().byStatus['429']).toBe(1);
});
