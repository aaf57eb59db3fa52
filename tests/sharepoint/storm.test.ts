import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { Unavailable } from '../../bot/ports/unavailable.ts';
import { createChance } from '../../infra/local/graph/chance.ts';
import type { FaultKind } from '../../infra/local/graph/faults.ts';
import { HEGE, openTestGraph, type TestGraph } from '../local/support.ts';
import { openRecordRig, type RecordRig } from './record-rig.ts';

let room: TestGraph;
let rig: RecordRig;

beforeAll(async () => {
  room = await openTestGraph();
});

afterAll(async () => {
  await room.close();
});

beforeEach(async () => {
  rig = await openRecordRig(room);
});

afterEach(async () => {
  await rig.close();
});

/** Everything that has been seen to go wrong, each now and then. */
const WEATHER: readonly (readonly [FaultKind, number])[] = [
  ['throttled', 0.02],
  ['unavailable', 0.02],
  ['gatewayTimeout', 0.04],
  ['doneButGatewayTimeout', 0.08],
  ['droppedBefore', 0.04],
  ['droppedAfter', 0.06],
  ['serverError', 0.03],
  ['htmlError', 0.02],
  ['conflict', 0.05],
  ['etagMismatch', 0.05],
  ['resync', 0.05],
  ['deltaError', 0.03],
  ['deltaCut', 0.03],
  ['emptyPage', 0.05],
];

describe('a day on which everything goes wrong now and then', () => {
  const mayFail = async (work: Promise<unknown>): Promise<void> => {
    try {
      await rig.timers.through(work);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  };

  /** As a verb does it: what stood there before goes to the history. */
  const answer = async (key: Suggestion['key'], reply: string): Promise<void> => {
    const entry = {
      key: rig.keys.next(),
      suggestion: key,
      what: 'edited',
      at: rig.timers.clock.now(),
      by: null,
    } as const;
    await rig.suggestions.change(key, (current) => ({
      ok: true,
      value: {
        suggestion: { ...current, reply, state: 'parked' },
        history: [
          { ...entry, unit: current.unit, role: null, from: null, to: null, field: 'reply', words: current.reply },
        ],
        notices: [],
      },
    }));
  };

  /** What stands in the list and what the board shows, as one comparable text a row. */
  const there = () =>
    rig
      .rowsOf('Suggestions')
      .map(({ fields }) => [fields.Key, fields.Text, fields.State, fields.Reply ?? null].join(' | '))
      .sort();
  const here = async (keys: readonly Suggestion['key'][]) => {
    const found = await Promise.all(keys.map((key) => rig.suggestions.find(key)));
    return found.map((one) => [one?.key, one?.text, one?.state, one?.reply ?? null].join(' | ')).sort();
  };

  test.each([1, 2, 3, 4])(
    'ends with both copies alike, every item once and nobody’s words lost (day %i)',
    async (seed) => {
      const chance = createChance(seed);
      const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(chance.next() * values.length)];
      room.graph.faults.seed(seed);
      room.graph.switches.deltaVaries = true;
      for (const [kind, probability] of WEATHER) room.graph.faults.add({ kind, probability, path: '/items' });
      const keys: Suggestion['key'][] = [];
      const wordsOfHege: string[] = [];

      const doings: readonly (() => Promise<void>)[] = [
        async () => void keys.push((await rig.submit({ text: `Forslag nummer ${keys.length}` })).key),
        async () => {
          const key = pick(keys);
          if (key !== undefined) await answer(key, `Svar ${chance.next()}`);
        },
        async () => {
          const row = pick(rig.rowsOf('Suggestions'));
          if (row === undefined) return;
          const words = `Ordene til Hege ${wordsOfHege.length}`;
          room.graph
            .asPerson(HEGE.id)
            .edit('Forslag', row.id, chance.happens(0.5) ? { Reply: words } : { Text: words });
          wordsOfHege.push(words);
        },
        () => mayFail(rig.push.once()),
        () => mayFail(rig.push.once()),
        () => mayFail(rig.pull.once('Suggestions')),
        () => rig.timers.advance(chance.next() * 20_000),
      ];
      for (let n = 0; n < 150; n += 1) await pick(doings)?.();

      room.graph.faults.clear();
      for (const { list, key } of await rig.shelf.unsaved()) await rig.shelf.retry(list, key);
      await rig.carryAll();
      await rig.timers.through(rig.pull.once('Suggestions'));
      await rig.carryAll();

      expect(there()).toEqual(await here(keys));
      expect(keys.length).toBeGreaterThan(5);
      const history = rig.rowsOf('History').map(({ fields }) => fields.Words ?? fields.To);
      const standing = rig.rowsOf('Suggestions').flatMap(({ fields }) => [fields.Text, fields.Reply]);
      // Words that Hege herself wrote over before anybody had read them are hers to lose.
      const versions = wordsOfHege.filter((words) => ![...history, ...standing].includes(words));
      for (const words of versions) expect([words, await wasOverwrittenByHege(words)]).toEqual([words, true]);
      expect(await rig.shelf.unsaved()).toEqual([]);
      expect((await rig.shelf.waiting()).count).toBe(0);
    },
  );

  /** SharePoint's own versions tell whether the one after was hers, too. */
  const wasOverwrittenByHege = async (words: string): Promise<boolean> => {
    const items = await rig.site.items('Suggestions');
    for (const { id } of rig.rowsOf('Suggestions')) {
      const { body } = await room.ask('GET', `${items}/${id}/versions?$expand=fields`);
      const versions: { fields: Record<string, unknown>; lastModifiedBy: { user?: { id?: string } } }[] = body.value;
      const last = versions.findIndex(({ fields }) => Object.values(fields).includes(words));
      if (last > 0) return versions[last - 1]?.lastModifiedBy.user?.id === HEGE.id;
    }
    return false;
  };
});
