import { describe, expect, test } from '@jest/globals';
import { later } from '../../bot/domain/calendar/instant.ts';
import type { Notice } from '../../bot/ports/notices.ts';
import type { Store } from '../../bot/store/open-store.ts';
import { ENGINES, START, useEngine } from './rig.ts';
import { NO_TWINS, suggestion } from './sample.ts';

const give = async (store: Store, notices = 1): Promise<Notice> => {
  const fresh = suggestion();
  const notice: Notice = { kind: 'submitted', suggestion: fresh.key };
  await store.suggestions.add(fresh, { history: [], notices: Array(notices).fill(notice) }, NO_TWINS);
  return notice;
};

describe.each(ENGINES)('due tasks on %s', (engine) => {
  const { rig } = useEngine(engine);

  test('a notice is due at once, and whoever delivers is woken', async () => {
    const store = await (await rig()).server();
    let woken = 0;
    const stop = store.tasks.onDue(() => {
      woken += 1;
    });
    const notice = await give(store);
    expect(woken).toBe(1);
    stop();
    expect(await store.tasks.claim(10, 60)).toEqual([{ id: expect.any(String), notice, attempts: 0 }]);
  });

  test('a task that is taken comes back when the lease is over, with its attempts counted', async () => {
    const here = await rig();
    const store = await here.server();
    await give(store);
    const [task] = await store.tasks.claim(10, 60);
    here.clock.pass(59);
    expect(await store.tasks.claim(10, 60)).toEqual([]);
    here.clock.pass(1);
    expect(await store.tasks.claim(10, 60)).toEqual([{ ...task, attempts: 1 }]);
  });

  test('done is done, later is later, given up is over', async () => {
    const here = await rig();
    const store = await here.server();
    await give(store, 3);
    const [done, again, hopeless] = await store.tasks.claim(3, 60);
    if (!done || !again || !hopeless) throw new Error('three were due');
    await store.tasks.done(done.id);
    await store.tasks.later(again.id, later(START, 100));
    await store.tasks.giveUp(hopeless.id, 'BotNotInConversationRoster');
    here.clock.pass(99);
    expect(await store.tasks.claim(10, 60)).toEqual([]);
    here.clock.pass(1);
    expect((await store.tasks.claim(10, 60)).map(({ id }) => id)).toEqual([again.id]);
    here.clock.pass(100_000);
    expect((await store.tasks.claim(10, 60)).map(({ id }) => id)).toEqual([again.id]);
  });

  test('several that claim at the same moment take nothing twice', async () => {
    const here = await rig();
    const servers = engine === 'postgres' ? [await here.server(), await here.server()] : [await here.server()];
    if (servers[0]) await give(servers[0], 40);
    const claims = Array.from({ length: 10 }, (_, turn) => servers[turn % servers.length]?.tasks.claim(7, 60));
    const taken = (await Promise.all(claims)).flatMap((tasks) => tasks ?? []).map(({ id }) => id);
    const rest = (await servers[0]?.tasks.claim(40, 60)) ?? [];
    expect(new Set([...taken, ...rest.map(({ id }) => id)]).size).toBe(40);
    expect(taken.length + rest.length).toBe(40);
  });
});
