/** botbuilder's echo with its token checks on: what any bot's turn costs at the least, its answer included. */
import { createServer } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TeamsActivityHandler } from 'botbuilder';
import express from 'express';
import { listening } from './listening.ts';

const { BOT_ID = '', BOT_SECRET = '', TENANT_ID = '', AUTHORITY = '', BOT_METADATA = '' } = process.env;

let known: { readonly token: string; readonly until: number } | undefined;
const token = async (): Promise<string> => {
  if (known !== undefined && known.until > Date.now()) return known.token;
  const scope = 'https://api.botframework.com/.default';
  const body = { grant_type: 'client_credentials', client_id: BOT_ID, client_secret: BOT_SECRET, scope };
  const answer = await fetch(`${AUTHORITY}/${TENANT_ID}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(body),
  });
  known = { token: (await answer.json()).access_token, until: Date.now() + 600_000 };
  return known.token;
};

/** botbuilder's own factory would ask Microsoft's discovery service first. */
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

const settings = {
  MicrosoftAppId: BOT_ID,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: TENANT_ID,
  ToChannelFromBotLoginUrl: `${AUTHORITY}/${TENANT_ID}`,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl: BOT_METADATA,
};
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials as never));

class Echo extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`echo ${context.activity.text}`);
      await next();
    });
  }
}
const bot = new Echo();

const app = express();
app.post('/api/messages', express.json(), (request, response) =>
  adapter.process(request, response, (context) => bot.run(context)),
);
listening(createServer(app));
