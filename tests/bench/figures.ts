import type { Line, Verdict } from './benchmark.ts';

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

/** The value below which that share (0–1) of the values lies; the nearest one that was measured. */
export const quantile = (values: readonly number[], share: number): number => {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const short = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  return value.toFixed(Math.abs(value) < 1 ? 3 : Math.abs(value) < 100 ? 2 : 0);
};

/** Median, and in brackets least and most. */
export const spread = (values: readonly number[], unit: string): string => {
  const [least = 0, most = 0] = [sorted(values)[0], sorted(values).at(-1)];
  return `${short(median(values))} ${unit} [${short(least)}–${short(most)}]`;
};

/** What one round measured of us and of the floor. */
export type Round = { readonly ours: number; readonly floor: number };

type Judged = {
  readonly what: string;
  readonly unit: string;
  readonly rounds: readonly Round[];
  readonly target: string;
  /** Largest ratio that meets the target; left out where the figure is for people. */
  readonly atMost?: number;
  /** What may come on top of the ratio, in the figure's own unit. */
  readonly plus?: number;
};

/** A row: medians with their range, and the ratio of the medians. */
export const beside = ({ what, unit, rounds, target, atMost, plus = 0 }: Judged): Line => {
  const [ours, floor] = [rounds.map((round) => round.ours), rounds.map((round) => round.floor)];
  const ratio = median(ours) / median(floor);
  const met = atMost !== undefined && median(ours) <= median(floor) * atMost + plus;
  return {
    what,
    figure: spread(ours, unit),
    floor: spread(floor, unit),
    ratio: `${ratio.toFixed(2)}×`,
    target,
    verdict: atMost === undefined ? 'for people' : met ? 'met' : 'not met',
  };
};

/** A row of something that is only counted or weighed: no floor. */
export const counted = (what: string, figure: string, target: string, met?: boolean): Line => {
  const verdict: Verdict = met === undefined ? 'for people' : met ? 'met' : 'not met';
  return { what, figure, floor: '–', ratio: '–', target, verdict };
};
