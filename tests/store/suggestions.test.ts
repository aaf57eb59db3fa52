import { describe, expect, test } from '@jest/globals';
import { later } from '../../bot/domain/calendar/instant.ts';
import { ok, refuse } from '../../bot/domain/result.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { ENGINES, START, useEngine } from './rig.ts';
import { ANA, BEN, entry, HOME, NO_TWINS, NOTHING_ALONG, newKey, SCHOOL, suggestion } from './sample.ts';

describe.each(ENGINES)('suggestions on %s', (engine) => {
  const { rig } = useEngine(engine);

  const withReply = (reply: string) => (current: Suggestion) =>
    ok({ suggestion: { ...current, reply }, history: [], notices: [] });

  test('what was added is found as it was, by key, on its board and among its proposer’s own', async () => {
    const { suggestions } = await (await rig()).server();
    const fresh = suggestion({ text: 'Æ, ø og å – «sitat» 🙂\nog en linje til', due: null, effort: 3 });
    expect(await suggestions.add(fresh, NOTHING_ALONG, NO_TWINS)).toEqual({ kind: 'added', suggestion: fresh });
    const shown = { ...fresh, sync: 'saved' };
    expect(await suggestions.find(fresh.key)).toEqual(shown);
    expect(await suggestions.ofUnit(HOME, START)).toEqual([shown]);
    expect(await suggestions.ofProposer(ANA, 10)).toEqual([shown]);
    expect(await suggestions.ofUnit(SCHOOL, START)).toEqual([]);
    expect(await suggestions.ofProposer(BEN, 10)).toEqual([]);
    expect(await suggestions.find(newKey())).toBeUndefined();
  });

  test('sending twice is sending once, with everything that goes along', async () => {
    const { suggestions, tasks, outbox } = await (await rig()).server();
    const fresh = suggestion();
    const along = () => ({
      history: [entry(fresh)],
      notices: [{ kind: 'submitted', suggestion: fresh.key } as const],
    });
    await suggestions.add(fresh, along(), NO_TWINS);
    const again = await suggestions.add({ ...fresh, text: 'Noe annet' }, along(), NO_TWINS);
    expect(again).toEqual({ kind: 'existed', suggestion: fresh });
    expect(await suggestions.history(fresh.key)).toHaveLength(1);
    expect(await tasks.claim(10, 60)).toHaveLength(1);
    expect(await outbox.claim(10, 60)).toHaveLength(2);
  });

  test('the same words of the same person for the same unit within the time are the same suggestion', async () => {
    const { suggestions } = await (await rig()).server();
    const first = suggestion({ submittedAt: later(START, 5) });
    await suggestions.add(first, NOTHING_ALONG, START);
    const kinds = async (given: Partial<Suggestion>, since = START) =>
      (await suggestions.add(suggestion(given), NOTHING_ALONG, since)).kind;
    expect(await kinds({}, later(START, 5))).toBe('existed');
    expect(await kinds({ text: 'Andre ord' })).toBe('added');
    expect(await kinds({ unit: SCHOOL })).toBe('added');
    expect(await kinds({ proposer: BEN })).toBe('added');
    expect(await kinds({}, later(START, 6))).toBe('added');
  });

  test('two presses at the same moment become one suggestion, even in two servers', async () => {
    const here = await rig();
    const servers = engine === 'postgres' ? [await here.server(), await here.server()] : [await here.server()];
    const presses = Array.from({ length: 8 }, (_, press) =>
      servers[press % servers.length]?.suggestions.add(suggestion(), NOTHING_ALONG, START),
    );
    const kinds = (await Promise.all(presses)).map((result) => result?.kind);
    expect(kinds.filter((kind) => kind === 'added')).toHaveLength(1);
    expect(await servers[0]?.suggestions.ofProposer(ANA, 10)).toHaveLength(1);
  });

  test('a change reads what is there, keeps what was decided, and writes its history and notices with it', async () => {
    const { suggestions, tasks } = await (await rig()).server();
    const fresh = suggestion();
    await suggestions.add(fresh, NOTHING_ALONG, NO_TWINS);
    const line = entry(fresh);
    const changed = await suggestions.change(fresh.key, (current) =>
      ok({
        suggestion: { ...current, text: `${current.text}!` },
        history: [line],
        notices: [{ kind: 'changed', suggestion: current.key }],
      }),
    );
    expect(changed).toEqual(ok({ ...fresh, text: `${fresh.text}!` }));
    expect((await suggestions.find(fresh.key))?.text).toBe(`${fresh.text}!`);
    expect(await suggestions.history(fresh.key)).toEqual([line]);
    expect(await tasks.claim(10, 60)).toMatchObject([{ notice: { kind: 'changed', suggestion: fresh.key } }]);
  });

  test('a refusal and an accident write nothing', async () => {
    const { suggestions, outbox, feed } = await (await rig()).server();
    const fresh = suggestion();
    await suggestions.add(fresh, NOTHING_ALONG, NO_TWINS);
    const before = await feed.latest();
    const refused = refuse({ kind: 'noLongerEditable' } as const);
    expect(await suggestions.change(fresh.key, () => refused)).toEqual(refused);
    expect(await suggestions.change(newKey(), withReply('x'))).toEqual(refuse({ kind: 'suggestionUnknown' }));
    const accident = suggestions.change(fresh.key, () => {
      throw new Error('a bug');
    });
    await expect(accident).rejects.toThrow('a bug');
    expect(await feed.latest()).toBe(before);
    expect(await outbox.claim(10, 60)).toMatchObject([{ version: 1, row: fresh }]);
  });

  test('changes at the same moment all count, one after the other', async () => {
    const here = await rig();
    const servers = engine === 'postgres' ? [await here.server(), await here.server()] : [await here.server()];
    const fresh = suggestion({ reply: '' });
    await servers[0]?.suggestions.add(fresh, NOTHING_ALONG, NO_TWINS);
    const changes = Array.from({ length: 12 }, (_, number) =>
      servers[number % servers.length]?.suggestions.change(fresh.key, (current) =>
        ok({ suggestion: { ...current, reply: `${current.reply}+` }, history: [], notices: [] }),
      ),
    );
    await Promise.all(changes);
    expect((await servers[0]?.suggestions.find(fresh.key))?.reply).toBe('+'.repeat(12));
  });

  test('the board has what is open, and what was settled on or after the day asked for', async () => {
    const { suggestions } = await (await rig()).server();
    const settledAt = (seconds: number) => suggestion({ state: 'rejected', movedAt: later(START, seconds) });
    const [open, before, on, after] = [suggestion({ text: 'Åpent' }), settledAt(-1), settledAt(0), settledAt(1)];
    for (const one of [open, before, on, after]) await suggestions.add(one, NOTHING_ALONG, NO_TWINS);
    const keys = (await suggestions.ofUnit(HOME, START)).map(({ key }) => key);
    expect(keys.toSorted()).toEqual([open.key, on.key, after.key].toSorted());
  });

  test('one’s own come newest first, and no more than asked for', async () => {
    const { suggestions } = await (await rig()).server();
    const [old, older, newest] = [10, 5, 20].map((seconds) => suggestion({ submittedAt: later(START, seconds) }));
    for (const one of [old, older, newest]) if (one) await suggestions.add(one, NOTHING_ALONG, NO_TWINS);
    expect((await suggestions.ofProposer(ANA, 2)).map(({ key }) => key)).toEqual([newest?.key, old?.key]);
  });

  test('history comes oldest first', async () => {
    const { suggestions } = await (await rig()).server();
    const fresh = suggestion();
    const lines = [3, 1, 2].map((seconds) => entry(fresh, { at: later(START, seconds), words: String(seconds) }));
    await suggestions.add(fresh, { history: lines, notices: [] }, NO_TWINS);
    expect((await suggestions.history(fresh.key)).map(({ words }) => words)).toEqual(['1', '2', '3']);
  });
});
