import type { z } from 'zod';
import { ENVELOPE, type Envelope, VALUES } from './activity.ts';

export type Data = Readonly<Record<string, unknown>>;

/** Where something was said, and by whom; the same for every kind. */
export type Where = {
  readonly activity: string;
  /** With the `;messageid=` of the thread, so that an answer lands in it. */
  readonly conversation: string;
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly serviceUrl: string;
  /** The channel without its thread; null outside channels. */
  readonly channel: string | null;
  /** True in a channel that has members of its own, apart from the team's. */
  readonly apart: boolean;
  /** Entra group id of the team, where Teams says it. */
  readonly team: string | null;
  readonly bot: string;
  /** The sender's account for this bot (29:…). */
  readonly account: string;
  readonly sender: { readonly id: string | null; readonly name: string };
  readonly locale: string | undefined;
  /** The message that a pressed card is in. */
  readonly card: string | null;
};

/** Everything that the bot understands of what Teams sends. */
export type Happening =
  | { readonly kind: 'message'; readonly text: string; readonly mentions: readonly Mention[] }
  | { readonly kind: 'submit'; readonly data: Data }
  | { readonly kind: 'execute'; readonly verb: string; readonly data: Data }
  | { readonly kind: 'dialogOpen'; readonly data: Data }
  | { readonly kind: 'dialogSubmit'; readonly data: Data }
  | { readonly kind: 'extensionFetch'; readonly html: string; readonly link: string | null }
  | { readonly kind: 'extensionSubmit'; readonly data: Data }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'membersChanged' }
  /** An invoke that is none of ours: Teams wants to hear so. */
  | { readonly kind: 'unsupported' }
  /** An event that needs nothing. */
  | { readonly kind: 'ignored' };

export type Mention = { readonly account: string; readonly text: string };

export type Incoming = { readonly where: Where; readonly what: Happening };

/** Reads an activity whose sender has been let in so far; undefined when its shape is not one that Teams sends. */
export const readIncoming = (body: unknown): Incoming | undefined => {
  const envelope = ENVELOPE.safeParse(body);
  if (!envelope.success) return undefined;
  const what = READERS.get(readerName(envelope.data))?.(envelope.data) ?? otherwise(envelope.data);
  return what === 'malformed' ? undefined : { where: whereOf(envelope.data), what };
};

/** The id of a conversation without its thread. */
export const withoutThread = (conversation: string): string => conversation.replace(/;messageid=.*$/, '');

const whereOf = (activity: Envelope): Where => {
  const { conversation, channelData, from } = activity;
  const kind = conversation.conversationType ?? (conversation.id.startsWith('a:') ? 'personal' : 'groupChat');
  return {
    activity: activity.id,
    conversation: conversation.id,
    kind,
    serviceUrl: activity.serviceUrl,
    channel: kind === 'channel' ? withoutThread(channelOf(activity)) : null,
    apart: APART.has(channelData.channel?.type?.toLowerCase() ?? ''),
    team: channelData.team?.aadGroupId ?? null,
    bot: activity.recipient.id,
    account: from.id,
    sender: { id: from.aadObjectId ?? null, name: from.name ?? '' },
    locale: activity.locale ?? undefined,
    card: activity.replyToId ?? null,
  };
};

/** The kinds of channel whose members are not the team's; an ordinary one is `standard`, or not said. */
const APART = new Set(['private', 'shared']);

/** At installation Teams says in which channel the bot may speak; an event's own conversation is General. */
const channelOf = ({ channelData, conversation }: Envelope): string =>
  channelData.settings?.selectedChannel?.id ?? channelData.channel?.id ?? conversation.id;

type Read = (activity: Envelope) => Happening | 'malformed' | undefined;

/** The name of the reader: an invoke's name, else the type. A Map, so that no inherited name is ever found. */
const readerName = ({ type, name }: Envelope): string => (type === 'invoke' ? `invoke ${name ?? ''}` : type);

const otherwise = ({ type }: Envelope): Happening => ({ kind: type === 'invoke' ? 'unsupported' : 'ignored' });

const withValue =
  <T>(schema: z.ZodType<T>, make: (value: T) => Happening): Read =>
  ({ value }) => {
    const read = schema.safeParse(value);
    return read.success ? make(read.data) : 'malformed';
  };

const message: Read = (activity) => {
  if (activity.value !== undefined && activity.value !== null) return submit(activity);
  const mentions = (activity.entities ?? []).flatMap(({ type, mentioned, text }) =>
    type === 'mention' && mentioned?.id && text ? [{ account: mentioned.id, text }] : [],
  );
  return { kind: 'message', text: activity.text ?? '', mentions };
};

const submit = withValue(VALUES.submit, (data) => ({ kind: 'submit', data }));

const INSTALLATIONS = new Map<string, Happening>([
  ['add', { kind: 'installed' }],
  ['add-upgrade', { kind: 'installed' }],
  ['remove', { kind: 'removed' }],
]);

const EVENTS = new Map<string, Happening>([
  ['teamMemberAdded', { kind: 'membersChanged' }],
  ['teamMemberRemoved', { kind: 'membersChanged' }],
  ['channelDeleted', { kind: 'removed' }],
  ['teamDeleted', { kind: 'removed' }],
  ['teamHardDeleted', { kind: 'removed' }],
]);

const READERS = new Map<string, Read>([
  ['message', message],
  ['installationUpdate', ({ action }) => INSTALLATIONS.get(action ?? '')],
  ['conversationUpdate', ({ channelData }) => EVENTS.get(channelData.eventType ?? '')],
  [
    'invoke adaptiveCard/action',
    withValue(VALUES.execute, ({ action }) => ({ kind: 'execute', verb: action.verb, data: action.data ?? {} })),
  ],
  ['invoke task/fetch', withValue(VALUES.dialog, ({ data }) => ({ kind: 'dialogOpen', data: data ?? {} }))],
  ['invoke task/submit', withValue(VALUES.dialog, ({ data }) => ({ kind: 'dialogSubmit', data: data ?? {} }))],
  [
    'invoke composeExtension/fetchTask',
    withValue(VALUES.extensionFetch, ({ messagePayload }) => ({
      kind: 'extensionFetch',
      html: messagePayload?.body?.content ?? '',
      link: messagePayload?.linkToMessage ?? null,
    })),
  ],
  [
    'invoke composeExtension/submitAction',
    withValue(VALUES.extensionSubmit, ({ data, botMessagePreviewAction }) =>
      botMessagePreviewAction === undefined ? { kind: 'extensionSubmit', data: data ?? {} } : { kind: 'unsupported' },
    ),
  ],
]);
