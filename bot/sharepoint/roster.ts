import { isPersonId, type PersonId } from '../domain/people/person.ts';
import type { Log } from '../ports/log.ts';
import type { Roster } from '../ports/people.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, sentence, textPart } from './answer.ts';
import type { Graph } from './graph.ts';

type Member = { readonly id: PersonId; readonly name: string };

/** Graph's largest page of team members. */
const PAGE = 999;

/** Who is in a team, from Graph (TeamMember.Read.All, or the team's own consent TeamMember.Read.Group). */
export const createRoster = ({ graph, log }: { readonly graph: Graph; readonly log: Log }): Roster => ({
  membersOf: async (teamId) => {
    const members: Member[] = [];
    let path: string | undefined = `/teams/${encodeURIComponent(teamId)}/members?$top=${PAGE}`;
    while (path !== undefined) {
      const answer: Answer = await graph.read(path);
      if (answer.meaning === 'gone') {
        log.warn({ teamId }, 'A unit points at a team that is not there');
        return [];
      }
      if (answer.meaning !== 'done') throw new Unavailable(`A team's members cannot be read: ${sentence(answer)}`);
      members.push(...listPart(answer.body, 'value').flatMap(memberFrom));
      path = textPart(answer.body, '@odata.nextLink');
    }
    return members;
  },
});

/** People of the tenant only: other kinds of members have no Entra object id of ours. */
const memberFrom = (body: unknown): readonly Member[] => {
  if (!textPart(body, '@odata.type')?.endsWith('aadUserConversationMember')) return [];
  const id = textPart(body, 'userId')?.toLowerCase() ?? '';
  return isPersonId(id) ? [{ id, name: textPart(body, 'displayName') ?? '' }] : [];
};
