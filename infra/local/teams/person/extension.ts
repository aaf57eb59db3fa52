import { randomUUID } from 'node:crypto';
import { asObject, type Json } from '../json.ts';
import type { Message } from '../message.ts';
import type { Place } from '../place.ts';
import { messageHtml } from '../text.ts';
import type { World } from '../world.ts';
import { install } from './install.ts';
import { type Outcome, readExtension, trouble } from './outcome.ts';
import { actOf, linkTo } from './say.ts';

/** A message extension's command, used in the compose box or on a message. */
export type Use = {
  readonly commandId: string;
  readonly context: 'compose' | 'message' | 'commandBox';
  /** The message that it was chosen on. */
  readonly message?: Message | undefined;
  /** The thread whose compose box it was chosen in. */
  readonly thread?: string | undefined;
  /** The same from fetchTask to submitAction. */
  readonly requestId?: string | undefined;
};

export const fetchTask = (world: World, userId: string, place: Place, use: Use): Promise<Outcome> =>
  ask(world, userId, place, use, 'composeExtension/fetchTask', common(world, userId, use));

/** `data` is what was filled in; `preview` answers a preview of the bot's message. */
export async function submitAction(
  world: World,
  userId: string,
  place: Place,
  use: Use,
  data: unknown,
  preview?: { readonly action: 'send' | 'edit'; readonly activity: Json },
): Promise<Outcome> {
  if (asObject(asObject(data).msteams).justInTimeInstall === true) await install(world, userId, place);
  return ask(world, userId, place, use, 'composeExtension/submitAction', {
    ...common(world, userId, use),
    ...(preview && { botMessagePreviewAction: preview.action, botActivityPreview: [preview.activity] }),
    data: preview ? null : data,
  });
}

/** What was typed in the search box; nothing typed is the initial run. */
export function query(world: World, userId: string, place: Place, use: Use, parameter: string, typed: string) {
  const parameters = typed === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: parameter, value: typed }];
  return ask(world, userId, place, use, 'composeExtension/query', {
    commandId: use.commandId,
    parameters,
    queryOptions: { skip: 0, count: 25 },
  });
}

/** A hit whose preview has `tap` asks the bot for the card. */
export const selectItem = (world: World, userId: string, place: Place, use: Use, value: Json): Promise<Outcome> =>
  ask(world, userId, place, use, 'composeExtension/selectItem', value);

async function ask(world: World, userId: string, place: Place, use: Use, name: string, value: Json): Promise<Outcome> {
  const act = use.message ? actOf(userId, place, use.message) : { userId, place, root: use.thread };
  const source = use.context === 'message' ? 'message' : 'compose';
  const answer = await world.bot.invoke(world.activities.invoke(act, name, value, { source }));
  return trouble(answer) ?? (answer.kind === 'answered' ? readExtension(answer.body) : { kind: 'unreachable' });
}

const common = (world: World, userId: string, use: Use): Json => ({
  commandId: use.commandId,
  commandContext: use.context,
  requestId: use.requestId ?? randomUUID(),
  context: { theme: world.preferences.of(userId).theme },
  ...(use.message && { messagePayload: messagePayload(world, use.message) }),
});

/** The message as Graph would describe it. */
function messagePayload(world: World, message: Message): Json {
  const person = (id: string) => ({
    userIdentityType: 'aadUser',
    id,
    displayName: world.tenant.user(id)?.displayName ?? null,
  });
  const application = {
    applicationIdentityType: 'bot',
    id: world.manifest.botId,
    displayName: world.manifest.name,
  };
  const isReply = message.root !== null && message.root !== message.id;
  return {
    id: message.id,
    replyToId: isReply ? message.root : null,
    createdDateTime: new Date(message.createdAt).toISOString(),
    lastModifiedDateTime: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    deleted: message.deleted,
    subject: null,
    summary: null,
    importance: 'normal',
    locale: 'nb-no',
    linkToMessage: linkTo(world, message),
    from:
      message.author.kind === 'bot'
        ? { device: null, conversation: null, user: null, application }
        : { device: null, conversation: null, user: person(message.author.userId), application: null },
    body: { contentType: 'html', content: messageHtml(message.text, message.mentions) },
    attachmentLayout: null,
    attachments: message.attachments.map(({ contentType, content }, index) => ({
      id: `${message.id}-${index}`,
      contentType,
      content: JSON.stringify(content),
    })),
    mentions: message.mentions.map(({ id, name }, index) => {
      const user = world.tenant.userOf(id);
      const mentioned = user
        ? { device: null, conversation: null, user: person(user.id), application: null }
        : { device: null, conversation: null, user: null, application };
      return { id: index, mentionText: name, mentioned };
    }),
    reactions: message.reactions.map(({ type, userId }) => ({
      reactionType: type,
      createdDateTime: new Date(message.createdAt).toISOString(),
      user: { user: { ...person(userId), displayName: null } },
    })),
  };
}
