import { Router } from 'express';
import type { Log } from '../ports/log.ts';

/** One thing that must work before requests make sense; throws with the reason when it does not. */
export type Check = () => Promise<void>;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const run = async (check: Check): Promise<{ readonly ok: boolean; readonly reason?: string }> => {
  try {
    await check();
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
};

/** `/health`: the process lives. `/ready`: everything that it needs answers, each with its reason when not. */
export const createHealth = (checks: Readonly<Record<string, Check>>, log: Log): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ live: true });
  });
  router.get('/ready', async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await run(check)] as const),
    );
    const ready = results.every(([, { ok }]) => ok);
    if (!ready) log.warn({ failing: results.filter(([, { ok }]) => !ok).map(([name]) => name) }, 'Not ready');
    response.status(ready ? 200 : 503).json({ ready, checks: Object.fromEntries(results) });
  });
  return router;
};
