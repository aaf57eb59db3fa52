import { createHash } from 'node:crypto';
import type { Solvangdal, SolvangdalSuggestion, SolvangdalUnit } from './solvangdal/solvangdal.ts';

/** A row to write, by internal column name. */
type Fields = Readonly<Record<string, string | number | boolean>>;

export type FillOptions = {
  /** https://localhost:<port> of the local Graph. */
  readonly graph: string;
  /** A bearer that may write on the site. */
  readonly token: string;
  /** `<host>:<path>` of the site. */
  readonly site: string;
  readonly today: Date;
  readonly progress: (done: number, of: number) => void;
};

const BATCH = 20;
const DAY_MS = 86_400_000;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID for a time and a name: the same ones give the same key, so that filling twice writes nothing twice. */
const keyOf = (milliseconds: number, name: string): string => {
  let time = '';
  for (let left = milliseconds, at = 0; at < 10; at += 1, left = Math.floor(left / 32))
    time = ALPHABET[left % 32] + time;
  const hash = createHash('sha256').update(name).digest();
  return time + [...hash.subarray(0, 16)].map((byte) => ALPHABET[byte % 32]).join('');
};

const compact = (fields: Record<string, string | number | boolean | null | undefined>): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number | boolean] => entry[1] != null),
  );

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text).replace(/\s+/g, ' ');

const unitRow = (unit: SolvangdalUnit): Fields =>
  compact({
    Title: unit.name,
    Key: unit.code,
    Name: unit.name,
    Area: unit.area,
    Language: unit.language,
    StartYear: unit.startYear,
    Headcount: unit.headcount,
    TeamId: unit.teamId,
    ChannelId: unit.channelId,
  });

const reachOf = (scope: string): 'municipality' | 'area' | 'unit' =>
  scope === 'municipality' ? 'municipality' : /\d/.test(scope) ? 'unit' : 'area';

const roleRow = ({ person, role, scope }: Solvangdal['roles'][number]): Fields =>
  compact({
    Title: `${role} ${scope}`,
    Key: keyOf(Date.UTC(2026, 0, 1), `${person} ${role} ${scope}`),
    Person: person,
    Role: role,
    Reach: reachOf(scope),
    Place: reachOf(scope) === 'municipality' ? undefined : scope,
  });

/** At a plausible working hour of that day, the same for the same suggestion. */
const momentOf = (today: Date, daysAgo: number, name: string): Date => {
  const minutes = createHash('sha256').update(name).digest().readUInt16BE(0) % 420;
  return new Date(Math.floor(today.getTime() / DAY_MS - daysAgo) * DAY_MS + (6 * 60 + minutes) * 60_000);
};

const iso = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
const dayOf = (today: Date, days: number | undefined): string | undefined =>
  days === undefined ? undefined : new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);

const timesOf = (one: SolvangdalSuggestion, today: Date) => {
  const submitted = momentOf(today, one.submittedDaysAgo, one.text);
  const moved = one.state === 'new' ? submitted : momentOf(today, one.movedDaysAgo, `${one.text} moved`);
  return {
    submitted,
    moved: new Date(Math.max(moved.getTime(), submitted.getTime())),
    key: keyOf(submitted.getTime(), one.text),
  };
};

const suggestionRow = (one: SolvangdalSuggestion, today: Date): Fields => {
  const { submitted, moved, key } = timesOf(one, today);
  return compact({
    Title: shortened(one.text),
    Key: key,
    Unit: one.unit,
    Text: one.text,
    State: one.state,
    Phase: one.phase,
    Proposer: one.proposer,
    ShowName: one.showName,
    SubmittedAt: iso(submitted),
    MovedAt: iso(moved),
    Owner: one.owner,
    Due: dayOf(today, one.dueInDays),
    ThreeF: one.threeF,
    Effort: one.effort,
    Effect: one.effect,
    FirstTest: one.firstTest,
    Reply: one.reply,
    Question: one.question,
    ReasonCode: one.reason,
    ReviewDate: dayOf(today, one.reviewInDays),
    Result: one.result,
    Learning: one.learning,
  });
};

/** The step that brought a suggestion where it is, as its unit's leader took it. */
const historyRow = (one: SolvangdalSuggestion, leader: string | null, today: Date): Fields[] => {
  if (one.state === 'new') return [];
  const { moved, key } = timesOf(one, today);
  return [
    compact({
      Title: 'Flyttet',
      Key: keyOf(moved.getTime(), `${one.text} history`),
      Suggestion: key,
      Unit: one.unit,
      What: 'moved',
      At: iso(moved),
      By: leader,
      Role: leader === null ? undefined : 'unitLeader',
      From: 'new',
      To: one.state,
      Words: one.reply ?? one.question ?? one.result ?? one.learning,
    }),
  ];
};

/** The rows of Solvangdal, list by list, by the lists' display names. */
const rowsOf = (
  municipality: Solvangdal,
  today: Date,
): readonly (readonly [list: string, rows: readonly Fields[]])[] => {
  const leaders = new Map(municipality.units.map(({ code, leader }) => [code, leader]));
  const { suggestions } = municipality;
  return [
    ['Enheter', municipality.units.map(unitRow)],
    ['Roller', municipality.roles.map(roleRow)],
    ['Forslag', suggestions.map((one) => suggestionRow(one, today))],
    ['Historikk', suggestions.flatMap((one) => historyRow(one, leaders.get(one.unit) ?? null, today))],
  ];
};

/**
 * Writes the municipality into its SharePoint lists, as an import would: through Graph, in batches. Rows that are
 * there already (their key is unique) are left as they are. Throws when Graph refuses something else.
 */
export const fillLists = async (municipality: Solvangdal, options: FillOptions): Promise<void> => {
  const { graph, token, site, today, progress } = options;
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${graph}/v1.0${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The lists could not be filled: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const lists = rowsOf(municipality, today);
  const total = lists.reduce((sum, [, rows]) => sum + rows.length, 0);
  let done = 0;
  for (const [list, rows] of lists) {
    for (let at = 0; at < rows.length; at += BATCH) {
      const requests = rows.slice(at, at + BATCH).map((fields, index) => ({
        id: String(index),
        method: 'POST',
        url: `/sites/${site}:/lists/${list}/items`,
        headers: { 'Content-Type': 'application/json' },
        body: { fields },
      }));
      checkAnswers((await post('/$batch', { requests })) as BatchAnswer);
      done += requests.length;
      progress(done, total);
    }
  }
};

type BatchAnswer = { readonly responses: readonly { readonly status: number; readonly body?: unknown }[] };

const checkAnswers = ({ responses }: BatchAnswer): void => {
  const bad = responses.find(
    ({ status, body }) => status >= 300 && !JSON.stringify(body ?? '').includes('unique constraints'),
  );
  if (bad !== undefined) throw new Error(`The lists could not be filled: ${bad.status} ${JSON.stringify(bad.body)}`);
};
