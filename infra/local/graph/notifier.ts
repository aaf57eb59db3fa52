import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { List } from './list.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

/** How long a receiver has for the handshake, and for a notification. */
const HANDSHAKE = 10_000;
const ANSWER = 3_000;
/** Undelivered notifications are tried again with growing pauses, for four hours. */
const FIRST_PAUSE = 10_000;
const GIVE_UP = 4 * 60 * 60 * 1000;
/** How late a late one is unless its fault says: the documented worst. */
const HELD = 6 * 60 * 60 * 1000;
/** A term that ends within a day is called to mind. */
const REMIND = 24 * 60 * 60 * 1000;
const LOOK = 60_000;

export type Notifier = {
  /** A list changed: its subscriptions are told after a while, many changes in one notification. */
  changed(list: List): void;
  /** Whether the address answers 200 with the token it was sent. */
  validates(url: string): Promise<boolean>;
  /** Sends at once what waits, late ones and repeats included; resolves when all were answered or failed. */
  deliver(): Promise<void>;
  /** Sends reauthorizationRequired. */
  remind(subscription: Subscription): Promise<void>;
  /** Notifications that wait. */
  waiting(): number;
  close(): void;
};

export type NotifierNeeds = {
  readonly subscriptions: Subscriptions;
  readonly tenantId: string;
  readonly faults: Faults;
  readonly chance: Chance;
  readonly now: () => number;
  /** Least and most milliseconds from a change to its notification. */
  readonly delay: readonly [number, number];
};

type Waiting = {
  readonly subscription: Subscription;
  readonly since: number;
  readonly tries: number;
  /** A fault holds it back: it does not go along with others. */
  readonly late: boolean;
  readonly timer: NodeJS.Timeout;
};

export function createNotifier(needs: NotifierNeeds): Notifier {
  const { subscriptions, tenantId, faults, chance, now, delay } = needs;
  const waiting = new Map<string, Waiting>();
  const between = () => delay[0] + (delay[1] - delay[0]) * chance.next();

  function schedule(subscription: Subscription, pause: number, { tries = 0, since = now(), late = false } = {}): void {
    const timer = setTimeout(() => void send(subscription.notificationUrl, late), pause).unref();
    waiting.set(subscription.id, { subscription, since, tries, late, timer });
  }

  function changed(list: List): void {
    for (const subscription of subscriptions.ofList(list)) {
      if (waiting.has(subscription.id) || faults.strikeNotification('notificationLost')) continue;
      const held = faults.strikeNotification('notificationLate');
      if (held) schedule(subscription, held.milliseconds ?? HELD, { late: true });
      else schedule(subscription, between());
    }
  }

  /** Everything that waits for one address goes in one post, of however many subscriptions. */
  async function send(url: string, lateToo: boolean): Promise<void> {
    const ready = [...waiting.values()].filter(
      ({ subscription, late }) => subscription.notificationUrl === url && (lateToo || !late),
    );
    for (const { subscription, timer } of ready) {
      clearTimeout(timer);
      waiting.delete(subscription.id);
    }
    const alive = ready.filter(({ subscription }) => Date.parse(subscription.expires) > now());
    if (alive.length === 0) return;
    const body = { value: alive.map(({ subscription }) => notification(subscription, tenantId)) };
    const doubled = faults.strikeNotification('notificationDoubled') !== undefined;
    const taken = await post(url, body);
    if (taken && doubled) await post(url, body);
    if (!taken) alive.forEach(again);
  }

  function again({ subscription, tries, since }: Waiting): void {
    if (waiting.has(subscription.id) || now() - since >= GIVE_UP) return;
    schedule(subscription, FIRST_PAUSE * 2 ** tries, { tries: tries + 1, since });
  }

  async function remind(subscription: Subscription): Promise<void> {
    if (!subscription.lifecycleUrl) return;
    subscriptions.change({ ...subscription, reminded: true });
    await post(subscription.lifecycleUrl, { value: [lifecycle(subscription, tenantId)] });
  }

  const look = setInterval(() => {
    const due = subscriptions
      .all()
      .filter(({ reminded, expires }) => !reminded && Date.parse(expires) - now() < REMIND);
    void Promise.all(due.map(remind));
  }, LOOK).unref();

  return {
    changed,
    validates,
    remind,
    deliver: async () => {
      const urls = new Set([...waiting.values()].map(({ subscription }) => subscription.notificationUrl));
      await Promise.all([...urls].map((url) => send(url, true)));
    },
    waiting: () => waiting.size,
    close: () => {
      clearInterval(look);
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

async function validates(url: string): Promise<boolean> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${crypto.randomUUID()}`;
  const target = `${url}${url.includes('?') ? '&' : '?'}validationToken=${encodeURIComponent(token)}`;
  try {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    const answer = await fetch(target, { method: 'POST', headers, signal: AbortSignal.timeout(HANDSHAKE) });
    const plain = answer.headers.get('content-type')?.startsWith('text/plain') ?? false;
    return answer.status === 200 && plain && (await answer.text()) === token;
  } catch {
    // Whatever goes wrong on the way, the receiver was not there.
    return false;
  }
}

async function post(url: string, body: object): Promise<boolean> {
  try {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // A receiver that is down is asked again later, like one that refuses.
    return false;
  }
}

const notification = (subscription: Subscription, tenantId: string) => ({
  subscriptionId: subscription.id,
  ...(subscription.clientState !== undefined && { clientState: subscription.clientState }),
  subscriptionExpirationDateTime: subscription.expires,
  changeType: 'updated',
  resource: subscription.resource,
  tenantId,
  resourceData: { '@odata.type': '#Microsoft.Graph.ListItem' },
});

const lifecycle = (subscription: Subscription, organizationId: string) => ({
  lifecycleEvent: 'reauthorizationRequired',
  subscriptionId: subscription.id,
  subscriptionExpirationDateTime: subscription.expires,
  resource: subscription.resource,
  ...(subscription.clientState !== undefined && { clientState: subscription.clientState }),
  organizationId,
  tenantId: organizationId,
});
