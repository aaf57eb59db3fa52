import type { Json } from './json.ts';

/** One message, as it is kept. */
export type Message = {
  /** Without a thread's suffix. */
  readonly conversationId: string;
  /** Milliseconds since 1970, as Teams numbers its messages; unique and rising. */
  readonly id: string;
  /** The first message of the thread in a channel, itself included; null in chats. */
  readonly root: string | null;
  readonly author: { readonly kind: 'person'; readonly userId: string } | { readonly kind: 'bot' };
  readonly text: string;
  readonly textFormat: 'plain' | 'markdown' | 'xml';
  readonly mentions: readonly Mention[];
  readonly attachments: readonly Attachment[];
  readonly attachmentLayout: string;
  readonly reactions: readonly { readonly userId: string; readonly type: string }[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly deleted: boolean;
  /** What became of it on its way to the bot. */
  readonly delivery: 'none' | 'delivered' | 'failed';
};

/** `text` is what stands in the message: <at>Name</at>. `id` is 28:… or 29:…. */
export type Mention = { readonly text: string; readonly id: string; readonly name: string };

export type Attachment = {
  readonly contentType: string;
  readonly content: Json;
  readonly preview?: Attachment;
};

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
