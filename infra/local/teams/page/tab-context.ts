import type { ConversationView, HomeView } from '../api/views.ts';
import type { Json } from '../json.ts';

export type TabPlace = {
  readonly entityId: string;
  readonly subEntityId: string | undefined;
  readonly frameContext: string;
  /** Where the tab stands; undefined for a personal one. */
  readonly conversation: ConversationView | undefined;
  readonly isPhone: boolean;
};

/** One session of the page, as the real client numbers its own. */
const SESSION = crypto.randomUUID();

/** The flat context of old that teams-js turns into the one that pages see. */
export function tabContext(home: HomeView, place: TabPlace): Json {
  const { me, tenant, preference, app } = home;
  return {
    locale: preference.language.toLowerCase(),
    theme: preference.theme,
    appSessionId: SESSION,
    sessionId: SESSION,
    hostName: 'Teams',
    hostClientType: place.isPhone ? 'android' : 'web',
    ringId: 'general',
    appId: app.id,
    manifestVersion: '1.30',
    entityId: place.entityId,
    subEntityId: place.subEntityId ?? '',
    frameContext: place.frameContext,
    userObjectId: me.id,
    userDisplayName: me.name,
    loginHint: me.loginHint,
    userPrincipalName: me.loginHint,
    userLicenseType: 'Unknown',
    tid: tenant.id,
    tenantSKU: 'enterprise',
    isFullScreen: false,
    isMultiWindow: false,
    sourceOrigin: null,
    dialogParameters: {},
    osLocaleInfo: {
      platform: 'windows',
      regionalFormat: preference.language.toLowerCase(),
      shortDate: 'dd.MM.yyyy',
      longDate: 'd. MMMM yyyy',
      shortTime: 'HH:mm',
      longTime: 'HH:mm:ss',
    },
    ...roomPart(home, place.conversation),
  };
}

function roomPart(home: HomeView, conversation: ConversationView | undefined): Json {
  if (conversation === undefined || conversation.kind === 'personal') return {};
  if (conversation.kind === 'chat' || conversation.team === undefined) return { chatId: conversation.id };
  const team = home.teams.find(({ id }) => id === conversation.team?.id);
  return {
    channelId: conversation.id,
    channelName: conversation.name,
    channelType: 'Regular',
    channelRelativeUrl: '',
    hostTeamGroupId: conversation.team.id,
    hostTeamTenantId: home.tenant.id,
    teamId: conversation.team.internalId,
    teamName: conversation.team.name,
    groupId: conversation.team.id,
    isTeamArchived: false,
    // 0 is the owner, 1 a member.
    userTeamRole: team?.owner ? 0 : 1,
  };
}
