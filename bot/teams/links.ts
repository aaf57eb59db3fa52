import type { Unit } from '../domain/people/unit.ts';
import type { SuggestionKey } from '../domain/suggestion/suggestion.ts';
import type { TeamsConfig } from './teams-config.ts';

/** The manifest's name of the personal tab. */
const PERSONAL_TAB = 'home';

export type Links = { board(unit: Pick<Unit, 'key' | 'name' | 'channelId'>, suggestion?: SuggestionKey): string };

/**
 * Links that open the board inside Teams: in its channel, or in the personal tab where it has none. Outside Teams
 * they lead to the tab's own address.
 */
export const createLinks = ({ teamsAppId, address }: Pick<TeamsConfig, 'teamsAppId' | 'address'>): Links => ({
  board: (unit, suggestion) => {
    const inChannel = unit.channelId !== null;
    const context = {
      ...(suggestion !== undefined && { subEntityId: suggestion }),
      ...(inChannel && { channelId: unit.channelId }),
    };
    const outside = new URL(address);
    outside.searchParams.set('unit', unit.key);
    if (suggestion !== undefined) outside.searchParams.set('suggestion', suggestion);
    const query = new URLSearchParams({ webUrl: outside.href, label: unit.name, context: JSON.stringify(context) });
    const entity = encodeURIComponent(inChannel ? unit.key : PERSONAL_TAB);
    // Teams reads %20, not +.
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?${query.toString().replaceAll('+', '%20')}`;
  },
});
