import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';

/** How often the server is killed; the promise of the product is a hundred. */
const KILLS = Number(process.env.TAVLA_KILLS ?? 100);

/** Longest pause of a writer: so many suggestions that Graph's resource units suffice to carry them while we wait. */
const PAUSE_MS = 600;
/** Longest life of a server before it is killed. */
const LIFE_MS = 1_000;
const UNIT = 'HEO01';

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

type Storm = {
  /** Texts by key: what was sent, and what the server said it has. */
  readonly sent: Map<string, string>;
  readonly acknowledged: Set<string>;
  /** Keys that the leader moved, with the server's word for it. */
  readonly moved: Set<string>;
};

/** Asks until the server answers, as the tab does; a few tries, since it may just have been killed. */
const insist = async (person: string, path: string, body: object): Promise<Response | undefined> => {
  for (let tries = 0; tries < 4; tries += 1) {
    const answer = await here.ask(person, path, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
};

const submit = async (storm: Storm, person: string, number: number): Promise<string | undefined> => {
  const once = ulid();
  const text = `Forslag nummer ${number} midt i stormen`;
  storm.sent.set(once, text);
  const answer = await insist(person, '/api/suggestions', { once, unit: UNIT, text, showName: true, confirmed: false });
  if (!answer?.ok) return undefined;
  storm.acknowledged.add(once);
  return once;
};

const move = async (storm: Storm, leader: string, key: string): Promise<void> => {
  const answers = { question: 'Hva mener du med dette?' };
  const answer = await insist(leader, `/api/suggestions/${key}/moves`, { from: 'new', to: 'clarify', answers });
  // 409: it was moved already, by the try whose answer was lost.
  if (answer?.ok || answer?.status === 409) storm.moved.add(key);
};

const countsOf = (rows: readonly Record<string, unknown>[], column: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(String(row[column]), (counts.get(String(row[column])) ?? 0) + 1);
  return counts;
};

test(`killed ${KILLS} times in a storm while Graph is bad: what was acknowledged is in SharePoint, once`, async () => {
  const chance = chances(20261124);
  const { units, directory } = here.microsoft365.municipality;
  const unit = units.find(({ code }) => code === UNIT);
  const leader = unit?.leader ?? '';
  const staff = directory.teams.find(({ id }) => id === unit?.teamId)?.members.map(({ userId }) => userId) ?? [];
  const storm: Storm = { sent: new Map(), acknowledged: new Set(), moved: new Set() };
  await until('the unit is there', async () => (await here.ask(leader, `/api/units/${UNIT}/board`)).ok);
  badDay(here.microsoft365);

  let storming = true;
  let count = 0;
  const write = async (person: string): Promise<void> => {
    while (storming) {
      count += 1;
      const key = await submit(storm, person, count);
      if (key !== undefined && chance() < 0.3) await move(storm, leader, key);
      await new Promise((resolve) => setTimeout(resolve, chance() * PAUSE_MS));
    }
  };
  const writers = staff.slice(1, 4).map(write);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, chance() * LIFE_MS));
    await here.server().kill();
    await here.start();
  }
  storming = false;
  await Promise.all(writers);
  here.microsoft365.graph.faults.clear();

  const rows = await until(
    'everything acknowledged is in SharePoint',
    async () => {
      const items = await here.items('Forslag').catch(() => []);
      const states = new Map(items.map(({ Key, State }) => [String(Key), State]));
      const all = [...storm.acknowledged].every((key) => states.has(key));
      const moved = [...storm.moved].every((key) => states.get(key) === 'clarify');
      return all && moved && items.filter(({ Text }) => String(Text).includes('midt i stormen'));
    },
    300,
  );
  const history = await until('so is what happened to it', async () => {
    const lines = countsOf(
      (await here.items('Historikk').catch(() => [])).filter(({ To }) => To === 'clarify'),
      'Suggestion',
    );
    return [...storm.moved].every((key) => lines.has(key)) && lines;
  });

  expect(storm.acknowledged.size).toBeGreaterThan(KILLS);
  expect(storm.moved.size).toBeGreaterThan(KILLS / 10);
  expect([...countsOf(rows, 'Key')].filter(([, times]) => times > 1)).toEqual([]);
  expect([...storm.moved].filter((key) => history.get(key) !== 1)).toEqual([]);
  for (const { Key, Text } of rows) expect(storm.sent.get(String(Key))).toBe(Text);
}, 1_200_000);
