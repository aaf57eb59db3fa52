import { later } from '../domain/calendar/instant.ts';
import type { PersonId } from '../domain/people/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversation, Conversations } from '../ports/conversations.ts';
import type { Engine } from './engine.ts';
import type { ConversationTable } from './schema.ts';
import type { Write } from './writer.ts';

/** The channel delivers again within minutes at most; after this it is forgotten. In seconds: a day. */
const SEEN_SECONDS = 24 * 3600;

export const createConversations = ({ db }: Engine, clock: Clock, write: Write): Conversations => {
  const stored = () => db.selectFrom('conversation').selectAll().orderBy('at', 'desc').orderBy('id').limit(1);
  let forgottenAt = '';

  /** Once an hour: what was seen long ago need not be kept. */
  const forgetSeen = async (): Promise<void> => {
    const now = clock.now();
    const hour = now.slice(0, 13);
    if (hour === forgottenAt) return;
    forgottenAt = hour;
    await db.deleteFrom('seen_activity').where('at', '<', later(now, -SEEN_SECONDS)).execute();
  };

  return {
    remember: async (conversation) => {
      const known = await stored().where('id', '=', conversation.id).executeTakeFirst();
      if (known !== undefined && isSame(conversationOf(known), conversation)) return;
      const { id, ...rest } = toTable(conversation);
      await write(async ({ trx, now }) => {
        await trx
          .insertInto('conversation')
          .values({ id, ...rest, at: now })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...rest, at: now }))
          .execute();
      });
    },
    find: async (id) => {
      const found = await stored().where('id', '=', id).executeTakeFirst();
      return found && conversationOf(found);
    },
    personal: async (person) => {
      const found = await stored().where('person', '=', person).where('kind', '=', 'personal').executeTakeFirst();
      return found && conversationOf(found);
    },
    forget: (id) =>
      write(async ({ trx }) => {
        await trx.deleteFrom('conversation').where('id', '=', id).execute();
        await trx.deleteFrom('posted_card').where('conversation', '=', id).execute();
      }),
    anyServiceUrl: async () => (await stored().executeTakeFirst())?.service_url,
    rememberCard: (suggestion, { conversation, activity }) =>
      write(async ({ trx }) => {
        await trx
          .insertInto('posted_card')
          .values({ suggestion, conversation, activity })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    cardsOf: (suggestion) =>
      db
        .selectFrom('posted_card')
        .select(['conversation', 'activity'])
        .where('suggestion', '=', suggestion)
        .orderBy('conversation')
        .orderBy('activity')
        .execute(),
    wasDone: async (activity) => {
      const found = await db.selectFrom('seen_activity').select('id').where('id', '=', activity).executeTakeFirst();
      return found !== undefined;
    },
    done: async (activity) => {
      await forgetSeen();
      await db
        .insertInto('seen_activity')
        .values({ id: activity, at: clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
};

type Stored = Omit<ConversationTable, 'at'>;

const toTable = (conversation: Conversation): Stored => ({
  id: conversation.id,
  kind: conversation.kind,
  service_url: conversation.serviceUrl,
  tenant_id: conversation.tenantId,
  person: conversation.person,
  bot_account: conversation.botAccount,
  person_account: conversation.personAccount,
});

const conversationOf = (stored: Stored): Conversation => ({
  id: stored.id,
  kind: stored.kind as Conversation['kind'],
  serviceUrl: stored.service_url,
  tenantId: stored.tenant_id,
  person: stored.person as PersonId | null,
  botAccount: stored.bot_account,
  personAccount: stored.person_account,
});

const isSame = (a: Conversation, b: Conversation): boolean => JSON.stringify(toTable(a)) === JSON.stringify(toTable(b));
