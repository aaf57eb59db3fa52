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

/** Resource-specific permissions of Microsoft Graph and Teams that an app like this may ask for, with their kind. */
const PERMISSIONS: Readonly<Record<string, readonly ('Application' | 'Delegated')[]>> = {
  'ChannelMeeting.ReadBasic.Group': ['Application'],
  'ChannelMeetingNotification.Send.Group': ['Application'],
  'ChannelMeetingParticipant.Read.Group': ['Application'],
  'ChannelMeetingStage.Write.Group': ['Delegated'],
  'ChannelMember.Read.Group': ['Application'],
  'ChannelSettings.Read.Group': ['Application'],
  'ChatMember.Read.Chat': ['Application'],
  'MeetingStage.Write.Chat': ['Delegated'],
  'OnlineMeeting.ReadBasic.Chat': ['Application'],
  'OnlineMeetingNotification.Send.Chat': ['Application'],
  'OnlineMeetingParticipant.Read.Chat': ['Application', 'Delegated'],
  'TeamMember.Read.Group': ['Application'],
  'TeamSettings.Read.Group': ['Application'],
  'TeamsActivity.Send.Chat': ['Application'],
  'TeamsActivity.Send.Group': ['Application'],
  'TeamsActivity.Send.User': ['Application'],
  'TeamsAppInstallation.Read.Group': ['Application'],
};

/** Messages of others are none of this app's business: with these the bot would get every word in a channel. */
const TOO_MUCH = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'];

export const knownPermissions: Rule = ({ manifest }) =>
  (manifest.authorization?.permissions?.resourceSpecific ?? []).flatMap(({ name, type }) => {
    if (TOO_MUCH.includes(name)) return [`${name} would give the bot every message: this app does without it.`];
    const kinds = PERMISSIONS[name];
    if (kinds === undefined) return [`${name} is not a permission that we know of.`];
    return kinds.includes(type) ? [] : [`${name} is a permission of kind ${kinds.join(' or ')}, not ${type}.`];
  });
