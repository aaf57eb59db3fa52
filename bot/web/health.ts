import { Router } from 'express';
import type { Log } from '../ports/log.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** One thing that must work before requests make sense; throws with the reason when it does not. */
export type Check = () => Promise<void>;

/** A check that everybody may ask for is made at most this often, in milliseconds. */
const KEPT_MS = 5_000;

type Result = { readonly ok: boolean; readonly reason?: string };
type Results = readonly (readonly [name: string, result: Result])[];

/** Our own sentences are for everybody; what else went wrong stands in the log. */
const reasonOf = (error: unknown): string =>
  error instanceof Unavailable ? error.message : 'does not work; the log says more';

const run = async (name: string, check: Check, log: Log): Promise<readonly [string, Result]> => {
  try {
    await check();
    return [name, { ok: true }];
  } catch (error) {
    log.warn({ check: name, error }, 'Not ready');
    return [name, { ok: false, reason: reasonOf(error) }];
  }
};

/** Runs the checks, and keeps what they found for a moment. */
const keptFor = (milliseconds: number, runAll: () => Promise<Results>): (() => Promise<Results>) => {
  let kept: { readonly until: number; readonly results: Promise<Results> } | undefined;
  return () => {
    const now = performance.now();
    if (kept === undefined || kept.until < now) kept = { until: now + milliseconds, results: runAll() };
    return kept.results;
  };
};

/** `/health`: the process lives. `/ready`: everything that it needs answers, each with its reason when not. */
export const createHealth = (checks: Readonly<Record<string, Check>>, log: Log): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ live: true });
  });
  const results = keptFor(KEPT_MS, () =>
    Promise.all(Object.entries(checks).map(([name, check]) => run(name, check, log))),
  );
  router.get('/ready', async (_request, response) => {
    const found = await results();
    const ready = found.every(([, { ok }]) => ok);
    response.status(ready ? 200 : 503).json({ ready, checks: Object.fromEntries(found) });
  });
  return router;
};
