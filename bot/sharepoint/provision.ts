import { LIST_NAMES, type ListName } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, sentence, textPart } from './answer.ts';
import { type Drift, definitionOf, driftOf, type Found, foundFrom } from './drift.ts';
import type { Graph } from './graph.ts';
import { LISTS } from './lists.ts';
import { findSite, headOf, readListHeads } from './site.ts';

/** `make` changes the site; `check` and `plan` only look. */
export type Mode = 'make' | 'check' | 'plan';

export type Report = {
  /** Sentences, in order: what was done, would be done, or is not as declared. */
  readonly lines: readonly string[];
  /** Things that are not as declared, after what was done. */
  readonly left: number;
};

type Doing = {
  readonly graph: Graph;
  readonly siteId: string;
  readonly mode: Mode;
  readonly say: (line: string) => void;
};

/** What provisioning needs, for whoever must arrange it. */
const NEEDS =
  'Making lists and columns needs the role manage or fullcontrol on the site for this application ' +
  '(Sites.Selected); write is enough when Tavla runs. Ask an administrator to grant it, then run this again.';

/**
 * Makes the lists, columns and indexes of the declarations exist. Nothing is ever deleted, and a second run changes
 * nothing. Throws `Unavailable` with a sentence when the site cannot be used or the role does not suffice.
 */
export const provision = async (graph: Graph, address: string, options: { readonly mode: Mode }): Promise<Report> => {
  const lines: string[] = [];
  const siteId = await findSite(graph, address);
  const doing: Doing = { graph, siteId, mode: options.mode, say: (line) => void lines.push(line) };
  let left = 0;
  for (const name of LIST_NAMES) left += await settleList(doing, name);
  return { lines, left };
};

const settleList = async (doing: Doing, name: ListName): Promise<number> => {
  const { title, columns } = LISTS[name];
  const listId = await findList(doing, title);
  if (listId === undefined && doing.mode !== 'make') {
    doing.say(`${title}: the list is missing (${Object.keys(columns).length} columns)`);
    return 1;
  }
  return settleColumns(doing, name, listId ?? (await makeList(doing, name)));
};

const findList = async ({ graph, siteId }: Doing, title: string): Promise<string | undefined> =>
  headOf(await readListHeads(graph, siteId), title)?.id;

/** All columns at once, while the list is empty: an index cannot be added to a large one. */
const makeList = async (doing: Doing, name: ListName): Promise<string> => {
  const list = LISTS[name];
  const body = {
    displayName: list.title,
    description: list.description,
    columns: Object.values(list.columns).map((column) => definitionOf(list, column)),
    list: { template: 'genericList' },
  };
  const answer = await doing.graph.send({ method: 'POST', path: `/sites/${doing.siteId}/lists`, body });
  // A create that ended badly may have left the list behind all the same.
  const id =
    textPart(answer.body, 'id') ?? (answer.meaning === 'denied' ? undefined : await findList(doing, list.title));
  if (id === undefined) throw new Unavailable(trouble(`The list ${list.title} could not be made`, answer));
  doing.say(`${list.title}: made, with ${Object.keys(list.columns).length} columns`);
  return id;
};

const settleColumns = async (doing: Doing, name: ListName, listId: string): Promise<number> => {
  const drifts = driftOf(LISTS[name], await readColumns(doing, listId));
  if (doing.mode === 'make') for (const drift of drifts) await mend(doing, name, listId, drift);
  const left =
    doing.mode === 'make' && drifts.length > 0 ? driftOf(LISTS[name], await readColumns(doing, listId)) : drifts;
  for (const drift of left) doing.say(`${LISTS[name].title}: column ${drift.column} ${drift.what}${remedy(drift)}`);
  return left.length;
};

const remedy = ({ change }: Drift): string => (change === null ? '; only a person can change that' : '');

const mend = async (doing: Doing, name: ListName, listId: string, drift: Drift): Promise<void> => {
  if (drift.change === null) return;
  const columns = `/sites/${doing.siteId}/lists/${listId}/columns`;
  const answer = await doing.graph.send(
    drift.columnId === undefined
      ? { method: 'POST', path: columns, body: drift.change }
      : { method: 'PATCH', path: `${columns}/${drift.columnId}`, body: drift.change },
  );
  const what = `${LISTS[name].title}: column ${drift.column}`;
  if (answer.meaning === 'denied') throw new Unavailable(trouble(`${what} could not be changed`, answer));
  doing.say(
    answer.meaning === 'done' ? `${what} ${drift.what}: mended` : `${what} could not be mended: ${sentence(answer)}`,
  );
};

const readColumns = async ({ graph, siteId }: Doing, listId: string): Promise<readonly Found[]> => {
  const found: Found[] = [];
  let path: string | undefined = `/sites/${siteId}/lists/${listId}/columns`;
  while (path !== undefined) {
    const answer: Answer = await graph.read(path);
    if (answer.meaning !== 'done') throw new Unavailable(`Columns cannot be read: ${sentence(answer)}`);
    found.push(...listPart(answer.body, 'value').flatMap((column) => foundFrom(column) ?? []));
    path = textPart(answer.body, '@odata.nextLink');
  }
  return found;
};

const trouble = (what: string, answer: Answer): string =>
  answer.meaning === 'denied' ? `${what}. ${NEEDS}` : `${what}: ${sentence(answer)}`;
