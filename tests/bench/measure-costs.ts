import { ulid } from 'ulid';
import { LIST_NAMES } from '../../bot/ports/rows.ts';
import { APPS } from '../../infra/local/tenant.ts';
import { until } from '../support/municipality.ts';
import type { Action, Cost } from './costs.ts';
import { askedOf, quiet, type Stage } from './stage.ts';

/** Readings of the lists that are waited for to count a quiet one. */
const POLLS = 3;
/** While it is counted what stands in a reply, Graph takes this long, so that nothing can be had from it in time. */
const SLOW_MS = 2_500;

/** A reading of a list by its delta link. */
const POLL_UNITS = 1;
/** Lists that are read. */
const LISTS = LIST_NAMES.length;

export type Costs = {
  readonly costs: Readonly<Record<Action, Cost>>;
  /** Answers that Graph had given when submit and move were acknowledged. */
  readonly inReply: { readonly submit: number; readonly move: number };
};

const sum = (figures: Readonly<Record<string, number>>): number =>
  Object.values(figures).reduce((all, one) => all + one, 0);

/** Counts what each action asks of Graph, itself and in what follows it. The stage is at rest before and after. */
export const measureCosts = async (stage: Stage): Promise<Costs> => {
  const { graph } = stage.microsoft365;
  const [leader = '', ...staff] = stage.people;
  const count = async (act: () => Promise<void>): Promise<Cost> => {
    graph.counters.reset();
    await act();
    await quiet(stage);
    const { units, byKind } = graph.counters.read();
    return { requests: askedOf(stage), units: (units[APPS.app.id] ?? 0) - (byKind['items.delta'] ?? 0) * POLL_UNITS };
  };

  /** All that a tab asks for when it opens. */
  const open = (person: string) => async (): Promise<void> => {
    const here = `/api/units/${stage.unit}`;
    const paths = ['/', `${here}/board`, `${here}/mine`, '/api/me'];
    const answers = await Promise.all(paths.map((path) => stage.ask(person, path)));
    const feed = await stage.ask(person, `${here}/feed`);
    await feed.body?.cancel();
    const refused = [...answers, feed].find(({ ok }) => !ok);
    if (refused !== undefined) throw new Error(`${refused.url} answered ${refused.status}`);
  };

  let answered = 0;
  const act = (person: string, path: string, body: object) => async (): Promise<void> => {
    for (const method of ['POST', 'PATCH']) graph.faults.add({ kind: 'slow', method, milliseconds: SLOW_MS });
    const reply = await stage.ask(person, path, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
    graph.faults.clear();
    const { byStatus, byKind } = graph.counters.read();
    answered = Math.max(0, sum(byStatus) - (byKind['items.delta'] ?? 0));
    await until('SharePoint has it', async () => sum(askedOf(stage)) > 0, 30);
  };

  const once = ulid();
  const note = { once, unit: stage.unit, text: 'Kan vi merke hyllene på lageret?', showName: true, confirmed: false };
  const answers = { threeF: 'improve', effect: '4', effort: '2', reply: 'Dette gjør vi gjerne!' };
  const move = { from: 'new', to: 'prioritised', answers };

  const openFresh = await count(open(staff[0] ?? ''));
  await stage.restart();
  const openAfterRestart = await count(open(staff[1] ?? ''));
  const submit = await count(act(staff[2] ?? '', '/api/suggestions', note));
  const submitReply = answered;
  const moved = await count(act(leader, `/api/suggestions/${once}/moves`, move));
  const moveReply = answered;

  graph.counters.reset();
  await until(
    'the lists are read a few times',
    async () => (graph.counters.read().byKind['items.delta'] ?? 0) >= LISTS * POLLS,
    180,
  );
  const { byKind, units } = graph.counters.read();
  const quietPoll = {
    requests: { 'items.delta': Math.round((byKind['items.delta'] ?? 0) / POLLS) },
    units: Math.round((units[APPS.app.id] ?? 0) / POLLS),
  };
  return {
    costs: { openFresh, openAfterRestart, submit, move: moved, quietPoll },
    inReply: { submit: submitReply, move: moveReply },
  };
};
