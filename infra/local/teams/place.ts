import type { DirectoryChannel, DirectoryTeam } from '../directory.ts';

/** Where people and the bot talk. `id` never carries a thread's suffix. */
export type Place =
  | { readonly kind: 'personal'; readonly id: string; readonly userId: string }
  | { readonly kind: 'chat'; readonly id: string; readonly topic: string; readonly memberIds: readonly string[] }
  | {
      readonly kind: 'channel';
      readonly id: string;
      readonly team: DirectoryTeam;
      readonly channel: DirectoryChannel;
    };

const SUFFIX = ';messageid=';

/** `19:…@thread.tacv2;messageid=17` is the channel and the root of the thread. */
export function splitThread(conversationId: string): { readonly id: string; readonly root: string | undefined } {
  const [id = '', root] = conversationId.split(SUFFIX);
  return { id, root };
}

export const joinThread = (id: string, root: string | undefined): string =>
  root === undefined ? id : `${id}${SUFFIX}${root}`;

export const membersOf = (place: Place): readonly string[] => {
  if (place.kind === 'personal') return [place.userId];
  return place.kind === 'chat' ? place.memberIds : place.team.members.map(({ userId }) => userId);
};
