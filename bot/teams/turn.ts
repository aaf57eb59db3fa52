import type { Conversations } from '../ports/conversations.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Deliver, Delivered } from './delivery.ts';
import type { Happening, Incoming, Where } from './incoming.ts';
import type { Places } from './places.ts';
import { knowSpeaker, type Speaker } from './speaker.ts';
import type { Talk } from './talk.ts';
import { createTogether } from './together.ts';

type Needs = {
  readonly verbs: Verbs;
  readonly conversations: Conversations;
  readonly talk: Talk;
  readonly places: Places;
  readonly deliver: Deliver;
};

/** One activity from Teams, from the token check to what it leaves behind. */
export const createTurn = ({ verbs, conversations, talk, places, deliver }: Needs) => {
  const answered = async (speaker: Speaker, what: Happening): Promise<Delivered> => {
    if (CONVERSING.has(what.kind)) await places.spokenTo(speaker);
    const answer = await talk(speaker, what);
    return answer === undefined ? {} : deliver(speaker, what.kind, answer);
  };

  const known = async (where: Where, what: Happening): Promise<Delivered> => {
    const speaker = await knowSpeaker(where, verbs);
    // Anonymous participants of meetings get polite nothing; an invoke of theirs gets an empty answer.
    if (speaker === undefined) return ONCE.has(what.kind) ? {} : { body: {} };
    if (what.kind !== 'installed') return answered(speaker, what);
    await places.installed(speaker);
    return {};
  };

  const together = createTogether<Delivered>();

  /**
   * Teams delivers again what was answered late, or not at all. What failed half-way is done anew, since handing in
   * twice is handing in once: an answer may come twice, but none is missing. Invokes come again under other ids.
   */
  const once = ({ where, what }: Incoming): Promise<Delivered> => {
    // An activity's id is unique in its conversation only.
    const activity = `${where.conversation} ${where.activity}`;
    return together(activity, async () => {
      if (await conversations.wasDone(activity)) return {};
      const delivered = await known(where, what);
      await conversations.done(activity);
      return delivered;
    });
  };

  return async (incoming: Incoming): Promise<Delivered> => {
    const { where, what } = incoming;
    if (what.kind === 'unsupported' || what.kind === 'ignored') return {};
    if (what.kind === 'removed') await places.removed(where);
    else if (what.kind === 'membersChanged') await places.membersChanged(where);
    else return ONCE.has(what.kind) ? once(incoming) : known(where, what);
    return {};
  };
};

const ONCE = new Set<Happening['kind']>(['message', 'submit', 'installed']);

/** Kinds that only arrive from where the bot is a member; an extension is used in any chat. */
const CONVERSING = new Set<Happening['kind']>(['message', 'submit', 'execute']);
