import { availableParallelism } from 'node:os';
import { startPostgres } from '../support/postgres.ts';
import { submission } from './b5-submit.ts';
import type { Benchmark } from './benchmark.ts';
import { beside } from './figures.ts';
import { load, mustAll } from './load.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';
import { openWriters } from './writers.ts';

const REQUESTS = 150;
const CONNECTIONS = 8;
/** Two servers, the database and the one who asks need a core each before two can be faster than one. */
const CORES = 4;

/** B16: submissions a second on one store in PostgreSQL, by two servers beside one. */
export const twoServers: Benchmark = {
  name: 'B16',
  title: 'Two servers on PostgreSQL beside one, submissions a second',
  run: async ({ say, after }) => {
    say('opening PostgreSQL and Solvangdal');
    const postgres = await startPostgres();
    after(postgres.stop);
    const stage = await openStage({ environment: { STORE: await postgres.database() } });
    after(stage.close);
    const other = await stage.another();
    const writers = await openWriters(stage, 60, 8);
    stage.microsoft365.graph.faults.add({ kind: 'throttled', retryAfter: 3_600 });
    const pace = (addresses: readonly string[]) => async (): Promise<number> => {
      const asked = (n: number) => {
        const { writer, body } = submission(writers, n);
        const headers = { ...writer.headers, 'Content-Type': 'application/json' };
        const address = addresses[n % addresses.length] ?? '';
        return { address, path: '/api/suggestions', method: 'POST', headers, body };
      };
      const loaded = await load(asked, REQUESTS, CONNECTIONS);
      mustAll(200, loaded);
      return (REQUESTS / loaded.wallMs) * 1000;
    };
    say('submitting');
    const rounds = await inRounds(pace([stage.address, other.address]), pace([stage.address]));
    const line = beside({ what: 'submissions a second (floor: one server)', unit: '/s', rounds, target: '≥ 1.6×' });
    const cores = availableParallelism();
    if (cores < CORES) return [{ ...line, target: `≥ 1.6× (on ${CORES} cores; here ${cores})` }];
    return [{ ...line, verdict: Number.parseFloat(line.ratio) >= 1.6 ? 'met' : 'not met' }];
  },
};
