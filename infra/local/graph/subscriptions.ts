import { randomUUID } from 'node:crypto';
import type { AppClaims } from '../entra/bearer.ts';
import type { Database } from './database.ts';
import { GraphFailure } from './failure.ts';
import type { List } from './list.ts';

export type Subscription = {
  readonly id: string;
  readonly app: string;
  readonly list: number;
  /** As the caller wrote it. */
  readonly resource: string;
  readonly notificationUrl: string;
  readonly lifecycleUrl: string | undefined;
  readonly clientState: string | undefined;
  /** ISO, UTC. */
  readonly expires: string;
  readonly tls: string;
  /** Whether reauthorizationRequired was sent for the present term. */
  readonly reminded: boolean;
};

export type Subscriptions = {
  add(list: List, app: AppClaims, wanted: Omit<Subscription, 'id' | 'app' | 'list' | 'reminded'>): Subscription;
  /** The app's own that has not run out. Throws 404. */
  find(app: AppClaims, id: string): Subscription;
  ofApp(app: AppClaims): Subscription[];
  /** Living ones on a list, whoever made them. */
  ofList(list: List): Subscription[];
  all(): Subscription[];
  change(subscription: Subscription): Subscription;
  remove(subscription: Subscription): void;
};

type Row = {
  id: string;
  app: string;
  list: number;
  resource: string;
  notification_url: string;
  lifecycle_url: string | null;
  client_state: string | null;
  expires: string;
  tls: string;
  reminded: number;
};

export function openSubscriptions({ sql }: Database, now: () => number): Subscriptions {
  const insert = sql.prepare(
    'INSERT INTO subscriptions (id, app, list, resource, notification_url, lifecycle_url, client_state, expires, tls, reminded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
  );
  const update = sql.prepare('UPDATE subscriptions SET expires = ?, notification_url = ?, reminded = ? WHERE id = ?');
  const remove = sql.prepare('DELETE FROM subscriptions WHERE id = ?');
  const select = sql.prepare('SELECT * FROM subscriptions WHERE id = ?');
  const selectAll = sql.prepare('SELECT * FROM subscriptions');
  const selectList = sql.prepare('SELECT * FROM subscriptions WHERE list = ?');

  const alive = ({ expires }: Subscription) => Date.parse(expires) > now();
  const all = () =>
    selectAll
      .all()
      .map((row) => toSubscription(row as Row))
      .filter(alive);

  return {
    add: (list, app, wanted) => {
      const subscription = { ...wanted, id: randomUUID(), app: app.appId, list: list.key, reminded: false };
      const { id, resource, notificationUrl, lifecycleUrl, clientState, expires, tls } = subscription;
      insert.run(
        id,
        app.appId,
        list.key,
        resource,
        notificationUrl,
        lifecycleUrl ?? null,
        clientState ?? null,
        expires,
        tls,
      );
      return subscription;
    },
    find: (app, id) => {
      const row = select.get(id);
      const subscription = row && toSubscription(row as Row);
      if (!subscription || subscription.app !== app.appId || !alive(subscription)) {
        throw new GraphFailure(404, 'ResourceNotFound', 'The object was not found.');
      }
      return subscription;
    },
    ofApp: (app) => all().filter((subscription) => subscription.app === app.appId),
    ofList: (list) =>
      selectList
        .all(list.key)
        .map((row) => toSubscription(row as Row))
        .filter(alive),
    all,
    change: (subscription) => {
      update.run(subscription.expires, subscription.notificationUrl, subscription.reminded ? 1 : 0, subscription.id);
      return subscription;
    },
    remove: ({ id }) => {
      remove.run(id);
    },
  };
}

const toSubscription = (row: Row): Subscription => ({
  id: row.id,
  app: row.app,
  list: row.list,
  resource: row.resource,
  notificationUrl: row.notification_url,
  lifecycleUrl: row.lifecycle_url ?? undefined,
  clientState: row.client_state ?? undefined,
  expires: row.expires,
  tls: row.tls,
  reminded: row.reminded === 1,
});
