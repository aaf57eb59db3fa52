/** The registrations of the local tenant: the same on every machine, so that bookmarks and bot accounts keep working. */
export const APPS = {
  /** The tab's API and the calls to Graph. */
  app: { id: '0c0ffee0-7a11-4a00-8000-0000000000a1', secret: 'local-only-app-secret' },
  bot: { id: '0c0ffee0-7a11-4a00-8000-0000000000b0', secret: 'local-only-bot-secret' },
  /** What an administrator provisions and grants with; Tavla itself never has it. */
  provisioning: { id: '0c0ffee0-7a11-4a00-8000-0000000000c1', secret: 'local-only-provisioning-secret' },
} as const;

/** The app's id in its manifest. */
export const TEAMS_APP_ID = '0c0ffee0-7a11-4a00-8000-0000000000d0';

/** The site that holds the lists. */
export const SITE = { host: 'solvangdal.sharepoint.example', path: '/sites/tavla', displayName: 'Tavla' } as const;
