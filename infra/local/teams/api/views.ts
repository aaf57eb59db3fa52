import type { DirectoryUser } from '../../directory.ts';
import type { AppManifest } from '../app-manifest.ts';
import { type InstallTarget, installFor } from '../installs.ts';
import { type MessageView, viewMessage } from '../message-view.ts';
import type { Notice } from '../notices.ts';
import { membersOf, type Place } from '../place.ts';
import type { Preference } from '../preferences.ts';
import type { Tab } from '../tabs.ts';
import type { World } from '../world.ts';

/** Somebody whom the start page offers; `part` says what they are here, in place of the title. */
export type OfferView = PersonView & { readonly part: string };

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mail: string;
  readonly units: readonly string[];
};

/** Whether there is a SharePoint to show, and an icon of the app at /api/icon. */
export type Shows = { readonly sharePoint: boolean; readonly icon: boolean };

/** What the start page shows. */
export type StartView = Shows & {
  readonly tenant: string;
  readonly app: Pick<AppManifest, 'id' | 'name' | 'description' | 'accentColor'>;
  readonly people: readonly OfferView[];
  readonly count: number;
};

export type ChatView = {
  readonly id: string;
  readonly kind: 'personal' | 'chat';
  readonly name: string;
  readonly members: readonly PersonView[];
  readonly installed: boolean;
  readonly unread: number;
  readonly tabs: readonly Tab[];
  readonly last: { readonly text: string; readonly at: number; readonly by: string } | undefined;
};

export type ChannelView = {
  readonly id: string;
  readonly name: string;
  readonly unread: number;
  readonly tabs: readonly Tab[];
};

export type TeamView = {
  readonly id: string;
  readonly internalId: string;
  readonly name: string;
  readonly owner: boolean;
  readonly installed: boolean;
  readonly members: number;
  readonly channels: readonly ChannelView[];
};

/** Everything that the rail and the lists of one person show. */
export type HomeView = Shows & {
  readonly me: PersonView & { readonly loginHint: string };
  readonly tenant: { readonly id: string; readonly name: string };
  readonly preference: Preference;
  readonly app: AppManifest;
  readonly bot: { readonly account: string; readonly chat: string; readonly installed: boolean };
  readonly chats: readonly ChatView[];
  readonly teams: readonly TeamView[];
  readonly notices: readonly Notice[];
};

/** One conversation with what is in it. */
export type ConversationView = {
  readonly id: string;
  readonly kind: Place['kind'];
  readonly name: string;
  readonly installed: boolean;
  readonly install: InstallTarget;
  readonly members: readonly PersonView[];
  readonly team: { readonly id: string; readonly internalId: string; readonly name: string } | undefined;
  readonly tabs: readonly Tab[];
  readonly messages: readonly MessageView[];
};

export function viewPerson(world: World, user: DirectoryUser): PersonView {
  const units = world.tenant.teamsOf(user.id).map(({ displayName }) => displayName);
  return { id: user.id, name: user.displayName, title: user.jobTitle, mail: user.mail, units };
}

export function viewHome(world: World, userId: string, app: AppManifest, shows: Shows): HomeView {
  const user = world.tenant.knownUser(userId);
  const personal: Place = { kind: 'personal', id: world.tenant.personalChat(userId), userId };
  return {
    me: { ...viewPerson(world, user), loginHint: user.userPrincipalName },
    tenant: { id: world.tenant.id, name: world.tenant.name },
    preference: world.preferences.of(userId),
    app,
    bot: {
      account: `28:${app.botId}`,
      chat: personal.id,
      installed: world.installs.has(installFor(personal)),
    },
    chats: [personal, ...world.places.chatsOf(userId)]
      .map((place) => viewChat(world, userId, place))
      .sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0)),
    teams: world.tenant.teamsOf(userId).map((team) => ({
      id: team.id,
      internalId: team.internalId,
      name: team.displayName,
      owner: team.members.some((member) => member.userId === userId && member.owner),
      installed: world.installs.has({ kind: 'team', id: team.id }),
      members: team.members.length,
      channels: team.channels.map(({ id, displayName }) => ({
        id,
        name: displayName,
        unread: world.messages.unread(userId, id),
        tabs: world.tabs.of(id),
      })),
    })),
    notices: world.notices.of(userId),
    ...shows,
  };
}

function viewChat(world: World, userId: string, place: Place): ChatView {
  const last = world.messages.last(place.id);
  const seen = last && viewMessage(world, last, userId);
  return {
    id: place.id,
    kind: place.kind === 'personal' ? 'personal' : 'chat',
    name: nameOf(world, place, userId),
    members: people(world, place),
    installed: world.installs.has(installFor(place)),
    unread: world.messages.unread(userId, place.id),
    tabs: world.tabs.of(place.id),
    last: seen && {
      text: seen.deleted ? '' : seen.text.replace(/<\/?at>/g, ''),
      at: seen.createdAt,
      by: seen.mine ? '' : seen.author.name,
    },
  };
}

export function viewConversation(world: World, userId: string, place: Place): ConversationView {
  return {
    id: place.id,
    kind: place.kind,
    name: nameOf(world, place, userId),
    installed: world.installs.has(installFor(place)),
    install: installFor(place),
    members: people(world, place),
    team:
      place.kind === 'channel'
        ? { id: place.team.id, internalId: place.team.internalId, name: place.team.displayName }
        : undefined,
    tabs: world.tabs.of(place.id),
    messages: world.messages.list(place.id).map((message) => viewMessage(world, message, userId)),
  };
}

const people = (world: World, place: Place): readonly PersonView[] =>
  membersOf(place)
    .flatMap((id) => world.tenant.user(id) ?? [])
    .map((user) => viewPerson(world, user));

/** A chat without a topic is named after the others in it. */
function nameOf(world: World, place: Place, userId: string): string {
  if (place.kind === 'personal') return world.manifest.name;
  if (place.kind === 'channel') return place.channel.displayName;
  if (place.topic !== '') return place.topic;
  const others = place.memberIds.filter((id) => id !== userId).flatMap((id) => world.tenant.user(id) ?? []);
  return others
    .map(({ displayName }) => (others.length > 1 ? (displayName.split(' ')[0] ?? '') : displayName))
    .join(', ');
}
