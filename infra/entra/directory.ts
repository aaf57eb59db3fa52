import { type Answer, listPart, sentence, textPart } from '../../bot/sharepoint/answer.ts';
import type { Graph } from '../../bot/sharepoint/graph.ts';
import { GRAPH_APP } from './registrations.ts';

/** What this room needs of Graph. */
export type EntraGraph = Pick<Graph, 'send' | 'read'>;

/** An application or a service principal as Entra has it: `id` is the object's, `appId` the client's. */
export type Entry = { readonly id: string; readonly appId: string; readonly body: unknown };

const entryOf = (body: unknown): Entry => ({
  id: textPart(body, 'id') ?? '',
  appId: textPart(body, 'appId') ?? '',
  body,
});

/** Throws with Graph's words, and what is usually missing, unless it did what was asked. */
export const done = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  if (answer.meaning === 'done') return answer;
  const hint =
    answer.meaning === 'denied'
      ? ' Registering needs the Entra role Application Administrator, and consent Privileged Role Administrator.'
      : '';
  throw new Error(`Graph refuses: ${sentence(answer)}.${hint}`);
};

/** The one registration of that name. Throws when there are several: then a person must say which. */
export const findApplication = async (graph: EntraGraph, name: string): Promise<Entry | undefined> => {
  const filter = encodeURIComponent(`displayName eq '${name.replaceAll("'", "''")}'`);
  const { body } = await done(graph.read(`/applications?$filter=${filter}`));
  const found = listPart(body, 'value').map(entryOf);
  if (found.length > 1) throw new Error(`There are ${found.length} registrations called ${name}: rename all but one.`);
  return found[0];
};

/** The same registration as it is now. */
export const readApplication = async (graph: EntraGraph, { id }: Entry): Promise<Entry> =>
  entryOf((await done(graph.read(`/applications/${id}`))).body);

export const createApplication = async (graph: EntraGraph, name: string): Promise<Entry> => {
  const asked = { displayName: name, signInAudience: 'AzureADMyOrg' };
  return entryOf((await done(graph.send({ method: 'POST', path: '/applications', body: asked }))).body);
};

export const changeApplication = async (graph: EntraGraph, { id }: Entry, body: object): Promise<void> => {
  await done(graph.send({ method: 'PATCH', path: `/applications/${id}`, body }));
};

export const findPrincipal = async (graph: EntraGraph, appId: string): Promise<Entry | undefined> => {
  const answer = await graph.read(`/servicePrincipals(appId='${encodeURIComponent(appId)}')`);
  return answer.meaning === 'gone' ? undefined : entryOf((await done(Promise.resolve(answer))).body);
};

export const createPrincipal = async (graph: EntraGraph, appId: string): Promise<Entry> =>
  entryOf((await done(graph.send({ method: 'POST', path: '/servicePrincipals', body: { appId } }))).body);

/** Ids of Graph's application permissions by name, and the principal that owns them. */
export const graphRoles = async (graph: EntraGraph): Promise<{ owner: Entry; idOf: (name: string) => string }> => {
  const owner = await findPrincipal(graph, GRAPH_APP);
  if (owner === undefined) throw new Error('Microsoft Graph is not in this tenant');
  const ids = new Map(listPart(owner.body, 'appRoles').map((role) => [textPart(role, 'value'), textPart(role, 'id')]));
  return {
    owner,
    idOf: (name) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`Microsoft Graph has no application permission called ${name}`);
      return id;
    },
  };
};

/** Ids of the roles that a principal has at another one. */
export const assignedRoles = async (graph: EntraGraph, { id }: Entry, owner: Entry): Promise<readonly string[]> => {
  const { body } = await done(graph.read(`/servicePrincipals/${id}/appRoleAssignments`));
  return listPart(body, 'value')
    .filter((assignment) => textPart(assignment, 'resourceId') === owner.id)
    .flatMap((assignment) => textPart(assignment, 'appRoleId') ?? []);
};

export const assignRole = async (graph: EntraGraph, { id }: Entry, owner: Entry, appRoleId: string): Promise<void> => {
  const body = { principalId: id, resourceId: owner.id, appRoleId };
  await done(graph.send({ method: 'POST', path: `/servicePrincipals/${id}/appRoleAssignments`, body }));
};
