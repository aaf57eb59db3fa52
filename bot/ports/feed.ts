import type { UnitKey } from '../domain/people/unit.ts';
import type { ListName } from './rows.ts';

/** One change in the working copy. `seq` grows by commit; a gap means nothing. */
export type Change = {
  readonly seq: number;
  readonly list: ListName;
  readonly key: string;
  /** The unit whose board it concerns; null when it concerns none (a role, say). */
  readonly unit: UnitKey | null;
};

export type Feed = {
  latest(): Promise<number>;
  /** Changes after `seq`, in order; `undefined` when `seq` is so old that some have been forgotten. */
  since(seq: number, limit: number): Promise<readonly Change[] | undefined>;
  /** Runs the listener for every change after commit, made by this server or another; returns how to stop. */
  listen(listener: (changes: readonly Change[]) => void): () => void;
};
