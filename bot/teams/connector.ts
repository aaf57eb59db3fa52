import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { PersonId } from '../domain/people/person.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Card } from './cards/card.ts';
import { isOurService } from './entry.ts';
import type { TeamsConfig } from './teams-config.ts';

export type Message =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card };
export type Address = { readonly serviceUrl: string; readonly conversation: string };

/** `gone`: the bot may not speak there any more (removed, blocked, deleted), and trying again does not help. */
type Spoken<T> = Result<T, 'gone'>;

/** Speaks in Teams, in answer or unasked. Throws `Unavailable` when Teams does not answer now. */
export type Connector = {
  /** A new message; the id is the activity's. Without a thread in the conversation's id it begins a new one. */
  send(to: Address, message: Message): Promise<Spoken<string>>;
  /** Another content for a message that the bot has sent. */
  replace(to: Address, activity: string, message: Message): Promise<Spoken<null>>;
  /** The personal chat with somebody who has the app; the id is the conversation's. */
  open(serviceUrl: string, person: PersonId): Promise<Spoken<string>>;
};

type Patience = { readonly abortSignal: AbortSignal };

/**
 * The SDK's client tries again by itself, three times, or for as long as a Retry-After says. Teams waits about 15
 * seconds for the answer to an activity, and a notice has a turn of its own later: so this long in all, in milliseconds.
 */
const PATIENCE = 8000;
const patience = (): Patience => ({ abortSignal: AbortSignal.timeout(PATIENCE) });

/** The part of the SDK's connector client that is used. */
type Client = {
  readonly conversations: {
    sendToConversation(conversation: string, activity: object, options: Patience): Promise<{ readonly id?: string }>;
    updateActivity(conversation: string, activity: string, content: object, options: Patience): Promise<unknown>;
    createConversation(parameters: object, options: Patience): Promise<{ readonly id: string }>;
  };
};

export const createConnector = (
  adapter: CloudAdapter,
  config: Pick<TeamsConfig, 'botId' | 'tenantId' | 'serviceHosts'>,
): Connector => {
  const bot = { id: `28:${config.botId}`, name: 'Tavla' };

  const speak = async <T>(to: Address, words: (client: Client) => Promise<T>): Promise<Spoken<T>> => {
    if (!isOurService(to.serviceUrl, config.serviceHosts)) return refuse('gone');
    const reference = {
      channelId: 'msteams',
      serviceUrl: to.serviceUrl,
      bot,
      conversation: { id: to.conversation, isGroup: false, conversationType: '', name: '' },
    };
    const said: T[] = [];
    try {
      await adapter.continueConversationAsync(config.botId, reference, async (context: TurnContext) => {
        said.push(await words(clientOf(context)));
      });
    } catch (error) {
      return meaningOf(error);
    }
    const [value] = said;
    if (value === undefined) throw new Error('The connector returned without an answer.');
    return ok(value);
  };

  return {
    send: ({ serviceUrl, conversation }, message) =>
      speak({ serviceUrl, conversation }, async (client) => {
        const sent = await client.conversations.sendToConversation(conversation, activityOf(message), patience());
        return sent.id ?? '';
      }),
    replace: (to, activity, message) =>
      speak(to, async (client) => {
        const content = { ...activityOf(message), id: activity };
        await client.conversations.updateActivity(to.conversation, activity, content, patience());
        return null;
      }),
    open: (serviceUrl, person) =>
      speak({ serviceUrl, conversation: '' }, async (client) => {
        const parameters = {
          isGroup: false,
          bot,
          members: [{ id: person, name: '' }],
          tenantId: config.tenantId,
          channelData: { tenant: { id: config.tenantId } },
        };
        const opened = await client.conversations.createConversation(parameters, patience());
        return opened.id;
      }),
  };
};

const clientOf = (context: TurnContext): Client => {
  const client = context.turnState.get<Client>(context.adapter.ConnectorClientKey);
  if (client === undefined) throw new Error('The bot SDK gave no connector client.');
  return client;
};

const activityOf = (message: Message): object =>
  message.kind === 'sentence'
    ? { type: 'message', text: message.text, textFormat: 'plain' }
    : {
        type: 'message',
        summary: message.card.fallbackText,
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
      };

/** 403: blocked, uninstalled, not in the roster. 404: the conversation or the message is no more. */
const GONE = [403, 404];
/** What we sent was wrong; sending it again is wrong again. */
const OURS = [400, 413];

const meaningOf = (error: unknown): { readonly ok: false; readonly problem: 'gone' } => {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined;
  if (status !== undefined && GONE.includes(status)) return refuse('gone');
  if (status !== undefined && OURS.includes(status)) throw error;
  throw new Unavailable(`Teams did not take a message${status === undefined ? '' : ` (${status})`}`, { cause: error });
};
