import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LIST_NAMES } from '../../bot/ports/rows.ts';
import { type Graph, openGraph } from '../../bot/sharepoint/graph.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';
import { type Mode, provision } from '../../bot/sharepoint/provision.ts';
import { ADMIN, APP, openTestGraph, STRANGER, type TestGraph } from '../local/support.ts';
import { credentialFor } from './record-rig.ts';

let room: TestGraph;
let graph: Graph;

beforeEach(async () => {
  room = await openTestGraph({ switches: { choicesEnforced: true } });
  graph = openGraph({ address: room.graph.address, credential: credentialFor(room) });
});

afterEach(async () => {
  graph.close();
  await room.close();
});

const run = (mode: Mode) => provision(graph, room.graph.siteUrl, { mode });
const writes = () => {
  const { byKind } = room.graph.counters.read();
  room.graph.counters.reset();
  return Object.entries(byKind).filter(([kind]) => /create|update|delete/.test(kind));
};
const listPath = async (title: string) => {
  const { body } = await room.ask('GET', `${room.site}/lists`);
  return `${room.site}/lists/${body.value.find((one: { displayName: string }) => one.displayName === title).id}`;
};
const columnsOf = async (title: string) => (await room.ask('GET', `${await listPath(title)}/columns`)).body.value;
const columnOf = async (title: string, name: string) =>
  (await columnsOf(title)).find((one: { name: string }) => one.name === name);

describe('provisioning an empty site', () => {
  test('makes every list with all its columns, indexes and unique keys, one call a list', async () => {
    expect(await run('make')).toEqual({
      lines: LIST_NAMES.map(
        (name) => `${LISTS[name].title}: made, with ${Object.keys(LISTS[name].columns).length} columns`,
      ),
      left: 0,
    });
    expect(writes()).toEqual([['lists.create', LIST_NAMES.length]]);
    for (const name of LIST_NAMES) {
      const made = await columnsOf(LISTS[name].title);
      for (const column of Object.values(LISTS[name].columns)) {
        expect(made).toContainEqual(
          expect.objectContaining({
            name: column.name,
            displayName: column.label,
            indexed: column.indexed,
            enforceUniqueValues: column.unique,
          }),
        );
      }
    }
  });

  test('a second run changes nothing', async () => {
    await run('make');
    writes();
    expect(await run('make')).toEqual({ lines: [], left: 0 });
    expect(await run('check')).toEqual({ lines: [], left: 0 });
    expect(writes()).toEqual([]);
  });

  test.each(['plan', 'check'] as const)('%s says what is missing and touches nothing', async (mode) => {
    const { lines, left } = await run(mode);
    expect(lines[0]).toBe('Enheter: the list is missing (8 columns)');
    expect(left).toBe(LIST_NAMES.length);
    expect(writes()).toEqual([]);
  });

  test('a list that was made though the answer was lost is found and not made again', async () => {
    room.graph.faults.add({ kind: 'doneButGatewayTimeout', request: 'lists.create', times: 1 });
    expect((await run('make')).left).toBe(0);
    const { body } = await room.ask('GET', `${room.site}/lists`);
    expect(body.value.filter((one: { displayName: string }) => one.displayName === 'Enheter')).toHaveLength(1);
  });
});

describe('a site that drifted', () => {
  beforeEach(async () => {
    await run('make');
  });

  const patch = async (name: string, change: object) => {
    const { id } = await columnOf('Forslag', name);
    const { status } = await room.ask('PATCH', `${await listPath('Forslag')}/columns/${id}`, {
      app: ADMIN,
      body: change,
    });
    expect(status).toBe(200);
  };

  test('gets back a column, an index and choices; what people added stays', async () => {
    const { id } = await columnOf('Forslag', 'Learning');
    await room.ask('DELETE', `${await listPath('Forslag')}/columns/${id}`, { app: ADMIN });
    await patch('Unit', { indexed: false });
    await patch('State', { choice: { choices: ['new', 'parked', 'egen'], displayAs: 'dropDownMenu' } });
    await patch('Reply', { displayName: 'Svaret fra lederen' });
    await room.ask('POST', `${await listPath('Forslag')}/columns`, { body: { name: 'Egen', text: {} } });
    expect((await run('check')).lines).toEqual([
      'Forslag: column Unit is not indexed',
      'Forslag: column State lacks choices',
      'Forslag: column Learning is missing',
    ]);
    expect((await run('make')).left).toBe(0);
    expect((await columnOf('Forslag', 'State')).choice.choices).toEqual(
      expect.arrayContaining(['egen', 'new', 'withdrawn']),
    );
    expect(await columnOf('Forslag', 'Learning')).toBeDefined();
    expect(await columnOf('Forslag', 'Egen')).toBeDefined();
    expect((await columnOf('Forslag', 'Reply')).displayName).toBe('Svaret fra lederen');
    expect(await run('check')).toEqual({ lines: [], left: 0 });
  });

  test('a column of another kind is for a person to mend, and the check goes on saying so', async () => {
    const { id } = await columnOf('Forslag', 'Due');
    await room.ask('DELETE', `${await listPath('Forslag')}/columns/${id}`, { app: ADMIN });
    await room.ask('POST', `${await listPath('Forslag')}/columns`, {
      body: { name: 'Due', dateTime: { format: 'dateOnly' } },
    });
    const { lines, left } = await run('make');
    expect(lines).toEqual(['Forslag: column Due is of kind dateTime but must be text; only a person can change that']);
    expect(left).toBe(1);
    expect((await run('check')).left).toBe(1);
  });

  test('a list that was renamed by people is still the list', async () => {
    await room.ask('PATCH', await listPath('Forslag'), { app: ADMIN, body: { displayName: 'Forbedringsforslag' } });
    expect(await run('make')).toEqual({ lines: [], left: 0 });
  });
});

describe('what is not allowed is said in a sentence', () => {
  test('the role write does not make lists', async () => {
    room.graph.grant(APP, 'write');
    await expect(run('make')).rejects.toThrow(/could not be made\. Making lists and columns needs the role manage/);
  });

  test('no grant on the site', async () => {
    const stranger = openGraph({ address: room.graph.address, credential: credentialFor(room, STRANGER) });
    await expect(provision(stranger, room.graph.siteUrl, { mode: 'check' })).rejects.toThrow(/has no grant on https/);
  });

  test('no such site', async () => {
    await expect(
      provision(graph, 'https://solvangdal.sharepoint.com/sites/finnesikke', { mode: 'check' }),
    ).rejects.toThrow(/There is no SharePoint site at/);
  });
});
