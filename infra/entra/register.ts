/** `node infra/entra/register.ts [--plan]`: the two registrations of Tavla, and the consent to what it may in Graph. */
import { fileURLToPath } from 'node:url';
import { listPart, part, textPart } from '../../bot/sharepoint/answer.ts';
import { needed, openAsAdministrator, type Report, runCommand } from './administrator.ts';
import {
  assignedRoles,
  assignRole,
  changeApplication,
  createApplication,
  createPrincipal,
  type EntraGraph,
  type Entry,
  findApplication,
  findPrincipal,
  graphRoles,
  readApplication,
} from './directory.ts';
import { APP_NAME, BOT_NAME, GRAPH_ROLES, resourceOf, SCOPE, TEAMS_CLIENTS } from './registrations.ts';

export type Wanted = {
  /** The host that the tab is served from. */
  readonly host: string;
  /** Client id of the managed identity that calls Graph, where the app registration does not do so itself. */
  readonly managedIdentity?: string | undefined;
  /** Client id of the managed identity that is the bot: then the bot needs no registration. */
  readonly botManagedIdentity?: string | undefined;
};

/** Does, or with `plan` only names, one change after the other. */
type Steps = {
  readonly step: (what: string, work: () => Promise<void>) => Promise<void>;
  readonly report: () => Report;
};

const createSteps = (plan: boolean): Steps => {
  const lines: string[] = [];
  return {
    step: async (what, work) => {
      if (!plan) await work();
      lines.push(`${plan ? 'Would' : 'Did'}: ${what}.`);
    },
    report: () => ({ lines, changes: lines.length }),
  };
};

/**
 * Makes the registrations as they should be, adding only what is missing; the last lines are the ids for the
 * configuration. It makes no secrets: a certificate or a managed identity is uploaded by whoever keeps it.
 */
export const register = async (
  graph: EntraGraph,
  wanted: Wanted,
  options: { readonly plan: boolean },
): Promise<Report> => {
  const steps = createSteps(options.plan);
  const app = await registered(graph, steps, APP_NAME);
  if (app !== undefined) {
    await exposeApi(graph, steps, app, wanted.host);
    await preAuthorize(graph, steps, options.plan ? app : await readApplication(graph, app));
  }
  const bot = wanted.botManagedIdentity ? undefined : await registered(graph, steps, BOT_NAME);
  const caller = wanted.managedIdentity ?? app?.appId;
  if (caller !== undefined) await consent(graph, steps, caller);

  const { lines, changes } = steps.report();
  const ids = [
    `APP_ID=${app?.appId ?? '(not made yet)'}`,
    `BOT_ID=${wanted.botManagedIdentity ?? bot?.appId ?? '(not made yet)'}`,
  ];
  return { lines: [...lines, ...ids], changes };
};

/** The registration with its service principal; undefined while it is only planned. */
const registered = async (graph: EntraGraph, { step }: Steps, name: string): Promise<Entry | undefined> => {
  let app = await findApplication(graph, name);
  if (app === undefined) {
    await step(`make the registration “${name}”, for this tenant only`, async () => {
      app = await createApplication(graph, name);
    });
  }
  const appId = app?.appId;
  if (appId !== undefined && (await findPrincipal(graph, appId)) === undefined) {
    await step(`make “${name}” an enterprise application here`, async () => {
      await createPrincipal(graph, appId);
    });
  }
  return app;
};

const scopesOf = (app: Entry): readonly unknown[] => listPart(part(app.body, 'api'), 'oauth2PermissionScopes');
const ourScope = (app: Entry): unknown => scopesOf(app).find((scope) => textPart(scope, 'value') === SCOPE.value);

/** Sent back whole: whether Graph merges or replaces what stands inside `api` is not documented. */
const apiOf = (app: Entry): object => {
  const api = part(app.body, 'api');
  return typeof api === 'object' && api !== null ? api : {};
};

/** Address, scope and token version, so that Teams gives the tab a token that the server understands. */
const exposeApi = async (graph: EntraGraph, { step }: Steps, app: Entry, host: string): Promise<void> => {
  const resource = resourceOf(host, app.appId);
  const resources = listPart(app.body, 'identifierUris').map(String);
  const isExposed = ourScope(app) !== undefined && part(part(app.body, 'api'), 'requestedAccessTokenVersion') === 2;
  if (resources.includes(resource) && isExposed) return;
  const oauth2PermissionScopes = ourScope(app) === undefined ? [...scopesOf(app), SCOPE] : scopesOf(app);
  await step(`expose ${resource} with the scope ${SCOPE.value}`, () =>
    changeApplication(graph, app, {
      identifierUris: [...new Set([...resources, resource])],
      api: { ...apiOf(app), requestedAccessTokenVersion: 2, oauth2PermissionScopes },
    }),
  );
};

/** A request of its own: Entra only knows a new scope after the request that made it. */
const preAuthorize = async (graph: EntraGraph, { step }: Steps, app: Entry): Promise<void> => {
  const scopeId = textPart(ourScope(app), 'id') ?? SCOPE.id;
  const known = listPart(part(app.body, 'api'), 'preAuthorizedApplications');
  const has = (client: string): boolean =>
    known.some((one) => textPart(one, 'appId') === client && listPart(one, 'delegatedPermissionIds').includes(scopeId));
  const missing = Object.keys(TEAMS_CLIENTS).filter((client) => !has(client));
  if (missing.length === 0) return;
  const others = known.filter((one) => !missing.includes(textPart(one, 'appId') ?? ''));
  const added = missing.map((appId) => ({ appId, delegatedPermissionIds: [scopeId] }));
  await step(`pre-authorise ${missing.map((client) => TEAMS_CLIENTS[client]).join(', ')}`, () =>
    changeApplication(graph, app, { api: { ...apiOf(app), preAuthorizedApplications: [...others, ...added] } }),
  );
};

const consent = async (graph: EntraGraph, { step }: Steps, caller: string): Promise<void> => {
  const principal = await findPrincipal(graph, caller);
  if (principal === undefined) throw new Error(`There is no enterprise application or managed identity ${caller} here`);
  const { owner, idOf } = await graphRoles(graph);
  const held = await assignedRoles(graph, principal, owner);
  for (const role of GRAPH_ROLES.filter((name) => !held.includes(idOf(name)))) {
    await step(`consent to ${role} for ${caller}`, () => assignRole(graph, principal, owner, idOf(role)));
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand((plan) => {
    const { TENANT_ID, TAVLA_ADDRESS } = needed(process.env, {
      TENANT_ID: 'the Microsoft Entra tenant, a GUID',
      TAVLA_ADDRESS: 'the public address of Tavla, such as https://tavla.example.no',
    });
    const wanted: Wanted = {
      host: new URL(TAVLA_ADDRESS).host,
      managedIdentity: process.env.APP_MANAGED_IDENTITY || undefined,
      botManagedIdentity: process.env.BOT_MANAGED_IDENTITY || undefined,
    };
    return register(openAsAdministrator(process.env, TENANT_ID), wanted, { plan });
  });
}
