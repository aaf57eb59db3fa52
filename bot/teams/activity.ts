import { z } from 'zod';

/** Longest text of a message that is read, in UTF-16 units; Teams itself sends about 28 KB at most. */
const TEXT_LIMIT = 40_000;

const short = (max: number) => z.string().max(max);
const id = short(500).min(1);
/** What a card or dialog brought back: read further by the one who drew it. */
const data = z.record(z.string(), z.unknown());
const dialogData = z.object({ data: data.optional() });

const mentionOrOther = z.object({
  type: short(100).optional(),
  mentioned: z.object({ id: short(300).optional() }).nullish(),
  text: short(1000).nullish(),
});

const messagePayload = z.object({
  body: z.object({ content: short(100_000).nullish() }).nullish(),
  linkToMessage: short(2000).nullish(),
});

/** What every activity from Teams has. Only what is named here is read; the rest of the body is dropped. */
export const ENVELOPE = z.object({
  type: short(100).min(1),
  id: short(300).min(1),
  name: short(200).optional(),
  action: short(50).optional(),
  serviceUrl: short(500),
  from: z.object({ id, name: short(300).nullish(), aadObjectId: short(60).nullish() }),
  recipient: z.object({ id }),
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(),
    tenantId: short(60).nullish(),
  }),
  channelData: z.object({
    tenant: z.object({ id: short(60) }).nullish(),
    eventType: short(100).nullish(),
    team: z.object({ id: id.nullish(), aadGroupId: short(60).nullish() }).nullish(),
    channel: z.object({ id: id.nullish(), type: short(40).nullish() }).nullish(),
    settings: z.object({ selectedChannel: z.object({ id: id.nullish() }).nullish() }).nullish(),
  }),
  locale: short(40).nullish(),
  replyToId: short(300).nullish(),
  entities: z.array(mentionOrOther).max(200).nullish(),
  text: short(TEXT_LIMIT).nullish(),
  value: z.unknown().optional(),
});

export type Envelope = z.output<typeof ENVELOPE>;

/** The `value` of the kinds that are understood, each with what is read of it. */
export const VALUES = {
  submit: data,
  execute: z.object({
    action: z.object({ type: z.literal('Action.Execute'), verb: short(100), data: data.nullish() }),
  }),
  dialog: dialogData,
  extensionFetch: z.object({ commandId: short(100), messagePayload: messagePayload.nullish() }),
  extensionSubmit: z.object({
    commandId: short(100),
    data: data.nullish(),
    botMessagePreviewAction: short(20).optional(),
    messagePayload: messagePayload.nullish(),
  }),
} as const;
