/** What Teams needs of the sign-in: tokens for people and for the channel, and a check of what bots bring. */
export type TeamsSignIn = {
  /** What getAuthToken hands a tab for this person. */
  userToken(options: { readonly userId: string; readonly version?: '1.0' | '2.0' }): Promise<string>;
  /** What the Bot Connector shows the bot. */
  channelToken(options: { readonly serviceUrl: string; readonly botId: string }): Promise<string>;
  /** `authorization` is the header as it came. */
  verifyAppToken(
    authorization: string | undefined,
    expected: { readonly audience: readonly string[] },
  ): Promise<
    | { readonly ok: true; readonly claims: { readonly appId: string } }
    | { readonly ok: false; readonly problem: string }
  >;
};
