import { installFor } from '../installs.ts';
import type { Attachment, Message } from '../message.ts';
import { membersOf, type Place } from '../place.ts';
import { findMentions, type Mentionable } from '../text.ts';
import type { World } from '../world.ts';
import { install } from './install.ts';

export type Words = {
  readonly text: string;
  /** The root of the thread that is answered; without it a new post in a channel. */
  readonly thread?: string | undefined;
  /** Cards from a message extension. */
  readonly attachments?: readonly Attachment[];
};

/** A person writes. Resolves when the bot, if it heard it, has finished its turn. */
export async function say(world: World, userId: string, place: Place, words: Words): Promise<Message> {
  // Who writes to an app has it: the client adds it before the first message.
  if (place.kind === 'personal' && !world.installs.has(installFor(place))) await install(world, userId, place);
  const { text, mentions } = findMentions(words.text, mentionable(world, place));
  const kept = world.messages.add({
    conversationId: place.id,
    thread: place.kind === 'channel' ? (words.thread ?? 'new') : null,
    author: { kind: 'person', userId },
    text,
    textFormat: 'plain',
    mentions: place.kind === 'personal' ? [] : mentions,
    attachments: words.attachments ?? [],
    attachmentLayout: 'list',
    delivery: 'none',
  });
  world.live.tell({ kind: 'message', message: kept });
  noticeMentioned(world, kept);
  if (!hears(world, place, kept)) return kept;
  const wasTaken = await world.bot.deliver(world.activities.message(actOf(userId, place, kept), kept));
  return changed(world, kept, { delivery: wasTaken ? 'delivered' : 'failed' });
}

/** A person corrects an own message; the bot hears of it when it heard the first version. */
export async function edit(world: World, userId: string, place: Place, message: Message, typed: string) {
  const { text, mentions } = findMentions(typed, mentionable(world, place));
  const newer = changed(world, message, { text, mentions, editedAt: world.now() });
  if (hears(world, place, newer))
    await world.bot.deliver(world.activities.edited(actOf(userId, place, newer), newer, 'editMessage'));
  return newer;
}

export async function takeBack(world: World, userId: string, place: Place, message: Message) {
  const gone = changed(world, message, { deleted: true, editedAt: world.now() });
  if (hears(world, place, message))
    await world.bot.deliver(world.activities.edited(actOf(userId, place, message), message, 'softDeleteMessage'));
  return gone;
}

/** Sets or takes back a reaction. The bot hears of those on its own messages. */
export async function react(world: World, userId: string, place: Place, message: Message, type: string) {
  const others = message.reactions.filter((one) => one.userId !== userId || one.type !== type);
  const isTakenBack = others.length < message.reactions.length;
  const newer = changed(world, message, { reactions: isTakenBack ? others : [...others, { userId, type }] });
  if (message.author.kind === 'bot' && world.installs.has(installFor(place))) {
    const change = isTakenBack ? { reactionsRemoved: [{ type }] } : { reactionsAdded: [{ type }] };
    await world.bot.deliver(world.activities.reaction(actOf(userId, place, message), message.id, change));
  }
  return newer;
}

export const actOf = (userId: string, place: Place, message: Message) => ({
  userId,
  place,
  root: message.root ?? undefined,
});

export function changed(world: World, message: Message, change: Partial<Message>): Message {
  const newer = world.messages.change(message, change);
  world.live.tell({ kind: 'message', message: newer });
  return newer;
}

function hears(world: World, place: Place, message: Message): boolean {
  if (!world.installs.has(installFor(place))) return false;
  if (place.kind === 'personal') return true;
  const { channels, chats } = world.manifest.hears;
  const botAccount = `28:${world.manifest.botId}`;
  return (place.kind === 'channel' ? channels : chats) || message.mentions.some(({ id }) => id === botAccount);
}

function mentionable(world: World, place: Place): readonly Mentionable[] {
  const people = membersOf(place).flatMap((id) => world.tenant.user(id) ?? []);
  return [
    { id: `28:${world.manifest.botId}`, name: world.manifest.name },
    ...people.map((user) => ({ id: world.tenant.account(user.id), name: user.displayName })),
  ];
}

/** Whoever is named finds it in the activity feed. */
export function noticeMentioned(world: World, message: Message): void {
  const from =
    message.author.kind === 'bot' ? world.manifest.name : world.tenant.knownUser(message.author.userId).displayName;
  for (const { id } of message.mentions) {
    const user = world.tenant.userOf(id);
    const isSelf = message.author.kind === 'person' && message.author.userId === user?.id;
    if (user === undefined || isSelf) continue;
    const preview = message.text.replace(/<\/?at>/g, '');
    world.notices.add({ userId: user.id, kind: 'mention', from, text: '', preview, link: linkTo(world, message) });
  }
}

/** The address of a message, as Teams makes it. */
export function linkTo(world: World, message: Message): string {
  const place = world.places.find(message.conversationId);
  const query = new URLSearchParams({
    tenantId: world.tenant.id,
    ...(place?.kind === 'channel' && { groupId: place.team.id }),
    parentMessageId: message.root ?? message.id,
  });
  const path = `${encodeURIComponent(message.conversationId)}/${message.id}`;
  return `https://teams.microsoft.com/l/message/${path}?${query}`;
}
