import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ok } from '../../bot/domain/result.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { isNetworkShare } from '../../bot/store/sqlite.ts';
import { createTestClock, ENGINES, START, useEngine } from './rig.ts';
import { ANA, entry, HOME, NO_TWINS, newKey, suggestion } from './sample.ts';

const deps = { clock: createTestClock(), keys: { next: newKey } };

describe.each(ENGINES)('a store on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('has everything again after a restart: rows, what waits, what is due, the feed', async () => {
    const here = await rig();
    const before = await here.server();
    const fresh = suggestion();
    await before.suggestions.add(
      fresh,
      { history: [entry(fresh)], notices: [{ kind: 'submitted', suggestion: fresh.key }] },
      NO_TWINS,
    );
    await before.people.know({ id: ANA, name: 'Ana' });
    const seq = await before.feed.latest();
    await before.close();

    const after = await here.server();
    expect(await after.suggestions.ofUnit(HOME, START)).toEqual([{ ...fresh, sync: 'saved' }]);
    expect(await after.suggestions.history(fresh.key)).toHaveLength(1);
    expect(await after.outbox.claim(10, 60)).toHaveLength(2);
    expect(await after.tasks.claim(10, 60)).toHaveLength(1);
    expect(await after.feed.latest()).toBe(seq);
    expect(await after.people.names([ANA])).toEqual(new Map([[ANA, 'Ana']]));
    await after.suggestions.change(fresh.key, (now) =>
      ok({ suggestion: { ...now, reply: 'Ja' }, history: [], notices: [] }),
    );
    expect(await after.feed.latest()).toBeGreaterThan(seq);
  });

  test('written by a newer program is refused with a sentence that says what to do, and stays as it is', async () => {
    const here = await rig();
    await (await here.server()).close();
    await here.run('update schema_version set version = 99');
    await expect(here.server()).rejects.toThrow(
      /written by a newer Tavla \(schema 99; this program knows \d+\)\. Start the newer version again/,
    );
    await here.run('update schema_version set version = 1');
    await expect(here.server()).resolves.toBeDefined();
  });

  test('answers to health while it is open', async () => {
    await expect((await (await rig()).server()).health()).resolves.toBeUndefined();
  });
});

describe('a store on PostgreSQL', () => {
  const { rig } = useEngine('postgres');

  test('is set up once when servers start together', async () => {
    const here = await rig();
    const stores = await Promise.all([here.server(), here.server(), here.server()]);
    for (const store of stores) await store.health();
  });
});

describe('an address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tavla-address-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('that is none is refused without repeating what may be a secret', async () => {
    await expect(openStore('mysql://user:hemmelig@host/db', deps)).rejects.toThrow(
      'STORE is "sqlite:<path>" or "postgres://…"',
    );
    await expect(openStore('mysql://user:hemmelig@host/db', deps)).rejects.not.toThrow('hemmelig');
  });

  test('of a PostgreSQL that is not there is trouble outside', async () => {
    await expect(openStore('postgres://tavla:hemmelig@localhost:1/tavla', deps)).rejects.toThrow(Unavailable);
  });

  test('of a file in folders that are not there makes them', async () => {
    const store = await openStore(`sqlite:${join(folder, 'a', 'b', 'tavla.sqlite')}`, deps);
    await store.health();
    await store.close();
  });

  test('of a file that is no database is trouble with the path in it, and the file stays as it is', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'Dette er ikke en database, men et brev.'.repeat(50));
    await expect(openStore(`sqlite:${path}`, deps)).rejects.toThrow(`The store ${path} cannot be opened`);
    expect(readFileSync(path, 'utf8')).toContain('et brev');
  });

  test('on a network share is none for SQLite', () => {
    const types = { nfs: 0x6969, smb2: -28_095_166, ext4: 0xef53, tmpfs: 0x01021994 };
    expect(Object.entries(types).filter(([, type]) => isNetworkShare(type))).toEqual([
      ['nfs', types.nfs],
      ['smb2', types.smb2],
    ]);
  });
});
