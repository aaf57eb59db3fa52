import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { type Municipality, openMunicipality, until } from '../support/municipality.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { atTeams } from '../support/teams-client.ts';

const UNIT = 'TEK03';

let postgres: Postgres;
let here: Municipality;
let other: Awaited<ReturnType<Municipality['another']>>;
let people: readonly string[];
let channel: string;

beforeAll(async () => {
  postgres = await startPostgres();
  here = await openMunicipality({
    settledIn: true,
    environment: { STORE: await postgres.database(), LOG_LEVEL: 'warn' },
  });
  other = await here.another();
  const unit = here.microsoft365.municipality.units.find(({ code }) => code === UNIT);
  channel = unit?.channelId ?? '';
  const team = here.microsoft365.municipality.directory.teams.find(({ id }) => id === unit?.teamId);
  people = (team?.members ?? []).map(({ userId }) => userId);
  await until('both servers have the unit', async () => {
    const boards = [here.address, other.address].map((at) =>
      here.ask(people[1] ?? '', `/api/units/${UNIT}/board`, {}, at),
    );
    return (await Promise.all(boards)).every(({ ok }) => ok);
  });
}, 90_000);
afterAll(async () => {
  await here.close();
  await postgres.stop();
}, 30_000);

const submit = async (at: string, person: string, text: string): Promise<string> => {
  const once = ulid();
  const body = JSON.stringify({ once, unit: UNIT, text, showName: true, confirmed: true });
  const answer = await here.ask(person, '/api/suggestions', { method: 'POST', body }, at);
  expect(answer.status).toBe(200);
  return once;
};

const inSharePoint = async (words: string): Promise<readonly string[]> =>
  (await here.items('Forslag')).filter(({ Text }) => String(Text).includes(words)).map(({ Key }) => String(Key));

const postsIn = async (words: string): Promise<number> => {
  const room = atTeams(here.microsoft365.teams.address)
    .as(people[1] ?? '')
    .in(channel);
  return (await room.messages()).filter((message) => JSON.stringify(message).includes(words)).length;
};

/** Opens the live feed of a server, and waits there for the first change. */
const listenTo = async (at: string, person: string): Promise<{ readonly firstChange: Promise<string> }> => {
  const abort = new AbortController();
  const answer = await here.ask(person, `/api/units/${UNIT}/feed`, { signal: abort.signal }, at);
  const firstChange = (async () => {
    let text = '';
    for await (const part of answer.body ?? []) {
      text += Buffer.from(part).toString();
      const data = /^data: (.*)$/m.exec(text)?.[1];
      if (data !== undefined) break;
    }
    abort.abort();
    return text;
  })();
  return { firstChange };
};

describe('two servers on one store', () => {
  test('share the work: every suggestion is one item and one card in the channel, whoever took it', async () => {
    const keys: string[] = [];
    for (let number = 1; number <= 20; number += 1) {
      const at = number % 2 === 0 ? here.address : other.address;
      keys.push(await submit(at, people[number % people.length] ?? '', `Felles arbeid nummer ${number}`));
    }
    const items = await until('all are in SharePoint', async () => {
      const found = await inSharePoint('Felles arbeid nummer');
      return found.length >= keys.length && found;
    });
    expect([...items].sort()).toEqual([...keys].sort());
    await until('all cards are posted', async () => (await postsIn('Felles arbeid nummer')) >= keys.length, 60);
    expect(await postsIn('Felles arbeid nummer')).toBe(keys.length);
  }, 120_000);

  test('a change made at one reaches the boards that are open at the other', async () => {
    const { firstChange } = await listenTo(other.address, people[2] ?? '');
    const key = await submit(here.address, people[3] ?? '', 'Sett fra den andre serveren');
    expect(await firstChange).toContain(key);
  }, 30_000);

  test('the same key sent to both at once is one suggestion', async () => {
    const once = ulid();
    const body = JSON.stringify({ once, unit: UNIT, text: 'Sendt til begge på likt', showName: true, confirmed: true });
    const answers = await Promise.all(
      [here.address, other.address, here.address, other.address].map((at) =>
        here.ask(people[4] ?? '', '/api/suggestions', { method: 'POST', body }, at),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await until('it is in SharePoint', async () => (await inSharePoint('Sendt til begge på likt')).length > 0);
    expect(await inSharePoint('Sendt til begge på likt')).toEqual([once]);
  }, 60_000);

  test('when one dies, the other carries on with what it had taken', async () => {
    const keys: string[] = [];
    for (let number = 1; number <= 8; number += 1) {
      keys.push(await submit(other.address, people[number] ?? '', `Arvet etter den døde nummer ${number}`));
    }
    await other.process.kill();
    const items = await until(
      'the survivor has carried all',
      async () => {
        const found = await inSharePoint('Arvet etter den døde');
        return found.length >= keys.length && found;
      },
      180,
    );
    expect([...items].sort()).toEqual([...keys].sort());
  }, 200_000);
});
