import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSwitches } from '../../../infra/local/graph/switches.ts';
import { APP, STRANGER } from '../support.ts';
import { openWorld, type World } from './rooms.ts';
import { CHANGE_ROWS } from './rows-changes.ts';
import { ITEM_ROWS } from './rows-items.ts';
import { LIST_ROWS } from './rows-lists.ts';
import { QUERY_ROWS } from './rows-queries.ts';

const ROWS = [...LIST_ROWS, ...ITEM_ROWS, ...QUERY_ROWS, ...CHANGE_ROWS].sort(([left], [right]) => left - right);

describe('the local Graph keeps the decision table', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterEach(() => {
    world.graph.faults.clear();
    Object.assign(world.graph.switches, defaultSwitches(), { deltaVaries: false, unitsPerMinute: 0 });
    world.graph.grant(APP, 'manage');
    world.graph.grant(STRANGER, 'owner');
    expect(world.undescribed.splice(0)).toEqual([]);
  });
  afterAll(() => world.close());

  test('all 55 rows are here, each once', () => {
    expect(ROWS.map(([number]) => number)).toEqual(Array.from({ length: 55 }, (_, at) => at + 1));
  });
  for (const [number, says, proof] of ROWS) test(`${number}. ${says}`, () => proof(world));
});
