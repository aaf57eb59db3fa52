import { monotonicFactory } from 'ulid';
import { later, millisecondsOf } from '../../bot/domain/calendar/instant.ts';
import type { HistoryEntry } from '../../bot/domain/suggestion/history.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import type { Log, LogFields } from '../../bot/ports/log.ts';
import type { ListName } from '../../bot/ports/rows.ts';
import { createCredential } from '../../bot/sharepoint/credential.ts';
import { openGraph } from '../../bot/sharepoint/graph.ts';
import type { Fields } from '../../bot/sharepoint/list.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';
import { createMerge } from '../../bot/sharepoint/merge.ts';
import { provision } from '../../bot/sharepoint/provision.ts';
import { createPull } from '../../bot/sharepoint/pull.ts';
import { createPush } from '../../bot/sharepoint/push.ts';
import { openSite } from '../../bot/sharepoint/site.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { defaultSwitches } from '../../infra/local/graph/switches.ts';
import { APP, SECRET, TENANT, type TestGraph } from '../local/support.ts';
import { type ManualTimers, manualTimers } from './manual-timers.ts';
import { A_SUGGESTION } from './rows.ts';

export type Line = { readonly level: 'info' | 'warn' | 'error'; readonly fields: LogFields; readonly message: string };

/** Keeps the lines for the test to look at. */
export const keptLog = (): Log & { readonly lines: Line[] } => {
  const lines: Line[] = [];
  const at = (level: Line['level']) => (fields: LogFields, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
};

export const credentialFor = (room: TestGraph, appId = APP) =>
  createCredential({ tenantId: TENANT, appId, authority: room.entra.address, secret: SECRET });

/** One server's working copy, push and pull, on a local SharePoint; time stands still until the test moves it. */
const openServer = async (room: TestGraph, timers: ManualTimers, address = 'sqlite::memory:') => {
  const graph = openGraph({ address: room.graph.address, credential: credentialFor(room), timers });
  const site = openSite({ graph, address: room.graph.siteUrl, appId: APP, timers });
  const keys = { next: monotonicFactory() };
  const store = await openStore(address, { clock: timers.clock, keys });
  const log = keptLog();
  const merge = createMerge({ clock: timers.clock, keys });
  const push = createPush({ graph, site, outbox: store.outbox, merge, log, timers, random: () => 1 });
  const pull = createPull({ graph, site, inbox: store.inbox, merge, keys, log, timers });

  /** Carries out all that is due now. */
  const carry = (): Promise<void> =>
    timers.through(
      (async () => {
        while ((await push.once()) > 0);
      })(),
    );
  /** The same, and then what becomes due later, until nothing waits. */
  const carryAll = async (): Promise<void> => {
    for (let rounds = 0; rounds < 50; rounds += 1) {
      await carry();
      const due = await store.outbox.nextDue();
      if (due === undefined) return;
      const opens = Math.max(millisecondsOf(due), graph.counters().closedUntil);
      await timers.advance(Math.max(1000, opens - timers.now()));
    }
    throw new Error('Something waits for ever');
  };
  return {
    ...store,
    graph,
    site,
    keys,
    log,
    push,
    pull,
    carry,
    carryAll,
    /** Hands in a suggestion as the verb does; returns it. */
    submit: async (some: Partial<Suggestion> = {}): Promise<Suggestion> => {
      const fresh = { ...A_SUGGESTION, key: keys.next() as Suggestion['key'], ...some };
      await store.suggestions.add(fresh, { history: [], notices: [] }, later(timers.clock.now(), 3600));
      return fresh;
    },
    change: async (key: Suggestion['key'], some: Partial<Suggestion>, history: readonly HistoryEntry[] = []) => {
      await store.suggestions.change(key, (current) => ({
        ok: true,
        value: { suggestion: { ...current, ...some }, history, notices: [] },
      }));
    },
    end: async (): Promise<void> => {
      graph.close();
      await pull.stop();
      await push.drain();
      await store.close();
    },
  };
};

/** Every list empty, every switch and every grant as at the start. */
const tidyUp = async (room: TestGraph): Promise<void> => {
  const { graph, directory } = room;
  graph.faults.clear();
  Object.assign(graph.switches, defaultSwitches(), { deltaVaries: false, unitsPerMinute: 0 });
  const person = graph.asPerson(directory.users[0]?.id ?? '');
  for (const { title } of Object.values(LISTS)) for (const { id } of person.rows(title)) person.remove(title, id);
  for (const { id } of graph.subscriptions()) await room.ask('DELETE', `/subscriptions/${id}`);
};

/** The lists on the room's site, empty, and one server on them. Requests made so far are not counted. */
export const openRecordRig = async (room: TestGraph, startsAt = Date.now()) => {
  const timers = manualTimers(Math.ceil(startsAt / 1000) * 1000);
  const maker = openGraph({ address: room.graph.address, credential: credentialFor(room) });
  room.graph.grant(APP, 'manage');
  await provision(maker, room.graph.siteUrl, { mode: 'make' });
  maker.close();
  room.graph.grant(APP, 'write');
  const server = await openServer(room, timers);
  await server.site.items('Suggestions');
  room.graph.counters.reset();

  const rowsOf = (list: ListName): readonly { readonly id: number; readonly fields: Fields }[] =>
    room.graph.asPerson(room.directory.users[0]?.id ?? '').rows(LISTS[list].title) as never;
  return {
    ...server,
    room,
    timers,
    /** A second server on the same lists; on the same working copy, too, when an address is given to both. */
    another: (address?: string) => openServer(room, timers, address),
    /** What stands in the list, as a person sees it. */
    rowsOf,
    /** The one item with this key; fails when there is another number of them. */
    itemOf: (list: ListName, key: string) => {
      const found = rowsOf(list).filter(({ fields }) => fields.Key === key);
      if (found.length !== 1) throw new Error(`${found.length} items have the key ${key}`);
      return found[0] as { readonly id: number; readonly fields: Fields };
    },
    /** Resource units and requests by kind since the last look. */
    spent: () => {
      const { units, byKind } = room.graph.counters.read();
      room.graph.counters.reset();
      return { units: units[APP] ?? 0, byKind };
    },
    close: async () => {
      await server.end();
      await tidyUp(room);
    },
  };
};

export type RecordRig = Awaited<ReturnType<typeof openRecordRig>>;
