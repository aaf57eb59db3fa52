import type { DirectoryTeam, DirectoryUser } from '../directory.ts';
import { stableGuid } from '../entra/tokens.ts';
import { type Call, ok } from './call.ts';
import { readWanted, selected } from './expand.ts';
import { GraphFailure, invalidRequest } from './failure.ts';
import type { Parts } from './parts.ts';
import { type Route, route } from './route.ts';

const READS_USERS = ['User.Read.All', 'User.ReadBasic.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const READS_TEAMS = ['TeamMember.Read.All', 'TeamMember.ReadWrite.All', 'TeamMember.Read.Group'];
const READS_GROUPS = ['GroupMember.Read.All', 'GroupMember.ReadBasic.All', 'Group.Read.All', 'Directory.Read.All'];
const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;

/** Users, members of teams and of groups, as Entra and Teams give them. */
export function peopleRoutes({ directory }: Parts): Route[] {
  const context = (call: Call, what: string) => ({ '@odata.context': `${call.root}/$metadata#${what}` });
  const findUser = (id: string): DirectoryUser => {
    const wanted = id.toLowerCase();
    const user = directory.users.find((one) => one.id === wanted || one.userPrincipalName.toLowerCase() === wanted);
    if (!user) throw missing(id);
    return user;
  };
  const findTeam = (id: string): DirectoryTeam => {
    const team = directory.teams.find((one) => one.id === id.toLowerCase());
    if (!team) throw missing(id);
    return team;
  };
  const membersOf = (team: DirectoryTeam) =>
    team.members.flatMap(({ userId, owner }) =>
      directory.users.filter(({ id }) => id === userId).map((user) => ({ user, owner })),
    );

  function teamMembers(call: Call, id: string) {
    need(call, READS_TEAMS);
    const team = findTeam(id);
    const members = membersOf(team).map(({ user, owner }) => ({
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      id: Buffer.from(`MCMjMCMj${directory.tenant.id}##${team.id}##${user.id}`).toString('base64'),
      roles: owner ? ['owner'] : [],
      displayName: user.displayName,
      visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
      userId: user.id,
      email: user.mail,
      tenantId: directory.tenant.id,
    }));
    return ok({
      ...context(call, `teams('${id}')/members`),
      ...paged(call, filtered(members, call.query.get('filter')), `teams/${id}/members`),
    });
  }

  function groupMembers(call: Call, id: string, cast: string) {
    need(call, READS_GROUPS);
    if (call.query.has('count') && call.headers.consistencylevel?.toLowerCase() !== 'eventual') {
      throw new GraphFailure(
        400,
        'Request_BadRequest',
        'Request with $count query parameter is only supported with header ConsistencyLevel: eventual.',
      );
    }
    const wanted = readWanted(call);
    const members = membersOf(findTeam(id)).map(({ user }) => ({
      '@odata.type': '#microsoft.graph.user',
      ...shapeUser(user, wanted.select),
    }));
    const count = call.query.get('count') === 'true' ? { '@odata.count': members.length } : {};
    return ok({
      ...context(call, 'directoryObjects'),
      ...count,
      ...paged(call, members, `groups/${id}/members${cast}`),
    });
  }

  return [
    route('GET', 'me', 'users.get', 0, () => {
      throw new GraphFailure(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
    }),
    route('GET', 'users', 'users.list', 0, (call) => {
      need(call, READS_USERS);
      const shown = directory.users.map((user) => shapeUser(user, readWanted(call).select));
      return ok({ ...context(call, 'users'), ...paged(call, filtered(shown, call.query.get('filter')), 'users') });
    }),
    route('GET', 'users/:user', 'users.get', 0, (call, { user = '' }) => {
      need(call, READS_USERS);
      return ok({ ...context(call, 'users/$entity'), ...shapeUser(findUser(user), readWanted(call).select) });
    }),
    route('GET', 'teams/:team/members', 'teams.members', 0, (call, { team = '' }) => teamMembers(call, team)),
    route('GET', 'groups/:group/members', 'groups.members', 0, (call, { group = '' }) => groupMembers(call, group, '')),
    route('GET', 'groups/:group/members/microsoft.graph.user', 'groups.members', 0, (call, { group = '' }) =>
      groupMembers(call, group, '/microsoft.graph.user'),
    ),
  ];
}

export function need(call: Call, permissions: readonly string[]): void {
  if (permissions.some((permission) => call.app.roles.includes(permission))) return;
  throw new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export const missing = (id: string) =>
  new GraphFailure(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** The short set that Entra answers, or what was selected. */
function shapeUser(user: DirectoryUser, select: readonly string[] | undefined) {
  const [givenName = '', ...rest] = user.displayName.split(' ');
  const whole = {
    businessPhones: [],
    displayName: user.displayName,
    givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: user.language,
    surname: rest.join(' '),
    userPrincipalName: user.userPrincipalName,
    id: user.id,
  };
  const more = { accountEnabled: true, userType: 'Member', onPremisesImmutableId: stableGuid(user.id) };
  return select ? selected({ ...whole, ...more }, { select, expand: new Map() }) : whole;
}

/** `member eq 'value'`, the one filter on people that is answered; others are refused rather than left out. */
function filtered<T extends Readonly<Record<string, unknown>>>(
  people: readonly T[],
  filter: string | undefined,
): readonly T[] {
  if (filter === undefined) return people;
  const [, path, value] =
    /^\s*(?:microsoft\.graph\.aadUserConversationMember\/)?(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(filter) ?? [];
  if (!path || value === undefined)
    throw new GraphFailure(400, 'Request_UnsupportedQuery', `Unsupported filter '${filter}'.`);
  const wanted = value.replaceAll("''", "'").toLowerCase();
  return people.filter((one) => String(one[path] ?? '').toLowerCase() === wanted);
}

function paged(call: Call, all: readonly object[], path: string) {
  const asked = Number(call.query.get('top') ?? DEFAULT_PAGE);
  if (!Number.isInteger(asked) || asked < 1 || asked > LARGEST_PAGE)
    throw invalidRequest(`Invalid page size specified: '${asked}'. Must be between 1 and ${LARGEST_PAGE} inclusive.`);
  const start = readStart(call.query.get('skiptoken'));
  const end = start + asked;
  const options = call.query.text(['skiptoken']);
  const token = Buffer.from(`start=${end}`).toString('base64url');
  const next =
    end < all.length
      ? { '@odata.nextLink': `${call.root}/${path}?${options ? `${options}&` : ''}$skiptoken=${token}` }
      : {};
  return { ...next, value: all.slice(start, end) };
}

function readStart(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, start] = /^start=(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  if (start === undefined)
    throw new GraphFailure(
      400,
      'Directory_ExpiredPageToken',
      'The specified page token value has expired and can no longer be included in your request.',
    );
  return Number(start);
}
