import { createHash } from 'node:crypto';
import type { Directory, DirectoryChannel, DirectoryTeam, DirectoryUser } from '../directory.ts';

/** The directory as a client and a bot see it. */
export type Tenant = {
  readonly id: string;
  readonly name: string;
  readonly users: readonly DirectoryUser[];
  user(id: string): DirectoryUser | undefined;
  /** Throws when nobody has the id. */
  knownUser(id: string): DirectoryUser;
  teamsOf(userId: string): readonly DirectoryTeam[];
  team(id: string): DirectoryTeam | undefined;
  channel(id: string): { readonly team: DirectoryTeam; readonly channel: DirectoryChannel } | undefined;
  /** 29:…, how this bot knows the person; the same for ever, another for another bot. */
  account(userId: string): string;
  /** The person behind a 29:… id or an Entra object id. */
  userOf(account: string): DirectoryUser | undefined;
  /** The one chat of this person with this bot. */
  personalChat(userId: string): string;
  userOfChat(conversationId: string): DirectoryUser | undefined;
};

export function createTenant(directory: Directory, botId: string): Tenant {
  const users = new Map(directory.users.map((user) => [user.id, user]));
  const teams = new Map(
    directory.teams.flatMap(
      (team) =>
        [
          [team.id, team],
          [team.internalId, team],
        ] as const,
    ),
  );
  const channels = new Map(
    directory.teams.flatMap((team) => team.channels.map((channel) => [channel.id, { team, channel }] as const)),
  );
  const memberships = new Map<string, DirectoryTeam[]>();
  for (const team of directory.teams)
    for (const { userId } of team.members) memberships.set(userId, [...(memberships.get(userId) ?? []), team]);
  const account = (userId: string) => `29:1${stable(`${botId} ${userId}`, 54)}`;
  const personalChat = (userId: string) => `a:1${stable(`chat ${botId} ${userId}`, 86)}`;
  const byAccount = new Map(directory.users.map((user) => [account(user.id), user]));
  const byChat = new Map(directory.users.map((user) => [personalChat(user.id), user]));
  return {
    id: directory.tenant.id,
    name: directory.tenant.name,
    users: directory.users,
    user: (id) => users.get(id),
    knownUser: (id) => {
      const user = users.get(id);
      if (user === undefined) throw new Error(`The directory holds no user ${id}.`);
      return user;
    },
    teamsOf: (userId) => memberships.get(userId) ?? [],
    team: (id) => teams.get(id),
    channel: (id) => channels.get(id),
    account,
    userOf: (id) => byAccount.get(id) ?? users.get(id.replace(/^8:orgid:/, '')),
    personalChat,
    userOfChat: (id) => byChat.get(id),
  };
}

const stable = (words: string, length: number): string =>
  createHash('sha512').update(words).digest('base64url').slice(0, length);
