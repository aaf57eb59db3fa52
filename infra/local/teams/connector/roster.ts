import type { DirectoryTeam, DirectoryUser } from '../../directory.ts';
import { membersOf, type Place } from '../place.ts';
import type { Tenant } from '../tenant.ts';
import { refusals } from './refusal.ts';

/** A person as a roster names them. Some answers say `objectId`, others `aadObjectId`. */
const member = (tenant: Tenant, user: DirectoryUser, idName: 'objectId' | 'aadObjectId') => ({
  id: tenant.account(user.id),
  [idName]: user.id,
  name: user.displayName,
  givenName: user.displayName.split(' ').slice(0, -1).join(' '),
  surname: user.displayName.split(' ').at(-1) ?? '',
  email: user.mail,
  userPrincipalName: user.userPrincipalName,
  tenantId: tenant.id,
  userRole: 'user',
});

const usersIn = (tenant: Tenant, place: Place) => membersOf(place).flatMap((id) => tenant.user(id) ?? []);

export const members = (tenant: Tenant, place: Place) =>
  usersIn(tenant, place).map((user) => member(tenant, user, 'objectId'));

const PAGE = { least: 50, usual: 200, most: 500 };

/** Teams and channels come in pages of 50 to 500, chats whole. */
export function pagedMembers(tenant: Tenant, place: Place, asked: { pageSize: number; token: string | undefined }) {
  const all = usersIn(tenant, place).map((user) => member(tenant, user, 'aadObjectId'));
  if (place.kind !== 'channel') return { members: all };
  const size = Math.min(PAGE.most, Math.max(PAGE.least, asked.pageSize || PAGE.usual));
  const start = asked.token === undefined ? 0 : Number(Buffer.from(asked.token, 'base64url').toString());
  if (!Number.isInteger(start)) throw refusals.bad('Unknown continuation token.');
  const next = start + size < all.length ? Buffer.from(String(start + size)).toString('base64url') : undefined;
  return { ...(next && { continuationToken: next }), members: all.slice(start, start + size) };
}

/** One member by 29:… or Entra object id. */
export function oneMember(tenant: Tenant, place: Place, id: string) {
  const user = tenant.userOf(id);
  if (user === undefined || !membersOf(place).includes(user.id)) throw refusals.noMember();
  return member(tenant, user, 'aadObjectId');
}

export const teamDetails = (tenant: Tenant, team: DirectoryTeam) => ({
  id: team.internalId,
  name: team.displayName,
  aadGroupId: team.id,
  type: 'standard',
  tenantId: tenant.id,
  channelCount: team.channels.length,
  memberCount: team.members.length,
});

/** The General channel comes without a name. */
export const teamChannels = (team: DirectoryTeam) => ({
  conversations: team.channels.map(({ id, displayName }) =>
    id === team.internalId ? { id, type: 'standard' } : { id, name: displayName, type: 'standard' },
  ),
});
