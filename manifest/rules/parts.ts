import type { Rule } from '../app-package.ts';
import type { Manifest } from '../schema.ts';

const scopesOf = ({ configurableTabs = [], staticTabs = [], bots = [] }: Manifest): string[] =>
  [...configurableTabs, ...staticTabs, ...bots].flatMap(({ scopes }) => scopes ?? []);

/** Since 1.25 the upload refuses an app for teams without it, and the schema does not notice. */
export const channelFeatures: Rule = ({ manifest }) =>
  scopesOf(manifest).includes('team') && manifest.supportsChannelFeatures !== 'tier1'
    ? ['The app is for teams: supportsChannelFeatures must be “tier1” at the root of the manifest.']
    : [];

const doubles = (what: string, ids: readonly string[]): string[] =>
  [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `Two ${what} are called ${id}.`);

export const uniqueIds: Rule = ({ manifest }) => [
  ...doubles(
    'tabs',
    (manifest.staticTabs ?? []).map(({ entityId }) => entityId),
  ),
  ...doubles(
    'actions',
    (manifest.composeExtensions ?? []).flatMap(({ commands = [] }) => commands.map(({ id }) => id)),
  ),
  ...(manifest.bots ?? [])
    .flatMap(({ commandLists = [] }) => commandLists)
    .flatMap(({ commands }) =>
      doubles(
        'commands of the bot',
        commands.map(({ title }) => title),
      ),
    ),
  ...doubles(
    'kinds of activity',
    (manifest.activities?.activityTypes ?? []).map(({ type }) => type),
  ),
];

/** Resource-specific permissions that something in Tavla uses, with their kind, and what for. A new one comes with its use. */
const PERMISSIONS: ReadonlyMap<string, 'Application' | 'Delegated'> = new Map([
  // Who is in a unit: the members of its team.
  ['TeamMember.Read.Group', 'Application'],
]);

/** Messages of others are none of this app's business: with these the bot would get every word in a channel. */
const TOO_MUCH = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'];

export const knownPermissions: Rule = ({ manifest }) =>
  (manifest.authorization?.permissions?.resourceSpecific ?? []).flatMap(({ name, type }) => {
    if (TOO_MUCH.includes(name)) return [`${name} would give the bot every message: this app does without it.`];
    const kind = PERMISSIONS.get(name);
    if (kind === undefined) return [`${name} is a permission that nothing in Tavla uses.`];
    return kind === type ? [] : [`${name} is a permission of kind ${kind}, not ${type}.`];
  });

/** Where Tavla has something to show. A meeting's side panel and stage would show a board that knows no meeting. */
const SURFACES = ['channelTab', 'personalTab'];

export const knownSurfaces: Rule = ({
  manifest: { configurableTabs = [], staticTabs = [], activities, permissions },
}) => [
  ...[...configurableTabs, ...staticTabs]
    .flatMap(({ context = [] }) => context)
    .filter((surface) => !SURFACES.includes(surface))
    .map((surface) => `A tab is offered as ${surface}, where Tavla has nothing to show.`),
  ...(activities?.activityTypes ?? []).map(({ type }) => `The notice ${type} is promised, but nothing sends it.`),
  ...(permissions ?? [])
    .filter((permission) => permission !== 'identity')
    .map((permission) => `The permission ${permission} is asked for, but nothing uses it.`),
];
