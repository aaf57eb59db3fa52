/**
 * The page around us: Microsoft Teams.
 * Lives here: everything that the tab asks of Teams, behind one small type.
 * The one rule: only this room knows teams-js; the rest of the tab knows `Host`.
 */

export type Theme = 'light' | 'dark' | 'contrast';

/** What Teams says of where we are. A hint for drawing, never a right: the server asks the token. */
export type HostContext = {
  readonly person: string;
  readonly locale: string;
  readonly theme: Theme;
  /** What the configuration page named this tab: the unit's key. */
  readonly entity: string;
  /** The part of a deep link after the entity: a suggestion's key. */
  readonly subEntity: string | undefined;
  readonly team: { readonly groupId: string; readonly name: string } | undefined;
  /** `apart`: a private or shared channel, whose people are not the team's. */
  readonly channel: { readonly id: string; readonly name: string; readonly apart: boolean } | undefined;
};

/** A tab's settings as Teams keeps them. */
export type TabSettings = {
  readonly entityId: string;
  readonly contentUrl: string;
  readonly websiteUrl: string;
  readonly suggestedDisplayName: string;
};

export type Host = {
  readonly context: HostContext;
  /** A token for the server, kept while it lasts; `fresh` asks Teams again. */
  readonly token: (fresh: boolean) => Promise<string>;
  readonly onTheme: (listener: (theme: Theme) => void) => void;
  /** The page shows something: Teams takes its own spinner away. */
  readonly painted: () => void;
  readonly openLink: (url: string) => void;
  /** Tells the configuration page's Save button whether it may be pressed. */
  readonly maySave: (may: boolean) => void;
  /** Runs when Save is pressed: the settings to keep, or undefined when it must not be saved. */
  readonly onSave: (save: () => Promise<TabSettings | undefined>) => void;
};
