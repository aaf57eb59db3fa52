/** The reactions that are offered, by the name that the bot gets. */
export const REACTIONS: Readonly<Record<string, string>> = { like: '👍', heart: '❤️', laugh: '😄', surprised: '😮' };
