import type { Database } from './database.ts';
import { inSeconds } from './site-time.ts';

/** One activity-feed notice as it was sent. */
export type SentActivity = {
  readonly sent: string;
  /** Application id of the sender. */
  readonly app: string;
  readonly target: 'user' | 'team' | 'chat' | 'recipients';
  readonly targetId: string;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Activities = {
  record(activity: Omit<SentActivity, 'sent'>): void;
  list(): SentActivity[];
  /** Told of every one sent from now on; the returned function ends that. */
  listen(listener: (activity: SentActivity) => void): () => void;
};

export function openActivities({ sql }: Database, now: () => number): Activities {
  const insert = sql.prepare('INSERT INTO activities (sent, app, target, target_id, body) VALUES (?, ?, ?, ?, ?)');
  const select = sql.prepare('SELECT sent, app, target, target_id, body FROM activities ORDER BY key');
  const listeners = new Set<(activity: SentActivity) => void>();
  return {
    record: (activity) => {
      const sent = inSeconds(now());
      insert.run(sent, activity.app, activity.target, activity.targetId, JSON.stringify(activity.body));
      for (const listener of listeners) listener({ ...activity, sent });
    },
    list: () =>
      select.all().map((row) => ({
        sent: String(row.sent),
        app: String(row.app),
        target: String(row.target) as SentActivity['target'],
        targetId: String(row.target_id),
        body: JSON.parse(String(row.body)),
      })),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
