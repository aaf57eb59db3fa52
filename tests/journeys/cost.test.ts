import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ACTIONS, COSTS } from '../bench/costs.ts';
import { type Costs, measureCosts } from '../bench/measure-costs.ts';
import { openStage, type Stage } from '../bench/stage.ts';

let stage: Stage;
let measured: Costs;
beforeAll(async () => {
  stage = await openStage({ environment: { PULL_SECONDS: '3', LOG_LEVEL: 'error' } });
  measured = await measureCosts(stage);
}, 180_000);
afterAll(() => stage.close(), 30_000);

test.each(ACTIONS)('%s asks of Graph exactly what was agreed', (action) => {
  expect(measured.costs[action]).toEqual(COSTS[action]);
});

test('nobody waits for Graph: it has answered nothing when submit and move are acknowledged', () => {
  expect(measured.inReply).toEqual({ submit: 0, move: 0 });
});
