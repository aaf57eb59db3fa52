import type { PersonId } from '../domain/people/person.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Delivery } from '../ports/notices.ts';
import type { Connector, Message } from './connector.ts';
import type { TeamsConfig } from './teams-config.ts';

/** Says something to one person, in their own chat with the bot; opened when there is none yet. */
export type PrivateLine = (person: PersonId, message: Message) => Promise<Delivery>;

export const createPrivateLine = (
  connector: Connector,
  conversations: Conversations,
  config: Pick<TeamsConfig, 'botId' | 'tenantId'>,
): PrivateLine => {
  const open = async (person: PersonId): Promise<{ id: string; serviceUrl: string } | undefined> => {
    const serviceUrl = await conversations.anyServiceUrl();
    if (serviceUrl === undefined) return undefined;
    const opened = await connector.open(serviceUrl, person);
    if (!opened.ok) return undefined;
    const conversation = { id: opened.value, serviceUrl };
    await conversations.remember({
      ...conversation,
      kind: 'personal',
      tenantId: config.tenantId,
      person,
      botAccount: `28:${config.botId}`,
      personAccount: null,
    });
    return conversation;
  };
  return async (person, message) => {
    const conversation = (await conversations.personal(person)) ?? (await open(person));
    if (conversation === undefined) return 'unreachable';
    const { id, serviceUrl } = conversation;
    const sent = await connector.send({ serviceUrl, conversation: id }, message);
    if (sent.ok) return 'delivered';
    await conversations.forget(id);
    return 'unreachable';
  };
};
