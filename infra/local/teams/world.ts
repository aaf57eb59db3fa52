import type { Activities } from './activities.ts';
import type { AppManifest } from './app-manifest.ts';
import type { BotLink } from './bot-link.ts';
import type { Faults } from './faults.ts';
import type { Installs } from './installs.ts';
import type { Live } from './live.ts';
import type { Messages } from './messages.ts';
import type { Notices } from './notices.ts';
import type { Places } from './places.ts';
import type { Preferences } from './preferences.ts';
import type { Tabs } from './tabs.ts';
import type { Tenant } from './tenant.ts';

/** Everything that Teams consists of; what people do and what the bot does both work on it. */
export type World = {
  readonly manifest: AppManifest;
  readonly tenant: Tenant;
  readonly places: Places;
  readonly messages: Messages;
  readonly installs: Installs;
  readonly tabs: Tabs;
  readonly preferences: Preferences;
  readonly notices: Notices;
  readonly live: Live;
  readonly activities: Activities;
  readonly bot: BotLink;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};
