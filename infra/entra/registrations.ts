/** Microsoft Graph's own application. */
export const GRAPH_APP = '00000003-0000-0000-c000-000000000000';

/** What Tavla may in Graph. Sites.Selected opens nothing by itself: grant-site.ts says which site. */
export const GRAPH_ROLES = ['Sites.Selected', 'TeamMember.Read.All'] as const;

/** The one thing that a tab's token is for: to say who somebody is. */
export const SCOPE = {
  id: '6f1d3c1e-5a52-4a5e-9d0b-7a1c5d1f0a01',
  value: 'access_as_user',
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'Vet hvem som bruker Tavla',
  adminConsentDescription: 'Lar Teams fortelle Tavla hvem som er pålogget. Tavla får ikke handle på dine vegne.',
  userConsentDisplayName: 'Vet hvem du er',
  userConsentDescription: 'Lar Teams fortelle Tavla hvem du er. Tavla får ikke handle på dine vegne.',
} as const;

/** Clients in which Teams tabs run; they get tokens for Tavla without asking anybody. */
export const TEAMS_CLIENTS: Readonly<Record<string, string>> = {
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264': 'Teams on desktop and phone',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346': 'Teams in the browser',
  '4765445b-32c6-49b0-83e6-1d93765276ca': 'Microsoft 365 in the browser',
  '0ec893e0-5785-4de6-99da-4ed124e5296c': 'Microsoft 365 on desktop',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c': 'Microsoft 365 on the phone, Outlook on desktop',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3': 'Outlook in the browser',
  '27922004-5251-4030-b22d-91ecd9a37ea4': 'Outlook on the phone',
};

export const APP_NAME = 'Tavla';
export const BOT_NAME = 'Tavla (bot)';

/** The Application ID URI; its host must be the tab's, or Teams gives no token. */
export const resourceOf = (host: string, appId: string): string => `api://${host.toLowerCase()}/${appId}`;
