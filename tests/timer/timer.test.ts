import { expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { Notices } from '../../bot/ports/notices.ts';
import { startTimer, type Timer } from '../../bot/timer/timer.ts';
import { createVerbs } from '../../bot/verbs/verbs.ts';
import { useEngine } from '../store/rig.ts';
import { NO_TWINS, suggestion } from '../store/sample.ts';

const { rig } = useEngine('sqlite');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A clockwork that delivers as it is told to. */
const start = (
  here: Awaited<ReturnType<typeof rig>>,
  store: Awaited<ReturnType<typeof here.server>>,
  notices: Notices,
): Timer => {
  const { clock } = here;
  const roster = { membersOf: async () => [] };
  const ports = { ...store, clock, keys: { next: () => ulid() }, memberships: store.people, roster };
  const verbs = createVerbs({ ...ports, unread: { unreadable: () => [] }, timeZone: 'Europe/Oslo' });
  return startTimer({ tasks: store.tasks, memberships: store.people, notices, verbs, clock, log: quiet });
};

test('a notice that Teams takes minutes over is not told by another clockwork too; one that a crash left behind is', async () => {
  const here = await rig();
  const store = await here.server();
  const fresh = suggestion();
  const notice = { kind: 'submitted', suggestion: fresh.key } as const;
  await store.suggestions.add(fresh, { history: [], notices: [notice] }, NO_TWINS);

  const told: string[] = [];
  let finish = (): void => undefined;
  let begun = (): void => undefined;
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = start(here, store, {
    deliver: () => {
      told.push('slow');
      begun();
      return new Promise((resolve) => {
        finish = () => resolve('delivered');
      });
    },
  });
  await beginning;
  const quick = start(here, store, {
    deliver: async () => {
      told.push('quick');
      return 'delivered';
    },
  });

  // Ten cards one after another, each as slow as it may be, and once more for what changed meanwhile.
  here.clock.pass(2 * 10 * 8);
  await quick.drain();
  expect(told).toEqual(['slow']);

  here.clock.pass(300);
  await quick.drain();
  expect(told).toEqual(['slow', 'quick']);

  finish();
  await Promise.all([slow.close(), quick.close()]);
});
