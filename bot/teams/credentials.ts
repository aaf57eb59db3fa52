import { ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { Unavailable } from '../ports/unavailable.ts';
import type { TeamsConfig } from './teams-config.ts';

type Needs = Pick<TeamsConfig, 'botId' | 'tenantId' | 'credentials' | 'authority'>;

const MICROSOFT = 'https://login.microsoftonline.com';

/** Gives a token for an audience, kept until shortly before it runs out. Throws `Unavailable` when sign-in does not give one. */
export type BotToken = (audience: string) => Promise<string>;

/**
 * The bot's tokens for the Bot Connector. The SDK's own token classes ask Microsoft's sign-in about every authority
 * they do not know, and end with the SDK; these do for all three kinds of proof.
 */
export const createBotToken = (config: Needs): BotToken => {
  const credential = credentialOf(config);
  return async (audience) => {
    try {
      return (await credential.getToken(`${audience}/.default`)).token;
    } catch (error) {
      throw new Unavailable('Sign-in gave the bot no token', { cause: error });
    }
  };
};

const credentialOf = ({ botId, tenantId, credentials, authority }: Needs) => {
  // Another authority is asked itself; whether Microsoft knows it is of no interest.
  const options = { authorityHost: authority, disableInstanceDiscovery: authority !== MICROSOFT };
  switch (credentials.kind) {
    case 'secret':
      return new ClientSecretCredential(tenantId, botId, credentials.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(tenantId, botId, { certificate: credentials.pem }, options);
    case 'managedIdentity':
      return new ManagedIdentityCredential({ clientId: botId });
  }
};
