import { APPS } from '../../infra/local/tenant.ts';
import { until } from '../support/municipality.ts';
import { submission } from './b5-submit.ts';
import type { Benchmark } from './benchmark.ts';
import { counted, median, quantile } from './figures.ts';
import { load, mustAll } from './load.ts';
import { cpuMs } from './process-use.ts';
import { openStage } from './stage.ts';
import { openWaiting } from './waiting.ts';
import { openWriters } from './writers.ts';

/** Suggestions one by one on a healthy day. */
const HEALTHY = 100;
const PAUSE_MS = 150;
/** Suggestions that wait after an outage. */
const BACKLOG = 1_000;
const AWAY_SECONDS = 20;
/** What SharePoint allows an app in a minute in the smallest tenants. */
const LIMIT = 1_250;
/** The first seconds may use what was saved up before; after them the steady pace shows. */
const SETTLING_MS = 20_000;

/** B14: from acknowledged to SharePoint; and how fast what waits after an outage is carried. */
export const toSharePoint: Benchmark = {
  name: 'B14',
  title: 'From acknowledged to SharePoint, Graph takes 100 ms a request, 1,250 units a minute',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const { graph } = stage.microsoft365;
    const writers = await openWriters(stage, 60, 8);
    const waiting = openWaiting(stage.folder);
    after(async () => waiting.close());
    const { pid } = stage.server();
    const send = async (n: number): Promise<string> => {
      const { writer, body } = submission(writers, n);
      const headers = { ...writer.headers, 'Content-Type': 'application/json' };
      const answer = await fetch(`${stage.address}/api/suggestions`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`Answered ${answer.status}`);
      return ((await answer.json()) as { readonly key: string }).key;
    };
    say('a healthy day');
    const carried: number[] = [];
    const under: Promise<void>[] = [];
    for (let n = 0; n < HEALTHY; n += 1) {
      const key = await send(n);
      const acknowledged = performance.now();
      under.push(
        until('SharePoint has it', async () => !waiting.is(key), 60).then(
          () => void carried.push(performance.now() - acknowledged),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    await Promise.all(under);

    say(`an outage, and ${BACKLOG} waiting after it`);
    graph.faults.add({ kind: 'throttled', retryAfter: AWAY_SECONDS });
    const loaded = await load(
      (n) => {
        const { writer, body } = submission(writers, n);
        const headers = { ...writer.headers, 'Content-Type': 'application/json' };
        return { address: stage.address, path: '/api/suggestions', method: 'POST', headers, body };
      },
      BACKLOG,
      4,
    );
    mustAll(200, loaded);
    graph.faults.clear();
    const most = waiting.all();
    await until('carrying begins', async () => waiting.all() < most, 120);
    graph.counters.reset();
    const [started, before] = [performance.now(), cpuMs(pid)];
    const unitsNow = (): number => graph.counters.read().units[APPS.app.id] ?? 0;
    let settled = { at: 0, units: 0 };
    await until(
      'nothing waits',
      async () => {
        const at = performance.now() - started;
        if (settled.at === 0 && at > SETTLING_MS) settled = { at, units: unitsNow() };
        return waiting.all() === 0;
      },
      300,
    );
    const took = performance.now() - started;
    const { byStatus } = graph.counters.read();
    const pace = ((unitsNow() - settled.units) / (took - settled.at)) * 60_000;
    const refused = byStatus['429'] ?? 0;
    const share = pace / LIMIT;
    const p99 = quantile(carried, 0.99);
    return [
      counted('healthy, p50', `${median(carried).toFixed(0)} ms`, '–'),
      counted('healthy, p99', `${p99.toFixed(0)} ms`, '< 2 s', p99 < 2_000),
      counted(`${most} waiting, until none does`, `${(took / 1000).toFixed(0)} s`, '–'),
      counted('pace of carrying', `${pace.toFixed(0)} of ${LIMIT} units a minute`, '≥ 90 % of the limit', share >= 0.9),
      counted('refused as too many (429) meanwhile', String(refused), '0', refused === 0),
      counted('CPU for each one carried', `${((cpuMs(pid) - before) / most).toFixed(2)} ms`, '–'),
    ];
  },
};
