/** What the Bot Connector says no with: the documented status and code. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const refusals = {
  unauthorized: () => new Refusal(401, 'Unauthorized', 'Authorization has been denied for this request.'),
  botNotRegistered: () => new Refusal(401, 'BotNotRegistered', 'No registration found for this bot.'),
  notInRoster: () => new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  blocked: () => new Refusal(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
  writesBlocked: () =>
    new Refusal(403, 'MessageWritesBlocked', 'Message writes are blocked: user uninstalled the bot.'),
  notYours: () => new Refusal(403, 'NotEnoughPermissions', 'Only own messages can be changed.'),
  noConversation: () => new Refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  noActivity: () => new Refusal(404, 'ActivityNotFoundInConversation', 'Activity was not found in the conversation.'),
  noMember: () => new Refusal(404, 'MemberNotFoundInConversation', 'Member not found in the conversation.'),
  tooBig: () => new Refusal(413, 'MessageSizeTooBig', 'Message size too large.'),
  throttled: (seconds: number) => new Refusal(429, 'Throttled', 'Too many requests.', seconds),
  bad: (message: string) => new Refusal(400, 'BadSyntax', message),
};
