/** How the bot proves to sign-in who it is. */
export type BotCredentials =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A PEM text that holds the certificate and its private key. */
  | { readonly kind: 'certificate'; readonly pem: string }
  | { readonly kind: 'managedIdentity' };

export type TeamsConfig = {
  /** Registration of the bot, a GUID. */
  readonly botId: string;
  readonly tenantId: string;
  readonly credentials: BotCredentials;
  /** Sign-in, e.g. https://login.microsoftonline.com. */
  readonly authority: string;
  /** OpenID metadata of the bot channel, from which its keys are learned. */
  readonly metadata: string;
  readonly tokenIssuer: string;
  /** Hosts of the Bot Connector that may be answered to: `host` for the default port, or `host:port`. */
  readonly serviceHosts: readonly string[];
  /** Id of the Teams app in its manifest. */
  readonly teamsAppId: string;
  /** Public address of the tab, without a closing slash: where a link leads outside Teams. */
  readonly address: string;
  /** Where deviations and whistleblowing belong; empty where the municipality has not said. */
  readonly links: { readonly deviation: string; readonly whistleblowing: string };
};

/** Throws when the bot must not start. The bot SDK lets everybody in, without any token, when the id is empty. */
export const checkTeamsConfig = (config: TeamsConfig): void => {
  const missing = (['botId', 'tenantId', 'authority', 'metadata', 'tokenIssuer', 'teamsAppId'] as const).filter(
    (name) => config[name].trim() === '',
  );
  if (config.serviceHosts.length === 0) throw new Error('The bot cannot start: no service host is allowed.');
  if (missing.length > 0) throw new Error(`The bot cannot start: ${missing.join(', ')} must not be empty.`);
};
