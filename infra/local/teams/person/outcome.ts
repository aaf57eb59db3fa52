import type { InvokeAnswer } from '../bot-link.ts';
import { asNumber, asObject, asObjects, asText, isObject, type Json } from '../json.ts';
import { ADAPTIVE_CARD, type Attachment } from '../message.ts';

/** What a person sees after pressing something. */
export type Outcome =
  | { readonly kind: 'nothing' }
  /** The card was replaced; the message tells. */
  | { readonly kind: 'card' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'failed'; readonly status: number; readonly text?: string }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  /** What a message extension found, or puts into the compose box. */
  | { readonly kind: 'result'; readonly layout: string; readonly attachments: readonly Attachment[] }
  /** Shown before the bot sends it. */
  | { readonly kind: 'preview'; readonly activity: Json };

export type Dialog = {
  readonly title: string;
  /** Pixels or small, medium, large. */
  readonly width: number | string | undefined;
  readonly height: number | string | undefined;
  readonly card?: Json;
  readonly url?: string;
};

const NOTHING: Outcome = { kind: 'nothing' };

/** An answer that is not 200 or came too late; undefined when it can be read on. */
export function trouble(answer: InvokeAnswer): Outcome | undefined {
  if (answer.kind === 'unreachable') return { kind: 'unreachable' };
  return answer.status >= 200 && answer.status < 300 ? undefined : { kind: 'failed', status: answer.status };
}

/** The answer to task/fetch and task/submit. */
export function readTask(body: unknown): Outcome {
  const task = asObject(asObject(body).task);
  if (task.type === 'message') return { kind: 'message', text: asText(task.value) ?? '' };
  return task.type === 'continue' ? { kind: 'dialog', dialog: readDialog(asObject(task.value)) } : NOTHING;
}

/** A dialog as a bot or a tab describes it. */
export function readDialog(value: Json): Dialog {
  const card = readCard(value.card);
  const url = asText(value.url);
  return {
    title: asText(value.title) ?? '',
    width: asNumber(value.width) ?? asText(value.width),
    height: asNumber(value.height) ?? asText(value.height),
    ...(card && { card }),
    ...(url !== undefined && { url }),
  };
}

/** A card stands there as an attachment, or bare. */
function readCard(card: unknown): Json | undefined {
  if (!isObject(card)) return undefined;
  return isObject(card.content) ? card.content : card;
}

/** The answer to any of a message extension's invokes. */
export function readExtension(body: unknown): Outcome {
  if (isObject(asObject(body).task)) return readTask(body);
  const extension = asObject(asObject(body).composeExtension);
  if (extension.type === 'message') return { kind: 'message', text: asText(extension.text) ?? '' };
  if (extension.type === 'botMessagePreview') return { kind: 'preview', activity: asObject(extension.activityPreview) };
  if (extension.type !== 'result') return NOTHING;
  return {
    kind: 'result',
    layout: asText(extension.attachmentLayout) ?? 'list',
    attachments: readAttachments(extension.attachments),
  };
}

export function readAttachments(value: unknown): readonly Attachment[] {
  return asObjects(value).flatMap((one) => {
    const contentType = asText(one.contentType);
    if (contentType === undefined || !isObject(one.content)) return [];
    const [preview] = readAttachments([one.preview]);
    return [{ contentType, content: one.content, ...(preview && { preview }) }];
  });
}

/** The answer to adaptiveCard/action: the new card, or what to say. */
export function readCardAction(body: unknown): Attachment | Outcome {
  const { statusCode, type, value } = asObject(body);
  const status = asNumber(statusCode) ?? 200;
  if (type === ADAPTIVE_CARD && isObject(value)) return { contentType: ADAPTIVE_CARD, content: value };
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'message', text: asText(value) ?? '' };
  if (type === undefined && status < 400) return NOTHING;
  const text = asText(asObject(value).message);
  return { kind: 'failed', status, ...(text !== undefined && { text }) };
}
