import type { Microsoft365 } from './microsoft365.ts';
import { cast } from './solvangdal/cast.ts';

/** Units in which everybody has the app from the first day; elsewhere it is added by whoever opens it. */
const LIVELY = ['HEO01', 'OPP05', 'TEK03'];

/**
 * What an administrator does on the first day: adds the app to every team, puts the board's tab into its channel, and
 * gives the app to the people of some units. Doing it again changes nothing.
 */
export const settleIn = async (
  { teams, municipality }: Microsoft365,
  server: string,
  progress: (done: number, of: number) => void,
): Promise<void> => {
  const { units, directory } = municipality;
  const ownerOf = new Map(directory.teams.map(({ id, members }) => [id, members.find(({ owner }) => owner)?.userId]));
  const memberOf = new Map(directory.teams.map(({ id, members }) => [id, members.map(({ userId }) => userId)]));
  let done = 0;
  for (const { code, teamId, channelId } of units) {
    const by = ownerOf.get(teamId) ?? memberOf.get(teamId)?.[0] ?? '';
    await teams.install({ kind: 'team', id: teamId }, by);
    if (!teams.tabsOf(channelId).some(({ entityId }) => entityId === code)) {
      const contentUrl = `${server}/?unit=${code}`;
      teams.addTab({ conversationId: channelId, name: 'Tavla', entityId: code, contentUrl, websiteUrl: contentUrl });
    }
    done += 1;
    progress(done, units.length);
  }
  const lively = units.filter(({ code }) => LIVELY.includes(code)).flatMap(({ teamId }) => memberOf.get(teamId) ?? []);
  for (const id of new Set([...cast.map((person) => person.id), ...lively])) {
    await teams.install({ kind: 'personal', id }, id);
  }
};
