/**
 * A person at the local Teams, without a browser: drives the same addresses as the page.
 * The one rule: it can do nothing that the page cannot.
 *
 *   const ana = atTeams(teams.address).as(userId);
 *   await ana.bot.says('forslag');
 *   const card = await ana.bot.lastCard();
 *   await card.press('Send', { text: 'Merk hyllene' });
 */

import type { ConversationView, HomeView, PersonView, StartView } from '../../infra/local/teams/api/views.ts';
import type { Attachment } from '../../infra/local/teams/message.ts';
import type { MessageView } from '../../infra/local/teams/message-view.ts';
import type { Outcome } from '../../infra/local/teams/person/outcome.ts';
import type { Tab } from '../../infra/local/teams/tabs.ts';

type Json = { readonly [key: string]: unknown };
type Ask = <T>(method: string, path: string, body?: object) => Promise<T>;

export type AtTeams = {
  as(userId: string): Person;
  start(): Promise<StartView>;
  find(typed: string): Promise<readonly PersonView[]>;
};

export type Person = {
  readonly userId: string;
  /** The personal chat with the bot. */
  readonly bot: Room;
  home(): Promise<HomeView>;
  /** A channel or group chat by its id. */
  in(conversationId: string): Room;
  startsChat(members: readonly string[], topic?: string): Promise<Room>;
  prefers(preference: { readonly theme?: string; readonly language?: string }): Promise<void>;
  /** What getAuthToken gives a tab. */
  token(): Promise<string>;
};

export type Room = {
  readonly id: string;
  view(): Promise<ConversationView>;
  /** Resolves when the bot, if it heard it, has finished its turn. */
  says(text: string, more?: { readonly attachments?: readonly Attachment[] }): Promise<MessageView>;
  replies(thread: string, text: string): Promise<MessageView>;
  edits(messageId: string, text: string): Promise<void>;
  takesBack(messageId: string): Promise<void>;
  reacts(messageId: string, type: string): Promise<void>;
  messages(): Promise<readonly MessageView[]>;
  /** The newest message that is still there. */
  lastMessage(): Promise<MessageView>;
  /** The newest card; throws when there is none. */
  lastCard(): Promise<CardOnScreen>;
  cards(): Promise<readonly CardOnScreen[]>;
  addsApp(): Promise<void>;
  removesApp(): Promise<void>;
  addsTab(tab: Pick<Tab, 'entityId' | 'contentUrl'> & Partial<Tab>): Promise<Tab>;
  /** Chooses a command of the message extension, in the compose box or on a message. */
  uses(commandId: string, messageId?: string): Promise<Shown>;
  searches(commandId: string, typed: string): Promise<Shown>;
  choices(dataset: string, typed: string): Promise<readonly { title: string; value: string }[]>;
};

/** What comes of a press; with `dialog` it can be filled in and sent on. */
export type Shown = Outcome & { readonly fills?: (title: string, inputs?: Json) => Promise<Shown> };

export type CardOnScreen = {
  readonly messageId: string;
  readonly message: MessageView;
  readonly json: Json;
  /** Every text that stands in it, in order. */
  texts(): readonly string[];
  /** Titles of its buttons. */
  buttons(): readonly string[];
  press(title: string, inputs?: Json): Promise<Shown>;
  /** It comes into view. */
  comesIntoView(): Promise<Outcome>;
};

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

export function atTeams(address: string): AtTeams {
  const ask = asking(address);
  return {
    as: (userId) =>
      person(userId, (method, path, body) => ask(method, `${path}?as=${encodeURIComponent(userId)}`, body)),
    start: () => ask('GET', '/start'),
    find: (typed) => ask('GET', `/people?q=${encodeURIComponent(typed)}`),
  };
}

const asking =
  (address: string): Ask =>
  async (method, path, body) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.error}`);
    return answer;
  };

function person(userId: string, ask: Ask): Person {
  const at = (id: string) => room(id, ask);
  return {
    userId,
    bot: at('bot'),
    home: () => ask('GET', '/home'),
    in: at,
    startsChat: async (members, topic = '') => at((await ask<{ id: string }>('POST', '/chats', { members, topic })).id),
    prefers: (preference) => ask('PUT', '/preference', preference),
    token: async () => (await ask<{ token: string }>('GET', '/token')).token,
  };
}

function room(id: string, ask: Ask): Room {
  const here = `/conversations/${encodeURIComponent(id)}`;
  const view = () => ask<ConversationView>('GET', here);
  const messages = async () => (await view()).messages.filter(({ deleted }) => !deleted);
  const cards = async () => (await messages()).flatMap((message) => cardOf(message, here, ask) ?? []);
  return {
    id,
    view,
    messages,
    cards,
    says: (text, more = {}) => ask('POST', `${here}/messages`, { text, ...more }),
    replies: (thread, text) => ask('POST', `${here}/messages`, { text, thread }),
    edits: (messageId, text) => ask('PUT', `${here}/messages/${messageId}`, { text }),
    takesBack: (messageId) => ask('DELETE', `${here}/messages/${messageId}`),
    reacts: (messageId, type) => ask('POST', `${here}/messages/${messageId}/reactions`, { type }),
    lastMessage: async () => last(await messages(), 'message'),
    lastCard: async () => last(await cards(), 'card'),
    addsApp: () => ask('POST', `${here}/install`),
    removesApp: () => ask('DELETE', `${here}/install`),
    addsTab: (tab) => ask('POST', `${here}/tabs`, tab),
    uses: async (commandId, messageId) => {
      const use = { context: messageId ? 'message' : 'compose', messageId, requestId: crypto.randomUUID() };
      const path = `${here}/extension/${commandId}`;
      const submit = (data: Json) => ask<Outcome>('POST', `${path}/submit`, { ...use, data });
      return shown(await ask<Outcome>('POST', `${path}/fetch`, use), submit);
    },
    searches: (commandId, typed) => ask('POST', `${here}/extension/${commandId}/query`, { context: 'compose', typed }),
    choices: (dataset, typed) => ask('POST', `${here}/choices`, { dataset, typed }),
  };
}

function last<T>(things: readonly T[], what: string): T {
  const found = things.at(-1);
  if (found === undefined) throw new Error(`There is no ${what} here.`);
  return found;
}

/** A dialog that was opened is filled in and sent with one of its buttons. */
function shown(outcome: Outcome, submit: (data: Json) => Promise<Outcome>): Shown {
  if (outcome.kind !== 'dialog') return outcome;
  const card = outcome.dialog.card;
  const fills = async (title: string, inputs: Json = {}) => {
    const action = findAction(card ?? {}, title);
    return shown(await submit({ ...asJson(action.data), ...inputs }), submit);
  };
  return { ...outcome, fills };
}

function cardOf(message: MessageView, here: string, ask: Ask): CardOnScreen | undefined {
  const json = message.attachments.find(({ contentType }) => contentType === ADAPTIVE_CARD)?.content;
  if (json === undefined) return undefined;
  const path = `${here}/messages/${message.id}`;
  return {
    messageId: message.id,
    message,
    json,
    texts: () => [...parts(json)].flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    buttons: () => [...parts(json)].flatMap(({ type, title }) => (isAction(type) ? [String(title ?? '')] : [])),
    comesIntoView: () => ask('POST', `${path}/refresh`),
    press: async (title, inputs = {}) => {
      const action = findAction(json, title);
      const outcome = await ask<Outcome>('POST', `${path}/press`, { ...action, inputs });
      return shown(outcome, (data) => ask('POST', `${here}/task`, { messageId: message.id, data }));
    },
  };
}

const isAction = (type: unknown): boolean => typeof type === 'string' && type.startsWith('Action.');

/** Every object in a card, outermost first; fallbacks are not shown, so they are not there. */
function* parts(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const one of value) yield* parts(one);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield { ...value };
  for (const [name, inner] of Object.entries(value)) if (!HIDDEN.has(name)) yield* parts(inner);
}

const HIDDEN = new Set(['fallback', 'refresh', 'data', 'msteams']);

function findAction(card: Json, title: string): Json {
  const actions = [...parts(card)].filter(({ type }) => isAction(type));
  const found = actions.find((action) => action.title === title);
  if (found) return found;
  throw new Error(`No button "${title}"; there are: ${actions.map((action) => action.title).join(', ')}`);
}

const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
