import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ana, ben, CAST, north, withRole } from '../support/cast.ts';
import { fromSharePoint, openTestWeb, type TestWeb } from '../support/web.ts';

const BOARD = `/api/units/${north.key}/board`;

let web: TestWeb;
beforeEach(async () => {
  web = await openTestWeb(CAST);
});
afterEach(() => web.close());

const statusFor = async (who: typeof ana): Promise<number> => (await web.ask(who, BOARD)).status;

test('whoever has left the unit does not see its board any more, however often they saw it before', async () => {
  expect([await statusFor(ana), await statusFor(ana), await statusFor(ben)]).toEqual([200, 200, 200]);
  await web.store.people.replace(north.key, [{ id: ben.id, name: ben.name }]);
  expect([await statusFor(ana), await statusFor(ben)]).toEqual([403, 200]);
});

test('whoever is given a role sees the board that was refused a moment ago', async () => {
  const stranger = CAST.find(({ name }) => name === 'Nils Ukjent') ?? ana;
  expect(await statusFor(stranger)).toBe(403);
  await fromSharePoint(web.store, 'People', withRole(stranger, 'coordinator', 'municipality').grants);
  expect(await statusFor(stranger)).toBe(200);
});
