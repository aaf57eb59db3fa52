import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';

/** How often the server is killed; the promise of the product is a hundred. */
const KILLS = Number(process.env.TAVLA_KILLS ?? 100);

/** Longest pause of a writer: so many suggestions that Graph's resource units suffice to carry them while we wait. */
const PAUSE_MS = 1_500;

let here: Municipality;
beforeAll(async () => {
  here = await openMunicipality({ environment: { REQUESTS_PER_MINUTE: '100000', LOG_LEVEL: 'error' } });
}, 60_000);
afterAll(() => here.close(), 30_000);

/** A repeatable row of numbers from 0 to 1 (mulberry32). */
const chances = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** Graph on a bad day: busy, silent, done but not said, cut off. */
const badDay = ({ graph }: Municipality['microsoft365']): void => {
  graph.faults.seed(7);
  graph.faults.add({ kind: 'doneButGatewayTimeout', method: 'POST', probability: 0.1 });
  graph.faults.add({ kind: 'droppedAfter', method: 'POST', probability: 0.05 });
  graph.faults.add({ kind: 'droppedBefore', probability: 0.03 });
  graph.faults.add({ kind: 'unavailable', probability: 0.03, retryAfter: 1 });
  graph.faults.add({ kind: 'throttled', probability: 0.02, retryAfter: 1 });
  graph.faults.add({ kind: 'conflict', probability: 0.03 });
  graph.faults.add({ kind: 'serverError', probability: 0.02 });
};

test(`killed ${KILLS} times in a storm of suggestions while Graph is bad, nothing acknowledged is lost or doubled`, async () => {
  const chance = chances(20261124);
  const { municipality } = here.microsoft365;
  const unit = 'HEO01';
  const staff = municipality.directory.teams.find(({ displayName }) =>
    displayName.includes('Elvetun sykehjem, avd. 1'),
  );
  const people = (staff?.members ?? []).map(({ userId }) => userId);
  const acknowledged = new Map<string, string>();
  const sent = new Map<string, string>();
  let storming = true;

  const submit = async (person: string, number: number): Promise<void> => {
    const once = ulid();
    const text = `Forslag nummer ${number} midt i stormen`;
    sent.set(once, text);
    const body = JSON.stringify({ once, unit, text, showName: true, confirmed: false });
    // Whoever gets no answer sends the same again, as the tab does.
    for (let tries = 0; tries < 3; tries += 1) {
      const answer = await here.ask(person, '/api/suggestions', { method: 'POST', body }).catch(() => undefined);
      if (answer?.ok) {
        acknowledged.set(once, text);
        return;
      }
      if (!storming) return;
    }
  };

  await until('the units are read', async () => (await here.ask(people[0] ?? '', `/api/units/${unit}/board`)).ok);
  badDay(here.microsoft365);
  let count = 0;
  const storm = async (person: string): Promise<void> => {
    while (storming) {
      count += 1;
      await submit(person, count);
      await new Promise((resolve) => setTimeout(resolve, chance() * PAUSE_MS));
    }
  };
  const writers = people.slice(0, 3).map(storm);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, chance() * 500));
    await here.server().kill();
    await here.start();
  }
  storming = false;
  await Promise.all(writers);
  here.microsoft365.graph.faults.clear();

  const inSharePoint = await until(
    'everything acknowledged is in SharePoint',
    async () => {
      const rows = (await here.items('Forslag').catch(() => [])).filter(({ Text }) =>
        String(Text).includes('midt i stormen'),
      );
      const keys = new Set(rows.map(({ Key }) => Key));
      return [...acknowledged.keys()].every((key) => keys.has(key)) && rows;
    },
    300,
  );
  const keys = inSharePoint.map(({ Key }) => String(Key));
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { Key, Text } of inSharePoint) expect(sent.get(String(Key))).toBe(Text);
}, 900_000);
