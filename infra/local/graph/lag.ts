import type { Switches } from './switches.ts';

/** Which changes SharePoint's indexes have caught up with. Reading by id never lags. */
export type Lag = {
  made(change: number): void;
  /** The newest change that filters and delta see. */
  visible(): number;
};

export function createLag(switches: Switches, now: () => number, last: number): Lag {
  let visible = last;
  let young: { readonly change: number; readonly at: number }[] = [];
  const settle = (): number => {
    const old = young.filter(({ at }) => now() - at >= switches.lagMilliseconds);
    visible = Math.max(visible, ...old.map(({ change }) => change));
    young = young.filter(({ change }) => change > visible);
    return visible;
  };
  return {
    made: (change) => {
      if (switches.lagMilliseconds === 0) visible = change;
      else young.push({ change, at: now() });
    },
    visible: settle,
  };
}
