import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { BotToken } from './credentials.ts';
import type { TeamsConfig } from './teams-config.ts';

const CONNECTOR_AUDIENCE = 'https://api.botframework.com';

/** What the SDK's token library calls a token that is not good. */
const BAD_TOKEN = ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError'];

/** The SDK answers a forged signature as if the server had failed. Here a bad token is what none would be: 401. */
class TokenChecks extends ConfigurationBotFrameworkAuthentication {
  override async authenticateRequest(...[activity, header]: Parameters<Checks['authenticateRequest']>) {
    try {
      return await super.authenticateRequest(activity, header);
    } catch (error) {
      if (error instanceof Error && BAD_TOKEN.includes(error.name)) return super.authenticateRequest(activity, '');
      throw error;
    }
  }
}

type Checks = ConfigurationBotFrameworkAuthentication;

/** The SDK's token checks, with every parameter given so that none falls back to another cloud or to several tenants. */
export const createAuthentication = (config: TeamsConfig, token: BotToken) =>
  new TokenChecks(
    {
      MicrosoftAppId: config.botId,
      MicrosoftAppType: config.credentials.kind === 'managedIdentity' ? 'UserAssignedMsi' : 'SingleTenant',
      MicrosoftAppTenantId: config.tenantId,
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${config.authority}/${config.tenantId}`,
      ToChannelFromBotOAuthScope: CONNECTOR_AUDIENCE,
      ToBotFromChannelTokenIssuer: config.tokenIssuer,
      ToBotFromChannelOpenIdMetadataUrl: config.metadata,
      // The SDK lets a second kind of token in, for a test program that is no more. With the channel's keys instead
      // of Entra's, no such token is valid.
      ToBotFromEmulatorOpenIdMetadataUrl: config.metadata,
      OAuthUrl: CONNECTOR_AUDIENCE,
      CallerId: 'urn:botframework:azure',
    },
    {
      isValidAppId: async (id: string) => id === config.botId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        signRequest: async (request) => {
          request.headers.set('authorization', `Bearer ${await token(CONNECTOR_AUDIENCE)}`);
          return request;
        },
      }),
    },
  );

/** Signs in once; throws `Unavailable` when it does not work. */
export const tryToken = async (token: BotToken): Promise<void> => {
  await token(CONNECTOR_AUDIENCE);
};
