/**
 * A bot that repeats what it hears, on the real botbuilder with its token checks on; a process of its own, because the
 * local authority has to be trusted from the start. It prints its port, and tells at /received what came.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Activity,
  ActivityTypes,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  MessageFactory,
  TeamsActivityHandler,
  TurnContext,
} from 'botbuilder';
import express from 'express';

const { BOT_ID = '', BOT_SECRET = '', TENANT_ID = '', AUTHORITY = '', BOT_METADATA = '' } = process.env;

/** botbuilder's own factory would ask Microsoft's real discovery service first. */
const credentials = {
  isValidAppId: async (appId: string) => appId === BOT_ID,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    appId: BOT_ID,
    signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  }),
};

async function token(): Promise<string> {
  const response = await fetch(`${AUTHORITY}/${TENANT_ID}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: BOT_ID,
      client_secret: BOT_SECRET,
      scope: 'https://api.botframework.com/.default',
    }),
  });
  return (await response.json()).access_token;
}

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: BOT_ID,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: TENANT_ID,
      ToChannelFromBotLoginUrl: `${AUTHORITY}/${TENANT_ID}`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: BOT_METADATA,
    },
    credentials as never,
  ),
);
adapter.onTurnError = async (_context, error) => {
  failures.push({ statusCode: Reflect.get(error, 'statusCode'), code: Reflect.get(error, 'code') });
};

const failures: object[] = [];
const received: Partial<Activity>[] = [];
let reference: Partial<ConversationReference> = {};

const card = (words: string, extra: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: words, wrap: true },
    { type: 'Input.Text', id: 'words', label: 'Words' },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Thank', verb: 'thank', data: { n: 1 } },
    { type: 'Action.Execute', title: 'Replace for all', verb: 'replace' },
    { type: 'Action.Execute', title: 'Say no', verb: 'no' },
    { type: 'Action.Execute', title: 'Never', verb: 'never' },
    { type: 'Action.Submit', title: 'Send', data: { kind: 'note' } },
    { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' }, item: '17' } },
  ],
  ...extra,
});

const attachment = (words: string, extra: object = {}) => CardFactory.adaptiveCard(card(words, extra));

const SAYINGS: Record<string, (context: TurnContext) => Promise<unknown>> = {
  card: (context) => context.sendActivity({ attachments: [attachment('A card')] }),
  refresh: (context) =>
    context.sendActivity({
      attachments: [
        attachment('For all', {
          refresh: { action: { type: 'Action.Execute', verb: 'refresh' }, userIds: [context.activity.from.id] },
        }),
      ],
    }),
  both: (context) => context.sendActivity({ text: 'Words', attachments: [attachment('and a card')] }),
  update: async (context) => {
    const sent = await context.sendActivity('First');
    await context.updateActivity({ ...MessageFactory.text('Second'), id: sent?.id ?? '' });
  },
  delete: async (context) => {
    const sent = await context.sendActivity('Soon gone');
    await context.deleteActivity(sent?.id ?? '');
  },
  mention: (context) => {
    const { id, name } = context.activity.from;
    const text = `<at>${name}</at>`;
    return context.sendActivity({
      text: `Hei ${text}`,
      entities: [{ type: 'mention', mentioned: { id, name }, text }],
    });
  },
};

class EchoBot extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const words = TurnContext.removeRecipientMention(structuredClone(context.activity)) || context.activity.text;
      const said = (words ?? '').replaceAll('&nbsp;', '').trim();
      const say = SAYINGS[said];
      if (say) await say(context);
      else await context.sendActivity(said === '' ? `value ${JSON.stringify(context.activity.value)}` : `echo ${said}`);
      await next();
    });
  }

  override async onInvokeActivity(context: TurnContext) {
    const { name, value } = context.activity;
    if (name === 'adaptiveCard/action') return { status: 200, body: await execute(context, value) };
    if (name === 'application/search')
      return { status: 200, body: { value: { results: [{ title: `Found ${value.queryText}`, value: '1' }] } } };
    if (name === 'composeExtension/submitAction')
      return {
        status: 200,
        body: {
          composeExtension: {
            type: 'result',
            attachmentLayout: 'list',
            attachments: [attachment(`From ${value.messagePayload?.id ?? 'compose'}: ${value.data.words}`)],
          },
        },
      };
    if (name === 'composeExtension/query')
      return {
        status: 200,
        body: {
          composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [attachment('One hit')] },
        },
      };
    const dialog = {
      title: 'Dialog',
      card: attachment(`Item ${value.data?.item ?? value.messagePayload?.body.content}`),
    };
    if (name === 'task/submit') return { status: 200, body: { task: { type: 'message', value: 'Saved' } } };
    return { status: 200, body: { task: { type: 'continue', value: dialog } } };
  }
}

async function execute(context: TurnContext, value: { action: { verb: string; data: { words?: string } } }) {
  const { verb, data } = value.action;
  const type = 'application/vnd.microsoft.card.adaptive';
  if (verb === 'no')
    return { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'No', message: 'Not today' } };
  if (verb === 'never') return new Promise<never>(() => undefined);
  if (verb === 'replace') {
    const id = context.activity.replyToId ?? '';
    await context.updateActivity({ type: ActivityTypes.Message, id, attachments: [attachment('New for all')] });
    return { statusCode: 200, type, value: card('New for all') };
  }
  return { statusCode: 200, type, value: card(verb === 'refresh' ? 'Just for you' : `Thanks for ${data.words}`) };
}

const bot = new EchoBot();
const app = express();
app.use(express.json({ limit: '512kb' }));
app.post('/api/messages', async (request, response) => {
  // botbuilder turns the times in it into dates.
  received.push(structuredClone(request.body));
  reference = TurnContext.getConversationReference(request.body);
  await adapter.process(request, response, (context) => bot.run(context));
});
app.get('/received', (_request, response) => void response.json(received));
app.get('/failures', (_request, response) => void response.json(failures));
/** Speaks first: into a channel as a new thread, or to a person. */
app.post('/proactive', async (request, response) => {
  const { channelId, member, text } = request.body;
  const parameters = {
    isGroup: channelId !== undefined,
    bot: { id: BOT_ID, name: 'Echo' },
    tenantId: TENANT_ID,
    channelData: { tenant: { id: TENANT_ID }, ...(channelId && { channel: { id: channelId } }) },
    ...(member && { members: [{ id: member, name: '' }] }),
    activity: MessageFactory.text(text),
  };
  let opened = {};
  const audience = 'https://api.botframework.com';
  const serviceUrl = reference.serviceUrl ?? '';
  await adapter
    .createConversationAsync(BOT_ID, 'msteams', serviceUrl, audience, parameters as never, async (context) => {
      opened = { conversationId: context.activity.conversation.id };
    })
    .catch((error: unknown) => {
      opened = { statusCode: Reflect.get(Object(error), 'statusCode'), code: Reflect.get(Object(error), 'code') };
    });
  response.json(opened);
});

const server = createServer(app).listen(Number(process.env.PORT ?? 0), '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
