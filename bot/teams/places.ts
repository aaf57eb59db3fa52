import type { Unit, UnitKey } from '../domain/people/unit.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Units } from '../ports/people.ts';
import type { Verbs } from '../verbs/verbs.ts';
import { arrivalCard, welcomeCard } from './cards/help.ts';
import type { Connector } from './connector.ts';
import { type Where, withoutThread } from './incoming.ts';
import type { Speaker } from './speaker.ts';
import type { TeamsConfig } from './teams-config.ts';
import { createTogether } from './together.ts';

type Needs = {
  readonly connector: Connector;
  readonly conversations: Conversations;
  readonly units: Units;
  readonly verbs: Verbs;
  readonly config: Pick<TeamsConfig, 'tenantId'>;
};

export type Places = ReturnType<typeof createPlaces>;

/** The places where the bot is: it remembers them, introduces itself once, and forgets those it is taken out of. */
export const createPlaces = ({ connector, conversations, units, verbs, config }: Needs) => {
  const refresh = createRefresh(verbs);
  const together = createTogether<void>();

  /** Remembers where this was said, since the service address can change. */
  const remember = ({ where, person }: Speaker): Promise<void> =>
    conversations.remember({
      id: idOf(where),
      kind: where.kind,
      serviceUrl: where.serviceUrl,
      tenantId: config.tenantId,
      person: where.kind === 'personal' ? person.id : null,
      botAccount: where.bot,
      personAccount: where.kind === 'personal' ? where.account : null,
    });

  /** Introduces itself in a new place before it is remembered: a meeting that was broken off is held anew. */
  const greet = (speaker: Speaker): Promise<void> =>
    together(idOf(speaker.where), async () => {
      if ((await conversations.find(idOf(speaker.where))) === undefined) await introduce(speaker);
      await remember(speaker);
    });

  const unitsOf = async ({ channel, team }: Where): Promise<readonly Unit[]> =>
    (await units.all()).filter(
      ({ channelId, teamId }) => (team !== null && teamId === team) || (channel !== null && channelId === channel),
    );

  const refreshMembers = async (where: Where): Promise<void> => {
    for (const unit of await unitsOf(where)) await refresh(unit);
  };

  return {
    /** Somebody spoke to the bot. At the first meeting in a personal chat it says who it is, and what it keeps. */
    spokenTo: (speaker: Speaker): Promise<void> =>
      speaker.where.kind === 'personal' ? greet(speaker) : remember(speaker),

    async installed(speaker: Speaker): Promise<void> {
      await greet(speaker);
      await refreshMembers(speaker.where);
    },

    removed: (where: Where): Promise<void> => conversations.forget(idOf(where)),

    membersChanged: refreshMembers,
  };

  async function introduce({ where, words }: Speaker): Promise<void> {
    const to = { serviceUrl: where.serviceUrl, conversation: idOf(where) };
    // A unit's members are its team's: a board here would be open to people who are not let into the channel.
    if (where.apart) {
      await connector.send(to, { kind: 'sentence', text: words.welcome.apart });
      return;
    }
    const hasBoard = where.channel !== null && (await units.ofChannel(where.channel)) !== undefined;
    const card = where.kind === 'personal' ? welcomeCard(words) : arrivalCard(words, hasBoard);
    await connector.send(to, { kind: 'card', card });
  }
};

const idOf = (where: Where): string => where.channel ?? withoutThread(where.conversation);

/**
 * Many people can join a team in one go, each with an event of its own. One reading of the directory at a time is
 * enough for a unit, and one more after it when something happened meanwhile.
 */
const createRefresh = (verbs: Verbs): ((unit: Unit) => Promise<void>) => {
  const running = new Map<UnitKey, { again: boolean }>();
  return async (unit) => {
    const now = running.get(unit.key);
    if (now !== undefined) {
      now.again = true;
      return;
    }
    const round = { again: true };
    running.set(unit.key, round);
    try {
      while (round.again) {
        round.again = false;
        await verbs.person.refreshMembers(unit);
      }
    } finally {
      running.delete(unit.key);
    }
  };
};
