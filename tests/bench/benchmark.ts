/**
 * The benchmarks: what Tavla costs, each beside a floor that was measured in the same minutes.
 * Lives here: a file a benchmark, its floors, and what they measure with. None of it is a test.
 * The one rule: ratios, counts and growth are judged; milliseconds are for people, since machines differ.
 */

export type Verdict = 'met' | 'not met' | 'for people';

/** One row of the table that people read. */
export type Line = {
  readonly what: string;
  readonly figure: string;
  readonly floor: string;
  readonly ratio: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** A count that is above what was agreed: the command fails. Times never do this. */
  readonly fails?: true;
};

export type Course = {
  /** Tells people what is going on. */
  readonly say: (what: string) => void;
  /** Closes something when the benchmark is over, however it ends; the last opened first. */
  readonly after: (close: () => Promise<unknown>) => void;
};

export type Benchmark = {
  readonly name: string;
  readonly title: string;
  readonly run: (course: Course) => Promise<readonly Line[]>;
};
