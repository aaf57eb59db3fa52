import { answerOf } from '../../bot/sharepoint/answer.ts';
import type { Call } from '../../bot/sharepoint/cost.ts';
import type { Graph } from '../../bot/sharepoint/graph.ts';
import { GRAPH_APP, GRAPH_ROLES } from '../../infra/entra/registrations.ts';

type Row = Record<string, unknown> & { readonly id: string };

/** As much of Entra's part of Graph as registering needs, in memory; it keeps the rule that bit others. */
export const openMemoryEntra = () => {
  let serial = 0;
  const fresh = (kind: string): string => {
    serial += 1;
    return `${kind}-${serial}`;
  };
  const applications: Row[] = [];
  const principals: Row[] = [
    {
      id: 'graph-principal',
      appId: GRAPH_APP,
      appRoles: [...GRAPH_ROLES, 'Sites.FullControl.All'].map((value) => ({ id: `role ${value}`, value })),
    },
  ];
  const assignments: Row[] = [];
  const calls: Call[] = [];

  /** Entra refuses a pre-authorisation for a scope that the registration does not have yet. */
  const isPremature = (body: Row, before: Row): boolean => {
    const known = JSON.stringify(part(part(before, 'api'), 'oauth2PermissionScopes') ?? []);
    const asked = part(part(body, 'api'), 'preAuthorizedApplications');
    return (
      Array.isArray(asked) && asked.some((one) => one.delegatedPermissionIds.some((id: string) => !known.includes(id)))
    );
  };

  const answer = ({ method, path, body }: Call): [status: number, body: unknown] => {
    const sent = (body ?? {}) as Row;
    const [, application] = path.match(/^\/applications\/([\w-]+)$/) ?? [];
    const [, appId] = path.match(/^\/servicePrincipals\(appId='([\w-]+)'\)$/) ?? [];
    const [, principal] = path.match(/^\/servicePrincipals\/([\w-]+)\/appRoleAssignments$/) ?? [];
    const found = applications.find(({ id }) => id === application);
    if (method === 'GET' && path.startsWith('/applications?')) {
      const name = decodeURIComponent(path).match(/displayName eq '(.+)'$/)?.[1];
      return [200, { value: applications.filter(({ displayName }) => displayName === name) }];
    }
    if (found !== undefined && method === 'GET') return [200, found];
    if (found !== undefined && method === 'PATCH') {
      if (isPremature(sent, found)) return [400, { error: { code: 'InvalidPermissionId', message: 'Unknown scope' } }];
      Object.assign(found, sent);
      return [204, undefined];
    }
    if (method === 'POST' && path === '/applications')
      return [201, added(applications, { ...sent, appId: fresh('app') })];
    if (method === 'POST' && path === '/servicePrincipals') return [201, added(principals, sent)];
    if (appId !== undefined) {
      const one = principals.find((row) => row.appId === appId);
      return one === undefined ? [404, { error: { code: 'Request_ResourceNotFound', message: 'No' } }] : [200, one];
    }
    if (principal !== undefined && method === 'GET') {
      return [200, { value: assignments.filter(({ principalId }) => principalId === principal) }];
    }
    if (principal !== undefined) return [201, added(assignments, sent)];
    throw new Error(`Nobody told the test about ${method} ${path}`);
  };

  const added = (rows: Row[], sent: object): Row => {
    const row = { ...sent, id: fresh('id') };
    rows.push(row);
    return row;
  };

  const send: Graph['send'] = async (call) => {
    calls.push(call);
    const [status, body] = answer(call);
    return answerOf(status, body, () => undefined);
  };
  const graph: Pick<Graph, 'send' | 'read'> = { send, read: (path) => send({ method: 'GET', path }) };

  return {
    graph,
    applications,
    principals,
    assignments,
    addPrincipal: (appId: string) => added(principals, { appId }),
    writes: () => calls.filter(({ method }) => method !== 'GET').length,
  };
};

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
