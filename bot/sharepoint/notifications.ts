import { createHash, timingSafeEqual } from 'node:crypto';
import { instantOf } from '../domain/calendar/instant.ts';
import type { Log } from '../ports/log.ts';
import { LIST_NAMES, type ListName } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { listPart, part, textPart } from './answer.ts';
import type { Graph } from './graph.ts';
import type { Site } from './site.ts';
import { realTimers, type Timers } from './timers.ts';

/** Word from Graph that a list changed: a hint to read it sooner, never the only way to learn of it. */
export type Notifications = {
  /** Makes what is missing, adopts what is there, deletes strays, and renews in time; a refusal is said once. */
  start(): void;
  /** The same once; returns how many subscriptions there are now. */
  once(): Promise<number>;
  /** Lists that a notification's body speaks of; elements without our secret are left out. */
  listsIn(body: unknown): readonly ListName[];
  stop(): void;
};

export type NotificationDeps = {
  readonly graph: Graph;
  readonly site: Site;
  /** Public https address of Tavla's own notification endpoint; lifecycle notices come there too. */
  readonly address: string;
  /** Something that only this installation knows, the same in each of its servers. */
  readonly secret: string;
  readonly log: Log;
  readonly timers?: Timers;
};

/** Graph's longest for a list is 42,300 minutes. */
const LIFE_MS = 28 * 24 * 60 * 60_000;
/** Renewed when less than this is left, and looked at this often. */
const RENEW_MS = 7 * 24 * 60 * 60_000;
const LOOK_MS = 6 * 60 * 60_000;
/** After a Graph that did not answer; doubled each time. */
const FIRST_RETRY_MS = 60_000;

type Subscription = {
  readonly id: string;
  readonly resource: string;
  readonly address: string;
  readonly until: number;
};

export const createNotifications = (deps: NotificationDeps): Notifications => {
  const { graph, site, address, log, timers = realTimers } = deps;
  // At most 128 characters may be kept with a subscription, and the secret itself need not travel.
  const clientState = createHash('sha256').update(`tavla notifications ${deps.secret}`).digest('hex');
  const ours = new Map<string, ListName>();
  let saidNo = false;
  let running = false;
  let callOff = (): void => undefined;

  const until = (): string => instantOf(timers.now() + LIFE_MS);

  const create = async (list: ListName, resource: string): Promise<boolean> => {
    const body = {
      changeType: 'updated',
      notificationUrl: address,
      lifecycleNotificationUrl: address,
      resource,
      expirationDateTime: until(),
      clientState,
    };
    const answer = await graph.send({ method: 'POST', path: '/subscriptions', body });
    const id = textPart(answer.body, 'id');
    if (answer.meaning === 'done' && id !== undefined) {
      ours.set(id, list);
      return true;
    }
    if (!saidNo)
      log.warn({ list, status: answer.status, code: answer.code }, 'Graph sends no notifications; lists are polled');
    saidNo = true;
    return false;
  };

  const renew = async (id: string): Promise<boolean> => {
    const body = { expirationDateTime: until() };
    const answer = await graph.send({ method: 'PATCH', path: `/subscriptions/${id}`, body });
    return answer.meaning === 'done';
  };

  const keep = async (list: ListName, resource: string, found: readonly Subscription[]): Promise<boolean> => {
    const [first, ...strays] = found.filter((one) => one.resource === resource && one.address === address);
    for (const { id } of strays) await graph.send({ method: 'DELETE', path: `/subscriptions/${id}` });
    if (first === undefined) return create(list, resource);
    ours.set(first.id, list);
    if (first.until - timers.now() > RENEW_MS || (await renew(first.id))) return true;
    return create(list, resource);
  };

  const once = async (): Promise<number> => {
    const found = await readSubscriptions(graph);
    let kept = 0;
    for (const list of LIST_NAMES) {
      const resource = `sites/${await site.id()}/lists/${await site.listId(list)}`;
      if (await keep(list, resource, found)) kept += 1;
    }
    return kept;
  };

  const tick = async (pause = FIRST_RETRY_MS): Promise<void> => {
    let next = LOOK_MS;
    try {
      await once();
    } catch (error) {
      next = Math.min(pause, LOOK_MS);
      if (!(error instanceof Unavailable)) log.error({ error }, 'Looking after notifications failed');
      else log.warn({ error }, 'Notifications could not be looked after; the next time comes');
    }
    if (running) callOff = timers.after(next, () => void tick(next === LOOK_MS ? FIRST_RETRY_MS : pause * 2));
  };

  const isOurs = (element: unknown): boolean => isSame(textPart(element, 'clientState') ?? '', clientState);

  /** `reauthorizationRequired` is answered by a renewal, which counts as one. */
  const reauthorize = async (id: string): Promise<void> => {
    try {
      if (!(await renew(id))) log.warn({}, 'A subscription could not be renewed when Graph asked for it');
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      log.warn({ error }, 'A subscription could not be renewed when Graph asked for it');
    }
  };

  return {
    start: () => {
      running = true;
      void tick();
    },
    once,
    listsIn: (body) => {
      const lists = new Set<ListName>();
      for (const element of listPart(body, 'value').filter(isOurs)) {
        const id = textPart(element, 'subscriptionId') ?? '';
        const list = ours.get(id);
        if (part(element, 'lifecycleEvent') === 'reauthorizationRequired') void reauthorize(id);
        else if (list !== undefined) lists.add(list);
        // Another server of ours made it: its resource is not looked up here, so that all lists are read.
        else for (const name of LIST_NAMES) lists.add(name);
      }
      return [...lists];
    },
    stop: () => {
      running = false;
      callOff();
    },
  };
};

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const readSubscriptions = async (graph: Graph): Promise<readonly Subscription[]> => {
  const answer = await graph.read('/subscriptions');
  // Some tenants do not list subscriptions of lists: then new ones are made, and doubled hints do no harm.
  if (answer.meaning !== 'done') return [];
  return listPart(answer.body, 'value').flatMap((one) => {
    const id = textPart(one, 'id');
    if (id === undefined) return [];
    const resource = (textPart(one, 'resource') ?? '').replace(/^\//, '');
    const until = Date.parse(textPart(one, 'expirationDateTime') ?? '') || 0;
    return [{ id, resource, address: textPart(one, 'notificationUrl') ?? '', until }];
  });
};
