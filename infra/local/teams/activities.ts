import { randomUUID } from 'node:crypto';
import type { AppManifest } from './app-manifest.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import { joinThread, type Place } from './place.ts';
import type { Preferences } from './preferences.ts';
import type { Tenant } from './tenant.ts';
import { botText, htmlCopy } from './text.ts';

export type Activity = Json & { readonly type: string; readonly id: string };

/** Who does what where. `root` is the thread in a channel. */
export type Act = { readonly userId: string; readonly place: Place; readonly root?: string | undefined };

/** Makes activities in exactly the form in which Teams sends them to a bot. */
export type Activities = {
  message(act: Act, message: Message): Activity;
  edited(act: Act, message: Message, eventType: 'editMessage' | 'softDeleteMessage'): Activity;
  /** A card's Action.Submit or messageBack: `value`, and text only for the latter. */
  submit(act: Act, replyToId: string, value: unknown, text?: string): Activity;
  invoke(act: Act, name: string, value: Json, more?: { replyToId?: string; source?: 'message' | 'compose' }): Activity;
  reaction(
    act: Act,
    replyToId: string,
    change: { reactionsAdded?: Reaction[]; reactionsRemoved?: Reaction[] },
  ): Activity;
  installation(act: Act, action: 'add' | 'remove'): Activity;
  /** The bot itself came or went. */
  botMembership(act: Act, change: 'membersAdded' | 'membersRemoved'): Activity;
};

type Reaction = { readonly type: string };

const TIME_ZONE = 'Europe/Oslo';

export function createActivities(deps: {
  readonly tenant: Tenant;
  readonly manifest: AppManifest;
  readonly preferences: Preferences;
  readonly serviceUrl: () => string;
  readonly now: () => number;
}): Activities {
  const { tenant, manifest, preferences, serviceUrl, now } = deps;
  const bot = { id: `28:${manifest.botId}`, name: manifest.name };
  const tenantData = { tenant: { id: tenant.id } };

  const envelope = ({ userId, place, root }: Act, id: string, at = now()) => {
    const locale = preferences.of(userId).language;
    const user = tenant.knownUser(userId);
    return {
      id,
      timestamp: new Date(at).toISOString(),
      localTimestamp: localTimestamp(at),
      localTimezone: TIME_ZONE,
      serviceUrl: serviceUrl(),
      channelId: 'msteams',
      from: { id: tenant.account(userId), name: user.displayName, aadObjectId: userId },
      recipient: bot,
      locale,
      entities: [{ locale, country: 'NO', platform: 'Web', timezone: TIME_ZONE, type: 'clientInfo' }],
      conversation: conversation(tenant.id, place, root),
      channelData: { ...tenantData, ...channelPart(place) },
    };
  };
  const ofItsOwn = () => `f:${randomUUID()}`;
  const wholeTeam = (act: Act) => {
    const { place } = act;
    if (place.kind !== 'channel') return {};
    return { team: { aadGroupId: place.team.id, name: place.team.displayName, id: place.team.internalId } };
  };

  const message: Activities['message'] = (act, kept) => {
    const base = envelope(act, kept.id, kept.createdAt);
    const mentions = kept.mentions.map(({ id, name, text }) => ({ mentioned: { id, name }, text, type: 'mention' }));
    const isReply = kept.root !== null && kept.root !== kept.id;
    return {
      type: 'message',
      ...base,
      entities: [...mentions, ...base.entities],
      text: botText(kept.text, kept.mentions),
      textFormat: 'plain',
      attachments: [...kept.attachments, { contentType: 'text/html', content: htmlCopy(kept.text, kept.mentions) }],
      ...(isReply && { replyToId: kept.root }),
    };
  };

  return {
    message,
    edited: (act, kept, eventType) => {
      const whole = message(act, kept);
      const { text, textFormat, attachments, ...bare } = whole;
      const channelData = { ...envelope(act, kept.id).channelData, eventType };
      const timestamp = { timestamp: new Date(now()).toISOString(), localTimestamp: localTimestamp(now()) };
      return eventType === 'editMessage'
        ? { ...whole, ...timestamp, type: 'messageUpdate', channelData }
        : { ...bare, ...timestamp, type: 'messageDelete', channelData };
    },
    submit: (act, replyToId, value, text) => {
      const base = envelope(act, String(now()));
      return {
        type: 'message',
        ...base,
        channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId: `1:1${replyToId}` } },
        ...(text !== undefined && { text, textFormat: 'plain' }),
        value,
        replyToId,
      };
    },
    invoke: (act, name, value, { replyToId, source } = {}) => {
      const base = envelope(act, ofItsOwn());
      return {
        type: 'invoke',
        ...base,
        channelData: { ...base.channelData, ...(source && { source: { name: source } }) },
        name,
        value,
        ...(replyToId !== undefined && { replyToId }),
      };
    },
    reaction: (act, replyToId, change) => ({
      type: 'messageReaction',
      ...envelope(act, String(now())),
      ...change,
      replyToId,
    }),
    installation: (act, action) => {
      const { place } = act;
      const base = envelope(act, ofItsOwn());
      const selected = { settings: { selectedChannel: { id: place.id } }, channel: { id: place.id } };
      return {
        type: 'installationUpdate',
        ...base,
        channelData: {
          ...tenantData,
          ...wholeTeam(act),
          ...(place.kind === 'channel' && action === 'add' && selected),
          ...(action === 'add' && { source: { name: 'message' } }),
        },
        action,
      };
    },
    botMembership: (act, change) => {
      const base = envelope(act, ofItsOwn());
      const eventType = change === 'membersAdded' ? 'teamMemberAdded' : 'teamMemberRemoved';
      return {
        type: 'conversationUpdate',
        ...base,
        ...(act.place.kind === 'channel' && {
          // For events of a team the conversation is the team itself, whatever channel the app was added from.
          conversation: { ...base.conversation, id: act.place.team.internalId },
          channelData: { ...tenantData, ...wholeTeam(act), eventType },
        }),
        [change]: [{ id: bot.id }],
      };
    },
  };
}

const CONVERSATION_TYPE = { personal: 'personal', chat: 'groupChat', channel: 'channel' } as const;

function conversation(tenantId: string, place: Place, root: string | undefined) {
  return {
    ...(place.kind !== 'personal' && { isGroup: true }),
    conversationType: CONVERSATION_TYPE[place.kind],
    tenantId,
    id: place.kind === 'channel' ? joinThread(place.id, root) : place.id,
  };
}

function channelPart(place: Place) {
  if (place.kind !== 'channel') return {};
  return {
    teamsChannelId: place.id,
    teamsTeamId: place.team.internalId,
    channel: { id: place.id },
    team: { id: place.team.internalId },
  };
}

const OFFSET = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** The wall clock in Oslo with its offset: 2026-02-16T08:01:01.000+01:00. */
function localTimestamp(at: number): string {
  const name = OFFSET.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT+00:00';
  const offset = name.slice(3) || '+00:00';
  const [hours = 0, minutes = 0] = offset.split(':').map(Number);
  const shifted = new Date(at + (hours * 60 + Math.sign(hours) * minutes) * 60_000);
  return shifted.toISOString().replace('Z', offset);
}
