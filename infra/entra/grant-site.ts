/** `node infra/entra/grant-site.ts [--role=write] [--plan]`: lets Tavla use one SharePoint site, and no other. */
import { fileURLToPath } from 'node:url';
import { type Answer, listPart, part, sentence, textPart } from '../../bot/sharepoint/answer.ts';
import type { Graph } from '../../bot/sharepoint/graph.ts';
import { findSite } from '../../bot/sharepoint/site.ts';
import { needed, openAsAdministrator, type Report, runCommand } from './administrator.ts';

/** `write` is enough for every day. Making lists and columns wants `manage` or `fullcontrol`. */
export const SITE_ROLES = ['read', 'write', 'manage', 'fullcontrol'] as const;
export type SiteRole = (typeof SITE_ROLES)[number];

export type SiteGrant = {
  /** https://<host>/sites/<name> */
  readonly site: string;
  /** Client id of whoever calls Graph: the app registration, or the managed identity in its place. */
  readonly appId: string;
  readonly role: SiteRole;
};

/**
 * Gives the application exactly this role on the site: adds the grant, or changes it when it is another one.
 * With `plan` it only says what it would do. Throws when Graph refuses, with the reason.
 */
export const grantSite = async (
  graph: Graph,
  { site, appId, role }: SiteGrant,
  { plan }: { readonly plan: boolean },
): Promise<Report> => {
  const path = `/sites/${await findSite(graph, site)}/permissions`;
  const held = await grantsOf(graph, path, appId);
  const [first, ...more] = held;
  if (first === undefined) {
    if (!plan) await done(graph.send({ method: 'POST', path, body: grantBody(appId, role) }));
    return said(plan, `give ${appId} the role ${role} on ${site}`);
  }
  if (more.length > 0) {
    throw new Error(`${appId} has ${held.length} grants on ${site}: remove all but one by hand, then run this again.`);
  }
  if (first.roles.join(' ') === role) return { lines: [`${appId} has the role ${role} on ${site}.`], changes: 0 };
  if (!plan) await done(graph.send({ method: 'PATCH', path: `${path}/${first.id}`, body: { roles: [role] } }));
  return said(plan, `change the role of ${appId} on ${site} from ${first.roles.join(', ')} to ${role}`);
};

const said = (plan: boolean, what: string): Report => ({
  lines: [`${plan ? 'Would' : 'Did'}: ${what}.`],
  changes: 1,
});

const grantBody = (appId: string, role: SiteRole): object => ({
  roles: [role],
  grantedToIdentities: [{ application: { id: appId, displayName: 'Tavla' } }],
});

type Grant = { readonly id: string; readonly roles: readonly string[] };

/** The listing names the applications; the roles are only certain in each grant itself. */
const grantsOf = async (graph: Graph, path: string, appId: string): Promise<readonly Grant[]> => {
  const { body } = await done(graph.read(path));
  const ids = listPart(body, 'value')
    .filter((grant) => applicationsOf(grant).includes(appId.toLowerCase()))
    .flatMap((grant) => textPart(grant, 'id') ?? []);
  const grants: Grant[] = [];
  for (const id of ids) {
    const one = await done(graph.read(`${path}/${encodeURIComponent(id)}`));
    grants.push({ id, roles: listPart(one.body, 'roles').map(String) });
  }
  return grants;
};

const applicationsOf = (grant: unknown): string[] =>
  [...listPart(grant, 'grantedToIdentitiesV2'), ...listPart(grant, 'grantedToIdentities')].flatMap(
    (identity) => textPart(part(identity, 'application'), 'id')?.toLowerCase() ?? [],
  );

const done = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  if (answer.meaning === 'done') return answer;
  if (answer.meaning === 'denied') {
    throw new Error(
      'Graph refuses: granting needs an application with the permission Sites.FullControl.All. Set PROVISIONING_ID ' +
        'and PROVISIONING_CERTIFICATE_FILE or PROVISIONING_SECRET to one (README.md, step 4).',
    );
  }
  throw new Error(`Graph refuses: ${sentence(answer)}`);
};

/** The role that the words of the command ask for; `write` when they say nothing. */
export const roleFrom = (words: readonly string[]): SiteRole => {
  const asked = words.find((word) => word.startsWith('--role='))?.slice('--role='.length) ?? 'write';
  const role = SITE_ROLES.find((one) => one === asked);
  if (role === undefined) throw new Error(`--role=${asked} is not known: use one of ${SITE_ROLES.join(', ')}.`);
  return role;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand((plan) => {
    const { TENANT_ID, SHAREPOINT_SITE } = needed(process.env, {
      TENANT_ID: 'the Microsoft Entra tenant, a GUID',
      SHAREPOINT_SITE: 'the site that holds the lists, such as https://contoso.sharepoint.com/sites/tavla',
    });
    const appId = process.env.APP_MANAGED_IDENTITY || needed(process.env, { APP_ID: 'the app registration' }).APP_ID;
    const graph = openAsAdministrator(process.env, TENANT_ID);
    return grantSite(graph, { site: SHAREPOINT_SITE, appId, role: roleFrom(process.argv) }, { plan });
  });
}
