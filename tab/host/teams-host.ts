import { app, authentication, pages } from '@microsoft/teams-js';
import type { Host, HostContext, Theme } from './host.ts';

const THEMES: Readonly<Record<string, Theme>> = { default: 'light', dark: 'dark', contrast: 'contrast' };

const themeOf = (name: string): Theme => THEMES[name] ?? 'light';

const isApart = (membership: string | undefined): boolean => membership === 'Private' || membership === 'Shared';

const contextOf = ({ app: around, page, user, team, channel }: app.Context): HostContext => ({
  person: user?.id ?? '',
  locale: around.locale,
  theme: themeOf(around.theme),
  entity: page.id,
  subEntity: page.subPageId || undefined,
  team: team?.groupId ? { groupId: team.groupId, name: team.displayName ?? '' } : undefined,
  channel: channel
    ? { id: channel.id, name: channel.displayName ?? '', apart: isApart(channel.membershipType) }
    : undefined,
});

/** A token is asked for anew this many seconds before it ends. */
const SPARE_SECONDS = 120;

/** When a token ends, in seconds since 1970; 0 when it does not say so in a form that we know. */
const endOf = (token: string): number => {
  const middle = token.split('.')[1];
  if (middle === undefined) return 0;
  const claims: unknown = JSON.parse(atob(middle.replaceAll('-', '+').replaceAll('_', '/')));
  return typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) : 0;
};

const createToken = () => {
  let kept: { readonly token: string; readonly end: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    // Somebody whose consent is still missing is asked for it by Teams, the second time.
    const token = await authentication.getAuthToken({ silent: true }).catch(() => authentication.getAuthToken());
    kept = { token, end: endOf(token) };
    return token;
  };
  return (fresh: boolean): Promise<string> => {
    if (!fresh && kept !== undefined && kept.end - SPARE_SECONDS > Date.now() / 1000)
      return Promise.resolve(kept.token);
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
};

/** Shakes hands with Teams. `hosts` are further origins that may be Teams; none in production. Rejects outside Teams. */
export const openTeams = async (hosts: readonly string[]): Promise<Host> => {
  await app.initialize(hosts.length === 0 ? undefined : [...hosts]);
  return {
    context: contextOf(await app.getContext()),
    token: createToken(),
    onTheme: (listener) => app.registerOnThemeChangeHandler((name) => listener(themeOf(name))),
    painted() {
      app.notifyAppLoaded();
      void app.notifySuccess();
    },
    openLink: (url) => void app.openLink(url),
    maySave: (may) => pages.config.setValidityState(may),
    onSave: (save) =>
      pages.config.registerOnSaveHandler(async (event) => {
        const settings = await save();
        if (settings === undefined) return event.notifyFailure();
        await pages.config.setConfig(settings);
        event.notifySuccess();
      }),
  };
};
