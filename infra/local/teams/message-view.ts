import { installFor } from './installs.ts';
import { asObject, asTexts } from './json.ts';
import { ADAPTIVE_CARD, type Attachment, type Message } from './message.ts';
import { membersOf } from './place.ts';
import type { World } from './world.ts';

/** A message as one person sees it. */
export type MessageView = Omit<Message, 'author' | 'reactions'> & {
  readonly author: { readonly kind: 'person' | 'bot'; readonly id: string; readonly name: string };
  readonly mine: boolean;
  readonly reactions: readonly { readonly type: string; readonly count: number; readonly mine: boolean }[];
  /** The card was replaced for this person only. */
  readonly ownView: boolean;
  /** The card asks to be refreshed for this person when it comes into view. */
  readonly refreshes: boolean;
};

/** Above this many members a card without userIds refreshes by hand only. */
export const REFRESH_MEMBERS = 60;

export function viewMessage(world: World, message: Message, userId: string): MessageView {
  const own = world.messages.viewOf(message, userId);
  const { author } = message;
  return {
    ...message,
    author:
      author.kind === 'bot'
        ? { kind: 'bot', id: `28:${world.manifest.botId}`, name: world.manifest.name }
        : { kind: 'person', id: author.userId, name: world.tenant.user(author.userId)?.displayName ?? '?' },
    mine: author.kind === 'person' && author.userId === userId,
    attachments: own ? message.attachments.map((one) => (isCard(one) ? own : one)) : message.attachments,
    reactions: countReactions(message, userId),
    ownView: own !== undefined,
    refreshes: refreshAction(world, message, userId) !== undefined,
  };
}

export const isCard = ({ contentType }: Attachment): boolean => contentType === ADAPTIVE_CARD;

/** The action that refreshes this card for this person, when Teams would run it by itself. */
export function refreshAction(world: World, message: Message, userId: string) {
  if (message.author.kind !== 'bot' || message.deleted) return undefined;
  const place = world.places.find(message.conversationId);
  if (place === undefined || !world.installs.has(installFor(place))) return undefined;
  const refresh = asObject(message.attachments.find(isCard)?.content.refresh);
  const action = asObject(refresh.action);
  if (action.type !== 'Action.Execute') return undefined;
  const userIds = asTexts(refresh.userIds);
  const isNamed = userIds.includes(world.tenant.account(userId));
  const isFew = userIds.length === 0 && membersOf(place).length <= REFRESH_MEMBERS;
  return isNamed || isFew ? action : undefined;
}

function countReactions(message: Message, userId: string): MessageView['reactions'] {
  const types = [...new Set(message.reactions.map(({ type }) => type))];
  return types.map((type) => {
    const given = message.reactions.filter((reaction) => reaction.type === type);
    return { type, count: given.length, mine: given.some((reaction) => reaction.userId === userId) };
  });
}
