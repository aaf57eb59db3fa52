import { until } from '../support/municipality.ts';
import type { Stage } from './stage.ts';

/** Somebody with a unit to write to. */
export type Writer = {
  readonly unit: string;
  readonly person: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** So many people in each of so many units, signed in and known to the server, in turns by unit. */
export const openWriters = async (stage: Stage, units: number, people: number): Promise<readonly Writer[]> => {
  const { directory, units: all } = stage.microsoft365.municipality;
  const members = new Map(directory.teams.map(({ id, members }) => [id, members.map(({ userId }) => userId)]));
  const big = all.filter(({ teamId, code }) => code !== stage.unit && (members.get(teamId)?.length ?? 0) >= people);
  const writers: Writer[] = [];
  for (let at = 0; at < people; at += 1) {
    for (const { code, teamId } of big.slice(0, units)) {
      const person = members.get(teamId)?.[at] ?? '';
      writers.push({ unit: code, person, headers: await stage.bearer(person) });
    }
  }
  await until('everybody is known', async () => {
    const answers = await Promise.all(
      writers.map(({ unit, headers }) => fetch(`${stage.address}/api/units/${unit}/board`, { headers })),
    );
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    return answers.every(({ ok }) => ok);
  });
  return writers;
};
