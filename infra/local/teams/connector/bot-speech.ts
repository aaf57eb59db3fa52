import { installFor } from '../installs.ts';
import { asObject, asObjects, asText, type Json } from '../json.ts';
import type { Attachment, Message } from '../message.ts';
import { readAttachments } from '../person/outcome.ts';
import { noticeMentioned } from '../person/say.ts';
import { type Place, splitThread } from '../place.ts';
import type { World } from '../world.ts';
import { refusals } from './refusal.ts';

/** A place where the bot may speak. Throws what the connector refuses with. */
export function speakable(world: World, conversationId: string): Place {
  const place = world.places.find(conversationId);
  if (place === undefined) throw refusals.noConversation();
  const target = installFor(place);
  if (place.kind === 'personal' && world.faults.isBlocked(place.userId)) throw refusals.blocked();
  if (world.installs.has(target)) return place;
  throw place.kind === 'personal' && world.installs.wasRemoved(target)
    ? refusals.writesBlocked()
    : refusals.notInRoster();
}

/** The bot's messages that one activity makes: one, or two when it has both text and cards. Nothing for typing. */
export function speak(world: World, place: Place, root: string | undefined, activity: Json): readonly Message[] {
  if (activity.type === 'typing') {
    world.live.tell({ kind: 'typing', conversationId: place.id });
    return [];
  }
  if (activity.type !== 'message') throw refusals.bad(`Unknown activity type ${String(activity.type)}.`);
  const { text, attachments } = contentOf(activity);
  if (text === '' && attachments.length === 0) throw refusals.bad('The activity has neither text nor attachments.');
  const isSplit = text !== '' && attachments.length > 0;
  const parts = isSplit
    ? [
        { text, attachments: [] },
        { text: '', attachments },
      ]
    : [{ text, attachments }];
  let thread = place.kind === 'channel' ? (root ?? 'new') : null;
  return parts.map((part) => {
    const kept = world.messages.add({
      conversationId: place.id,
      thread,
      author: { kind: 'bot' },
      ...contentOf(activity),
      ...part,
      attachmentLayout: asText(activity.attachmentLayout) ?? 'list',
      delivery: 'none',
    });
    thread = kept.root;
    world.live.tell({ kind: 'message', message: kept });
    noticeMentioned(world, kept);
    return kept;
  });
}

/** Replaces one of the bot's messages for everybody; what single people saw instead of it is over. */
export function rewrite(world: World, message: Message, activity: Json): Message {
  world.messages.forgetViews(message);
  const newer = world.messages.change(message, { ...contentOf(activity), editedAt: world.now() });
  world.live.tell({ kind: 'message', message: newer });
  return newer;
}

export function withdraw(world: World, message: Message): void {
  world.messages.forgetViews(message);
  const gone = world.messages.change(message, { deleted: true, editedAt: world.now() });
  world.live.tell({ kind: 'message', message: gone });
}

/** One of the bot's own messages. Throws 404 and 403. */
export function ownMessage(world: World, conversationId: string, activityId: string): Message {
  const message = world.messages.find(splitThread(conversationId).id, activityId);
  if (message === undefined || message.deleted) throw refusals.noActivity();
  if (message.author.kind !== 'bot') throw refusals.notYours();
  return message;
}

function contentOf(activity: Json): Pick<Message, 'text' | 'textFormat' | 'mentions' | 'attachments'> {
  const text = asText(activity.text) ?? '';
  const format = activity.textFormat;
  return {
    text,
    textFormat: format === 'plain' || format === 'xml' ? format : 'markdown',
    mentions: mentionsOf(activity),
    attachments: readAttachments(activity.attachments).filter(isShown),
  };
}

const isShown = ({ contentType }: Attachment) => contentType !== 'text/html';

const mentionsOf = (activity: Json) =>
  asObjects(activity.entities)
    .filter(({ type }) => type === 'mention')
    .flatMap((entity) => {
      const { id, name } = asObject(entity.mentioned);
      const text = asText(entity.text);
      if (text === undefined || typeof id !== 'string') return [];
      return [{ text, id, name: asText(name) ?? text.replace(/<\/?at>/g, '') }];
    });
