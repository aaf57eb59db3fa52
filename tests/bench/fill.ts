import { ulid } from 'ulid';
import { APPS, SITE } from '../../infra/local/tenant.ts';
import type { Municipality } from '../support/municipality.ts';

/** States of open cards so that no column of the board holds more than it draws at once (40): 200 cards are 200 on screen. */
const OPEN = [
  ...Array<string>(8).fill('new'),
  ...Array<string>(8).fill('prioritised'),
  ...Array<string>(8).fill('in_progress'),
  ...Array<string>(4).fill('escalated'),
  ...Array<string>(6).fill('implemented'),
  ...Array<string>(6).fill('parked'),
];
const SETTLED = ['closed_effect', 'closed_learning', 'rejected'];
const WORDS =
  'vi bør flytte lageret nærmere vaktrommet slik at alle finner bandasjer og hansker raskt når det haster om natten'.split(
    ' ',
  );
const DAY_MS = 86_400_000;
/** Requests that Graph takes in a batch. */
const BATCH = 20;

const iso = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
const textOf = (n: number): string =>
  `${n}: ${Array.from({ length: 12 + (n % 14) }, (_, at) => WORDS[(n * 7 + at) % WORDS.length]).join(' ')}`;

/** Who stands on the cards. */
export type Filling = { readonly unit: string; readonly people: readonly string[] };

const row = ({ unit, people }: Filling, n: number, state: string, daysAgo: number) => {
  const at = Date.now() - daysAgo * DAY_MS - n * 1000;
  const isOwned = ['in_progress', 'implemented', 'closed_effect'].includes(state);
  return {
    Title: textOf(n).slice(0, 80),
    Key: ulid(at),
    Unit: unit,
    Text: textOf(n),
    State: state,
    Proposer: people[n % people.length] ?? '',
    ShowName: n % 9 !== 0,
    SubmittedAt: iso(at),
    MovedAt: iso(at),
    ...(isOwned && { Owner: people[(n + 3) % people.length] ?? '', Due: iso(at + 30 * DAY_MS).slice(0, 10) }),
    ...(state === 'prioritised' && { ThreeF: 'improve', Effect: 1 + (n % 5), Effort: 1 + (n % 4) }),
  };
};

/** So many open cards of a unit. */
export const openCards = (filling: Filling, count: number) =>
  Array.from({ length: count }, (_, n) => row(filling, n, OPEN[n % OPEN.length] ?? 'new', n % 60));

/** So many suggestions that were settled long ago. */
export const finishedCards = (filling: Filling, count: number) =>
  Array.from({ length: count }, (_, n) => row(filling, n, SETTLED[n % SETTLED.length] ?? 'rejected', 60 + (n % 900)));

/** Writes rows into SharePoint's list of suggestions as an administrator's import would, without its limit. */
export const fill = async (
  { microsoft365 }: Pick<Municipality, 'microsoft365'>,
  rows: readonly object[],
): Promise<void> => {
  const { entra, graph } = microsoft365;
  const { unitsPerMinute, serviceTime } = graph.switches;
  Object.assign(graph.switches, { unitsPerMinute: 0, serviceTime: 0 });
  const token = await entra.appToken({ appId: APPS.provisioning.id, audience: 'https://graph.microsoft.com' });
  for (let at = 0; at < rows.length; at += BATCH) {
    const requests = rows.slice(at, at + BATCH).map((fields, index) => ({
      id: String(index),
      method: 'POST',
      url: `/sites/${SITE.host}:${SITE.path}:/lists/Forslag/items`,
      headers: { 'Content-Type': 'application/json' },
      body: { fields },
    }));
    const answer = await fetch(`${graph.address}/v1.0/$batch`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ requests }),
    });
    const text = await answer.text();
    if (!answer.ok || /"status":[45]/.test(text))
      throw new Error(`The board could not be filled: ${text.slice(0, 500)}`);
  }
  Object.assign(graph.switches, { unitsPerMinute, serviceTime });
};
