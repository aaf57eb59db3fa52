/**
 * What an administrator does once, by Graph: the registrations, the consent, the grant on one site.
 * The one rule: everything may be run again, and with --plan nothing is changed.
 */
import { AzureCliCredential, type TokenCredential } from '@azure/identity';
import { createCredential } from '../../bot/sharepoint/credential.ts';
import { type Graph, openGraph } from '../../bot/sharepoint/graph.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who administers: a registration kept for this purpose, or else whoever is signed in with `az login`. */
const credentialOf = (env: Environment, tenantId: string): TokenCredential => {
  const appId = env.PROVISIONING_ID;
  if (!appId) return new AzureCliCredential({ tenantId });
  return createCredential({
    tenantId,
    appId,
    authority: env.AUTHORITY ?? 'https://login.microsoftonline.com',
    certificateFile: env.PROVISIONING_CERTIFICATE_FILE,
    secret: env.PROVISIONING_SECRET,
  });
};

/** Graph as the administrator sees it. */
export const openAsAdministrator = (env: Environment, tenantId: string): Graph =>
  openGraph({
    address: env.GRAPH_ADDRESS ?? 'https://graph.microsoft.com',
    credential: credentialOf(env, tenantId),
  });

/** What a run did or would do, one sentence a step. `changes` counts what was, or would be, changed. */
export type Report = { readonly lines: readonly string[]; readonly changes: number };

/** The named variables, or one error that names all that are missing. */
export const needed = <Name extends string>(
  env: Environment,
  remedies: Readonly<Record<Name, string>>,
): Record<Name, string> => {
  const names = Object.keys(remedies) as Name[];
  const missing = names.filter((name) => !env[name]?.trim());
  if (missing.length > 0) {
    throw new Error(missing.map((name) => `${name} is missing: set it to ${remedies[name]}.`).join('\n'));
  }
  return Object.fromEntries(names.map((name) => [name, env[name]?.trim() ?? ''])) as Record<Name, string>;
};

/** Runs a command of this room: prints its report; an error becomes its sentence and a failing exit. */
export const runCommand = async (work: (plan: boolean) => Promise<Report>): Promise<void> => {
  try {
    const plan = process.argv.includes('--plan');
    const { lines, changes } = await work(plan);
    for (const line of lines) console.log(line);
    console.log(closing(plan, changes));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};

const closing = (plan: boolean, changes: number): string => {
  if (changes === 0) return 'Everything is as it should be.';
  return plan ? `${changes} thing(s) would be changed.` : `${changes} thing(s) changed.`;
};
