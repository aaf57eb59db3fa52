import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCredential } from '../../bot/sharepoint/credential.ts';
import { type Graph, openGraph } from '../../bot/sharepoint/graph.ts';
import { grantSite, roleFrom, type SiteRole } from '../../infra/entra/grant-site.ts';
import { ADMIN, openTestGraph, SECRET, STRANGER, TENANT, type TestGraph } from '../local/support.ts';

let room: TestGraph;
let admin: Graph;
let stranger: Graph;

const graphOf = (appId: string): Graph =>
  openGraph({
    address: room.graph.address,
    credential: createCredential({ tenantId: TENANT, appId, authority: room.entra.address, secret: SECRET }),
  });

const give = (role: SiteRole, plan = false, graph = admin) =>
  grantSite(graph, { site: room.graph.siteUrl, appId: STRANGER, role }, { plan });

const siteOf = (): string => `/sites/${new URL(room.graph.siteUrl).hostname}:${new URL(room.graph.siteUrl).pathname}`;
const lists = async (): Promise<number> => (await stranger.send({ method: 'GET', path: `${siteOf()}:/lists` })).status;

beforeAll(async () => {
  room = await openTestGraph();
  admin = graphOf(ADMIN);
  stranger = graphOf(STRANGER);
});

afterAll(async () => {
  admin.close();
  stranger.close();
  await room.close();
});

describe('the grant on one site', () => {
  test('is only spoken of with --plan', async () => {
    expect(await give('write', true)).toEqual({ lines: [expect.stringMatching(/^Would: give/)], changes: 1 });
    expect(await lists()).toBe(403);
  });

  test('opens the site for an application that had only the consent', async () => {
    expect(await give('write')).toMatchObject({ changes: 1 });
    expect(await lists()).toBe(200);
  });

  test('is not given twice', async () => {
    expect(await give('write')).toEqual({ lines: [expect.stringContaining('has the role write')], changes: 0 });
  });

  test('is raised for provisioning, and lowered again', async () => {
    const make = () => stranger.send({ method: 'POST', path: `${siteOf()}:/lists`, body: { displayName: 'Prøve' } });
    expect((await make()).status).toBe(403);
    expect((await give('manage')).lines).toEqual([expect.stringContaining('from write to manage')]);
    expect((await make()).status).toBe(201);
    expect(await give('write')).toMatchObject({ changes: 1 });
    expect(await give('write')).toMatchObject({ changes: 0 });
  });

  test('cannot be handed out by just anybody, and the refusal says what is needed', async () => {
    await expect(give('fullcontrol', false, stranger)).rejects.toThrow(/Sites\.FullControl\.All/);
  });
});

describe('the role of the grant', () => {
  test('is write unless another one is asked for', () => {
    expect(roleFrom(['node', 'grant-site.ts', '--plan'])).toBe('write');
    expect(roleFrom(['--role=manage'])).toBe('manage');
  });

  test('is one that exists', () => {
    expect(() => roleFrom(['--role=owner'])).toThrow(/use one of read, write, manage, fullcontrol/);
  });
});
