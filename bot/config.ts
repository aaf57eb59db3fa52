import { z } from 'zod';
import { LANGUAGES } from './domain/people/unit.ts';

/** Hosts that frame the tab in Microsoft 365 (Teams on the web, desktop, phone; the newer cloud.microsoft). */
const TEAMS_FRAMES = 'https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft';

/** Hosts of the Bot Connector in the public cloud. */
const CONNECTOR_HOSTS = 'smba.trafficmanager.net';

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a GUID')
  .transform((text) => text.toLowerCase());
const address = z.url('must be an address such as https://…').transform((text) => text.replace(/\/+$/, ''));
const link = z.union([z.literal(''), z.url('must be an address such as https://…')]);
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''));

const zone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('nb', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}, 'must be a time zone name such as Europe/Oslo');

/** Every setting: what it is and, for the optional ones, production's default. README's table is checked against this. */
export const SETTINGS = z.object({
  TAVLA_ADDRESS: address.describe('Public address of this server; the tab is served from it'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3978).describe('Port to listen on'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on'),
  TENANT_ID: guid.describe('The Microsoft Entra tenant, a GUID'),
  APP_ID: guid.describe('Registration of the tab and of the calls to Graph, a GUID'),
  APP_SECRET: z.string().optional().describe('Its secret (last choice)'),
  APP_CERTIFICATE_FILE: z.string().optional().describe('Its certificate with private key, a PEM file (second choice)'),
  APP_MANAGED_IDENTITY: guid.optional().describe('Client id of the managed identity to call Graph as (first choice)'),
  BOT_ID: guid.describe('Registration of the bot, a GUID; another one than APP_ID'),
  BOT_SECRET: z.string().optional().describe('Its secret (last choice)'),
  BOT_CERTIFICATE_FILE: z.string().optional().describe('Its certificate with private key, a PEM file (second choice)'),
  BOT_MANAGED_IDENTITY: guid.optional().describe('Set to BOT_ID when the bot is a user-assigned managed identity'),
  TEAMS_APP_ID: guid.describe('Id of the Teams app in its manifest, a GUID'),
  SHAREPOINT_SITE: z
    .url('must be an address such as https://contoso.sharepoint.com/sites/tavla')
    .describe('The SharePoint site that holds the lists'),
  STORE: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<path> or postgres://…')
    .default('sqlite:tavla.sqlite')
    .describe('The working copy: sqlite:<path on a local disk> for one server, postgres://… for several'),
  LANGUAGE: z.enum(LANGUAGES).default('nb').describe('Language where nobody has chosen: nb, nn or en'),
  TIME_ZONE: zone.default('Europe/Oslo').describe('Zone of the units’ wall clocks'),
  DEVIATION_LINK: link.default('').describe('Where deviations (avvik) are reported'),
  WHISTLEBLOWING_LINK: link.default('').describe('Where whistleblowing (varsling) is explained'),
  NOTIFICATION_ADDRESS: link
    .default('')
    .describe('Public https address for Graph change notifications; empty: polling only'),
  NOTIFICATION_SECRET: z
    .string()
    .default('')
    .describe('A long random text of your own; needed with NOTIFICATION_ADDRESS'),
  PULL_SECONDS: z.coerce.number().int().min(1).max(3600).default(15).describe('Seconds between two readings of a list'),
  AUTHORITY: address.default('https://login.microsoftonline.com').describe('Sign-in'),
  GRAPH_ADDRESS: address.default('https://graph.microsoft.com').describe('Microsoft Graph'),
  BOT_METADATA: address
    .default('https://login.botframework.com/v1/.well-known/openidconfiguration')
    .describe('Keys of the bot channel'),
  BOT_TOKEN_ISSUER: z.string().default('https://api.botframework.com').describe('Issuer of the bot channel’s tokens'),
  SERVICE_HOSTS: list(CONNECTOR_HOSTS).describe('Hosts of the Bot Connector that the bot may answer to'),
  FRAME_ANCESTORS: list(TEAMS_FRAMES).describe('Who may frame the tab'),
  REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(10)
    .default(600)
    .describe('Requests that one person may make in a minute'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info').describe('How much is logged'),
});

export type Config = z.output<typeof SETTINGS>;

/** How the server proves who it is, for Graph or for the bot; one of three. */
const PROOFS = [
  ['APP', 'Graph'],
  ['BOT', 'the bot'],
] as const;

const missingProof = (config: Config): readonly string[] =>
  PROOFS.flatMap(([name, what]) => {
    const given = [config[`${name}_MANAGED_IDENTITY`], config[`${name}_CERTIFICATE_FILE`], config[`${name}_SECRET`]];
    return given.some((value) => value !== undefined && value !== '')
      ? []
      : [`${name}_MANAGED_IDENTITY, ${name}_CERTIFICATE_FILE or ${name}_SECRET: one is needed to sign in as ${what}`];
  });

const unprovenNotifications = (config: Config): readonly string[] =>
  config.NOTIFICATION_ADDRESS !== '' && config.NOTIFICATION_SECRET.length < 20
    ? ['NOTIFICATION_SECRET: must have at least 20 characters, so that nobody else can send notifications']
    : [];

const sameRegistration = (config: Config): readonly string[] =>
  config.APP_ID === config.BOT_ID
    ? ['BOT_ID: must be another registration than APP_ID, or a user’s own token could pass as the bot channel’s']
    : [];

/** Reads the environment. Every mistake is named at once, each with its remedy; then nothing starts. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(
    Object.keys(SETTINGS.shape)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = SETTINGS.safeParse(given);
  const mistakes = read.success
    ? [...missingProof(read.data), ...sameRegistration(read.data), ...unprovenNotifications(read.data)]
    : read.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        const about = SETTINGS.shape[name as keyof typeof SETTINGS.shape]?.description ?? '';
        return given[name] === undefined ? `${name}: is missing. ${about}` : `${name}: ${message}. ${about}`;
      });
  if (read.success && mistakes.length === 0) return read.data;
  throw new Error(`Tavla cannot start; these settings need a look:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
};
