import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { ANA, HEGE, openTestGraph, type TestGraph } from '../support.ts';

const COLUMNS = [
  { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'State', displayName: 'Tilstand', choice: { choices: ['Ny', 'Ferdig'] } },
  { name: 'Tags', displayName: 'Merker', choice: { choices: ['a', 'b'], displayAs: 'checkBoxes' } },
  { name: 'Size', displayName: 'Størrelse', number: {} },
  { name: 'When', displayName: 'Når', dateTime: {} },
  { name: 'Yes', displayName: 'Utført', boolean: {} },
  { name: 'Owner', displayName: 'Eier', personOrGroup: {} },
  { name: 'Note', displayName: 'Notat', text: { allowMultipleLines: true } },
];
const HOSTILE = '<script>alert(1)</script>"\'&';

let room: TestGraph;
let list: string;
let server: Server;
let base: string;
beforeAll(async () => {
  room = await openTestGraph();
  list = await room.makeList('Forslag', COLUMNS);
  server = express().use('/sharepoint', room.graph.pages).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://localhost:${(server.address() as AddressInfo).port}/sharepoint`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await room.close();
});

const get = async (path: string) => {
  const answer = await fetch(`${base}${path}`);
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
const post = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    headers,
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
const as = (userId: string) => ({ Cookie: `sharepoint-person=${userId}` });
const item = async (id: number) => (await room.ask('GET', `${list}/items/${id}?$expand=fields`)).body;

describe('SharePoint’s pages, mounted at /sharepoint', () => {
  test('a person adds a row; Graph sees it under their name, and delta tells', async () => {
    const { body } = await room.ask('GET', `${list}/items/delta?token=latest`);
    const form = {
      Title: HOSTILE,
      Key: 'A',
      State: 'Ny',
      Tags: 'b',
      Size: '2.5',
      When: '2026-07-01T12:00',
      Yes: 'true',
      Owner: '2',
      Note: 'one\r\ntwo',
    };
    const added = await post('/lists/Forslag/new', form, as(HEGE.id));
    expect([added.status, added.headers.get('location')]).toEqual([303, '/sharepoint/lists/Forslag']);
    const made = await item(1);
    expect(made.createdBy.user).toMatchObject({ id: HEGE.id, displayName: HEGE.displayName });
    expect(made.fields).toMatchObject({
      Title: HOSTILE,
      State: 'Ny',
      Tags: ['b'],
      Size: 2.5,
      When: '2026-07-01T10:00:00Z',
      Yes: true,
      OwnerLookupId: '2',
      Note: 'one\ntwo',
    });
    expect((await room.ask('GET', body['@odata.deltaLink'])).body.value).toHaveLength(1);
  });

  test('what people wrote is shown as text, never as markup, under a strict policy', async () => {
    for (const path of [
      '/lists/Forslag',
      '/lists/Forslag/items/1',
      '/lists/Forslag?edit=1.Title',
      '/lists/Forslag?sort=<script>',
    ]) {
      const { status, html, headers } = await get(path);
      expect([status, html.includes('<script')]).toEqual([200, false]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { html } = await get('/lists/Forslag');
    for (const shown of ['&lt;script&gt;', 'Tilstand', '2,5', '01.07.2026 12:00', 'Ana Solvik', '>Ja<'])
      expect(html).toContain(shown);
    expect((await get('/')).html).toContain('href="/sharepoint/lists/Forslag"');
  });

  test('one cell is changed, the rest stays; a stale form is told so and nothing is changed', async () => {
    const { eTag } = await item(1);
    const changed = await post(
      '/lists/Forslag/items/1',
      { column: 'State', State: 'Ferdig', etag: eTag, back: '/sharepoint/lists/Forslag?page=1' },
      as(ANA.id),
    );
    expect([changed.status, changed.headers.get('location')]).toEqual([303, '/sharepoint/lists/Forslag?page=1']);
    const after = await item(1);
    expect([
      after.fields.State,
      after.fields.Size,
      after.lastModifiedBy.user.id,
      after.fields._UIVersionString,
    ]).toEqual(['Ferdig', 2.5, ANA.id, '2.0']);
    const stale = await post('/lists/Forslag/items/1', { column: 'State', State: 'Ny', etag: eTag });
    expect([stale.status, (await item(1)).fields.State]).toEqual([400, 'Ferdig']);
    expect(stale.html).toContain('endret av noen andre');
  });

  test('a refusal is said in words, with what was typed', async () => {
    const refused = await post('/lists/Forslag/new', { Key: 'a', Title: 'behold meg', When: '2026-07-01T12:00' });
    expect([
      refused.status,
      refused.html.includes('finnes allerede'),
      refused.html.includes('value="behold meg"'),
    ]).toEqual([400, true, true]);
  });

  test('the way back is never to another site; another site’s form is refused', async () => {
    for (const back of ['https://evil.example/', '//evil.example', '/elsewhere']) {
      expect((await post('/person', { person: ANA.id, back })).headers.get('location')).toBe('/sharepoint/');
    }
    expect((await post('/lists/Forslag/items/1/delete', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(405);
    expect((await item(1)).id).toBe('1');
  });

  test('rows are sorted and paged; a row is deleted; what is not there is 404', async () => {
    for (let at = 2; at <= 60; at += 1) room.graph.asPerson(ANA.id).add('Forslag', { Title: `T${at}`, Size: 100 - at });
    const rows = async (path: string) =>
      [...(await get(path)).html.matchAll(/id="rad-(\d+)"/g)].map(([, id]) => Number(id));
    expect((await rows('/lists/Forslag'))[0]).toBe(1);
    expect(await rows('/lists/Forslag?page=2')).toHaveLength(10);
    expect((await rows('/lists/Forslag?sort=Size&way=down')).slice(0, 3)).toEqual([2, 3, 4]);
    expect((await post('/lists/Forslag/items/60/delete', {})).status).toBe(303);
    expect(await rows('/lists/Forslag?page=2')).toHaveLength(9);
    for (const path of ['/lists/Ingen', '/lists/Forslag/items/999', '/annet'])
      expect((await get(path)).status).toBe(404);
  });
});

test('the same pages stand at Graph’s own address', async () => {
  const answer = await fetch(`${room.graph.address}/`);
  expect([answer.status, (await answer.text()).includes('href="/lists/Forslag"')]).toEqual([200, true]);
});
