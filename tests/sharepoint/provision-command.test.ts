import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { APP, BOT, openTestGraph, SECRET, TENANT, type TestGraph } from '../local/support.ts';

const COMMAND = fileURLToPath(new URL('../../bot/sharepoint/provision-command.ts', import.meta.url));

/** Each run is a process of its own; machines are slow at times. */
const PATIENCE_MS = 120_000;

let room: TestGraph;

beforeAll(async () => {
  room = await openTestGraph();
});

afterAll(async () => {
  await room.close();
});

const run = (...words: string[]): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH ?? '',
      NODE_EXTRA_CA_CERTS: room.certificate.authorityFile,
      TAVLA_ADDRESS: 'https://tavla.example',
      TENANT_ID: TENANT,
      APP_ID: APP,
      APP_SECRET: SECRET,
      BOT_ID: BOT,
      BOT_SECRET: SECRET,
      TEAMS_APP_ID: APP,
      SHAREPOINT_SITE: room.graph.siteUrl,
      AUTHORITY: room.entra.address,
      GRAPH_ADDRESS: room.graph.address,
    };
    execFile(process.execPath, [COMMAND, ...words], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });

test(
  'the command checks, plans, makes, and then finds nothing to do',
  async () => {
    expect(await run('--check')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Forslag: the list is missing'),
    });
    expect(await run('--plan')).toMatchObject({
      code: 0,
      said: expect.stringContaining('4 thing(s) would be changed.'),
    });
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('Forslag: made, with 22 columns') });
    expect(await run('--check')).toEqual({ code: 0, said: 'The lists are as declared.\n' });
  },
  PATIENCE_MS,
);

test(
  'a word that it does not know, or a role that does not suffice, is a sentence and a failure',
  async () => {
    expect(await run('--chek')).toEqual({
      code: 1,
      said: '--chek is not known here; use --check, --plan or nothing\n',
    });
  },
  PATIENCE_MS,
);
