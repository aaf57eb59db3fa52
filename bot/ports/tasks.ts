import type { Instant } from '../domain/calendar/instant.ts';
import type { Notice } from './notices.ts';

/** Work that is due: a notice to deliver. `id` is stable; `attempts` counts earlier tries. */
export type Task = { readonly id: string; readonly notice: Notice; readonly attempts: number };

export type Tasks = {
  /** Takes up to `limit` due tasks for `leaseSeconds`; nobody else gets them meanwhile, in any server. */
  claim(limit: number, leaseSeconds: number): Promise<readonly Task[]>;
  done(id: string): Promise<void>;
  /** Gives it back, due at `at`. */
  later(id: string, at: Instant): Promise<void>;
  /** It can never be done; kept with the reason for the coordinator to see. */
  giveUp(id: string, reason: string): Promise<void>;
  /** Runs the listener when something became due in this server; returns how to stop. */
  onDue(listener: () => void): () => void;
};
