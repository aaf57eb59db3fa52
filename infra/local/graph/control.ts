import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../listening.ts';
import type { Grant } from './access.ts';
import type { Activities } from './activities.ts';
import { isObject } from './call.ts';
import { FAULT_KINDS, type Fault, type Faults } from './faults.ts';
import type { Counters } from './meter.ts';
import type { Subscription } from './subscriptions.ts';
import { type Switches, setSwitches } from './switches.ts';

/** What tests and people can turn and read on a running Graph; the same from inside and by /control. */
export type Controls = {
  /** https://localhost:<port>: the server's GRAPH_ADDRESS. */
  readonly address: string;
  readonly faults: Faults;
  /** Changed in place. */
  readonly switches: Switches;
  readonly counters: { read(): Counters; reset(): void };
  readonly activities: Activities;
  /** Lets an application use the site, as an administrator would: read, write, manage or fullcontrol. Replaces its earlier grant. */
  grant(appId: string, role: string): Grant;
  /** Makes every delta token of a list, or of all, one that is gone (410). */
  forgetChanges(list?: string): void;
  subscriptions(): readonly Subscription[];
  readonly notifications: {
    /** Sends at once what waits; resolves when all were answered. */
    deliver(): Promise<void>;
    waiting(): number;
    /** Sends reauthorizationRequired for a subscription; false when there is no such. */
    remind(subscriptionId: string): Promise<boolean>;
  };
};

type Body = Readonly<Record<string, unknown>>;
type Told = { readonly status: number; readonly body: unknown };

const told = (body: unknown, status = 200): Told => ({ status, body });

/** The knobs of the local Graph, for tests and people alike: `METHOD name` → what it does. None of this exists in the real one. */
const KNOBS: Readonly<Record<string, (graph: Controls, body: Body) => Told | Promise<Told>>> = {
  'GET faults': (graph) => told(graph.faults.list()),
  'POST faults': (graph, body) => {
    const wanted = Array.isArray(body.faults) ? body.faults : [body];
    const right = wanted.filter(isFault);
    if (right.length < wanted.length) return told({ problem: 'unknown kind', kinds: FAULT_KINDS }, 400);
    for (const fault of right) graph.faults.add(fault);
    return told(graph.faults.list());
  },
  'DELETE faults': (graph) => {
    graph.faults.clear();
    return told([]);
  },
  'POST seed': (graph, body) => {
    graph.faults.seed(Number(body.seed ?? 1));
    return told({});
  },
  'GET switches': (graph) => told(graph.switches),
  'POST switches': (graph, body) => {
    const wrong = setSwitches(graph.switches, body);
    return wrong.length > 0
      ? told({ problem: 'unknown switch or wrong kind of value', wrong }, 400)
      : told(graph.switches);
  },
  'GET counters': (graph) => told(graph.counters.read()),
  'DELETE counters': (graph) => {
    graph.counters.reset();
    return told(graph.counters.read());
  },
  'GET activities': (graph) => told(graph.activities.list()),
  'GET subscriptions': (graph) => told(graph.subscriptions()),
  'POST notifications': async (graph) => {
    await graph.notifications.deliver();
    return told({ waiting: graph.notifications.waiting() });
  },
  'POST lifecycle': async (graph, body) =>
    told({ reminded: await graph.notifications.remind(String(body.subscriptionId ?? '')) }),
  'POST resync': (graph, body) => {
    graph.forgetChanges(typeof body.list === 'string' ? body.list : undefined);
    return told({});
  },
  'POST grants': (graph, body) => told(graph.grant(String(body.app ?? ''), String(body.role ?? ''))),
};

/** Answers /control/… without a token, to this machine only. */
export async function answerControl(
  graph: Controls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, body } = await turn(graph, request);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

async function turn(graph: Controls, request: IncomingMessage): Promise<Told> {
  if (request.headers['sec-fetch-site'] === 'cross-site') return told({ problem: 'not from another site' }, 403);
  const name = new URL(request.url ?? '/', graph.address).pathname.replace(/^\/control\//, '');
  const knob = KNOBS[`${request.method} ${name}`];
  if (!knob) return told({ problem: 'no such knob', knobs: Object.keys(KNOBS) }, 404);
  try {
    return await knob(graph, await readObject(request));
  } catch (error) {
    return told({ problem: error instanceof Error ? error.message : String(error) }, 400);
  }
}

async function readObject(request: IncomingMessage): Promise<Body> {
  const text = await readBody(request, 64 * 1024);
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return isObject(body) ? body : { faults: body };
}

const isFault = (value: unknown): value is Fault => isObject(value) && FAULT_KINDS.some((kind) => kind === value.kind);
