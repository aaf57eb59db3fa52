import { asList, asObject, asObjects, asText, asTexts, isObject, type Json } from './json.ts';

export type AppCommand = { readonly title: string; readonly description: string };

export type ExtensionCommand = {
  readonly id: string;
  readonly kind: 'query' | 'action';
  readonly title: string;
  readonly description: string;
  readonly contexts: readonly ('compose' | 'commandBox' | 'message')[];
  readonly fetchTask: boolean;
  readonly parameters: readonly { readonly name: string; readonly title: string }[];
};

/** The parts of a Teams app manifest that a client acts on, in one language. */
export type AppManifest = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly accentColor: string;
  readonly developer: string;
  readonly botId: string;
  readonly botScopes: readonly string[];
  /** Words that the bot suggests, by scope. */
  readonly commands: Readonly<Record<'personal' | 'team' | 'groupChat', readonly AppCommand[]>>;
  readonly configurationUrl: string | undefined;
  readonly tabScopes: readonly string[];
  readonly staticTabs: readonly {
    readonly entityId: string;
    readonly name: string;
    readonly contentUrl: string;
    readonly websiteUrl: string;
  }[];
  readonly extension: readonly ExtensionCommand[];
  /** Whether the bot gets every message of a channel or chat, or only those that mention it. */
  readonly hears: { readonly channels: boolean; readonly chats: boolean };
  readonly validDomains: readonly string[];
};

/** Reads a filled manifest (schema 1.30). Throws when the app has no id or no bot. */
export function readManifest(source: unknown, words: Readonly<Record<string, string>> = {}): AppManifest {
  const whole = localised(source, words);
  const bot = asObject(asList(whole.bots)[0]);
  const id = asText(whole.id);
  const botId = asText(bot.botId);
  if (id === undefined || botId === undefined) throw new Error('The manifest needs an id and a bot with a botId.');
  const configurable = asObject(asList(whole.configurableTabs)[0]);
  const grants = asObjects(asObject(asObject(whole.authorization).permissions).resourceSpecific).map(
    ({ name }) => name,
  );
  return {
    id,
    botId,
    name: asText(asObject(whole.name).short) ?? 'App',
    description: asText(asObject(whole.description).short) ?? '',
    accentColor: asText(whole.accentColor) ?? '#5B5FC7',
    developer: asText(asObject(whole.developer).name) ?? '',
    botScopes: asTexts(bot.scopes),
    commands: {
      personal: commands(bot, 'personal'),
      team: commands(bot, 'team'),
      groupChat: commands(bot, 'groupChat'),
    },
    configurationUrl: asText(configurable.configurationUrl),
    tabScopes: asTexts(configurable.scopes),
    staticTabs: asObjects(whole.staticTabs).flatMap(staticTab),
    extension: asObjects(asObject(asList(whole.composeExtensions)[0]).commands).map(extensionCommand),
    hears: { channels: grants.includes('ChannelMessage.Read.Group'), chats: grants.includes('ChatMessage.Read.Chat') },
    validDomains: asTexts(whole.validDomains),
  };
}

/** Only personal tabs with a page of their own; `conversations` and `about` are Teams' own. */
function staticTab(tab: Json): AppManifest['staticTabs'] {
  const entityId = asText(tab.entityId);
  const contentUrl = asText(tab.contentUrl);
  if (entityId === undefined || contentUrl === undefined || !asTexts(tab.scopes).includes('personal')) return [];
  return [
    { entityId, contentUrl, name: asText(tab.name) ?? entityId, websiteUrl: asText(tab.websiteUrl) ?? contentUrl },
  ];
}

const commands = (bot: Json, scope: string): readonly AppCommand[] =>
  asObjects(bot.commandLists)
    .filter((list) => asTexts(list.scopes).includes(scope))
    .flatMap((list) => asObjects(list.commands))
    .map(({ title, description }) => ({ title: asText(title) ?? '', description: asText(description) ?? '' }));

function extensionCommand(command: Json): ExtensionCommand {
  const contexts = asTexts(command.context).filter(isContext);
  return {
    id: asText(command.id) ?? '',
    kind: command.type === 'action' ? 'action' : 'query',
    title: asText(command.title) ?? '',
    description: asText(command.description) ?? '',
    // The schema's default when none is named.
    contexts: contexts.length > 0 ? contexts : ['compose', 'commandBox'],
    fetchTask: command.fetchTask === true,
    parameters: asObjects(command.parameters).map(({ name, title }) => ({
      name: asText(name) ?? '',
      title: asText(title) ?? '',
    })),
  };
}

const isContext = (word: string): word is ExtensionCommand['contexts'][number] =>
  word === 'compose' || word === 'commandBox' || word === 'message';

/** A language file holds flat keys such as `bots[0].commandLists[0].commands[0].title`. */
function localised(source: unknown, words: Readonly<Record<string, string>>): Json {
  const copy: unknown = structuredClone(source);
  for (const [path, text] of Object.entries(words)) replace(copy, path.match(/[^.[\]]+/g) ?? [], text);
  return asObject(copy);
}

function replace(target: unknown, [step, ...rest]: readonly string[], text: string): void {
  if (step === undefined || step === '__proto__') return;
  if (Array.isArray(target)) {
    if (rest.length > 0) replace(target[Number(step)], rest, text);
    return;
  }
  if (!isObject(target)) return;
  if (rest.length > 0) replace(target[step], rest, text);
  else Object.assign(target, { [step]: text });
}
