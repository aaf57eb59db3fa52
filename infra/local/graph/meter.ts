/** What was asked of Graph, and what it cost: the figures that tests assert and people read. */
export type Counters = {
  readonly requests: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Resource units by application id. */
  readonly units: Readonly<Record<string, number>>;
};

export type Meter = {
  /** Counts a request before it is answered; throttled ones count, too. Returns seconds to wait when the app is over its limit. */
  charge(app: string, kind: string, units: number): number | undefined;
  answered(status: number): void;
  /** RateLimit headers, only from 80 % of the limit on. */
  headers(app: string): Record<string, string>;
  read(): Counters;
  reset(): void;
};

const WINDOW = 60;
const WARNING = 0.8;

type Used = { readonly second: number; units: number };

export function createMeter(limit: () => number, now: () => number): Meter {
  let requests = 0;
  const byKind = new Map<string, number>();
  const byStatus = new Map<string, number>();
  const total = new Map<string, number>();
  const recent = new Map<string, Used[]>();

  const seconds = () => Math.floor(now() / 1000);
  const lately = (app: string): Used[] => {
    const used = (recent.get(app) ?? []).filter(({ second }) => second > seconds() - WINDOW);
    recent.set(app, used);
    return used;
  };
  const spent = (used: readonly Used[]) => used.reduce((sum, { units }) => sum + units, 0);

  /** Seconds until enough of the last minute is past. */
  function wait(used: readonly Used[]): number {
    let left = spent(used);
    for (const { second, units } of used) {
      left -= units;
      if (left < limit()) return Math.max(1, second + WINDOW - seconds());
    }
    return WINDOW;
  }

  return {
    charge: (app, kind, units) => {
      requests += 1;
      add(byKind, kind, 1);
      add(total, app, units);
      const used = lately(app);
      const over = limit() > 0 && spent(used) + units > limit();
      const last = used.at(-1);
      if (last?.second === seconds()) last.units += units;
      else used.push({ second: seconds(), units });
      return over ? wait(used) : undefined;
    },
    answered: (status) => add(byStatus, String(status), 1),
    headers: (app) => {
      const used = lately(app);
      if (limit() === 0 || spent(used) < limit() * WARNING) return {};
      return {
        'RateLimit-Limit': String(limit()),
        'RateLimit-Remaining': String(Math.max(0, limit() - spent(used))),
        'RateLimit-Reset': String(wait(used)),
      };
    },
    read: () => ({
      requests,
      byKind: Object.fromEntries(byKind),
      byStatus: Object.fromEntries(byStatus),
      units: Object.fromEntries(total),
    }),
    reset: () => {
      requests = 0;
      for (const figures of [byKind, byStatus, total]) figures.clear();
    },
  };
}

function add(figures: Map<string, number>, name: string, amount: number): void {
  figures.set(name, (figures.get(name) ?? 0) + amount);
}
