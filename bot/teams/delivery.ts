import type { Answer } from './answer.ts';
import type { Address, Connector, Message } from './connector.ts';
import type { Happening } from './incoming.ts';
import type { PrivateLine } from './private-line.ts';
import type { Speaker } from './speaker.ts';

/** What the HTTP answer to an invoke holds, and what is still to be done when it has gone out. */
export type Delivered = { readonly body?: object; readonly afterwards?: () => Promise<unknown> };

export type Deliver = (speaker: Speaker, kind: Happening['kind'], answer: Answer) => Promise<Delivered>;

/** Brings an answer to the person, in the way that fits how they asked. */
export const createDelivery = (connector: Connector, tellPrivately: PrivateLine): Deliver => {
  const typed = async (speaker: Speaker, answer: Answer): Promise<Delivered> => {
    const to = addressOf(speaker);
    if (!answer.privately || isPersonal(speaker)) await connector.send(to, messageOf(answer));
    else await connector.send(to, await answeredPrivately(speaker, answer));
    return {};
  };

  /** Says it in private; what is left to say in front of the others is only where it went. */
  const answeredPrivately = async (speaker: Speaker, answer: Answer): Promise<Message> => {
    const outcome = await tellPrivately(speaker.person.id, messageOf(answer));
    const { privately, unreachable } = speaker.words;
    return { kind: 'sentence', text: outcome === 'delivered' ? privately : unreachable };
  };

  /** Old clients send a message instead of asking for an answer, so that nothing can be shown to one person only. */
  const submitted = async (speaker: Speaker, answer: Answer): Promise<Delivered> => {
    if (isPersonal(speaker)) {
      if (!(await replaced(speaker, answer))) await connector.send(addressOf(speaker), messageOf(answer));
      return {};
    }
    await replaced(speaker, answer);
    return typed(speaker, answer);
  };

  /** Puts the answer, or what everybody may see of it, where the pressed card was. */
  const replaced = async (speaker: Speaker, answer: Answer): Promise<boolean> => {
    const { card: pressed } = speaker.where;
    if (answer.kind !== 'card' || answer.replaces !== true || pressed === null) return false;
    const content = isPersonal(speaker) ? answer.card : answer.everybody;
    if (content === undefined) return false;
    return (await connector.replace(addressOf(speaker), pressed, { kind: 'card', card: content })).ok;
  };

  return async (speaker, kind, answer) => {
    if (kind === 'message') return typed(speaker, answer);
    if (kind === 'submit') return submitted(speaker, answer);
    if (kind !== 'execute') return { body: dialogOf(speaker, answer) };
    return { body: executed(answer), afterwards: () => replaced(speaker, answer) };
  };
};

const isPersonal = ({ where }: Speaker): boolean => where.kind === 'personal';

const addressOf = ({ where }: Speaker): Address => ({
  serviceUrl: where.serviceUrl,
  conversation: where.conversation,
});

const messageOf = (answer: Answer): Message =>
  answer.kind === 'card' ? { kind: 'card', card: answer.card } : { kind: 'sentence', text: answer.text };

/** Shown to the one who pressed, and to nobody else. */
const executed = (answer: Answer): object =>
  answer.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };

const dialogOf = ({ words }: Speaker, answer: Answer): object =>
  answer.kind === 'card'
    ? {
        task: {
          type: 'continue',
          value: { title: words.dialog, height: 'medium', width: 'medium', card: attached(answer.card) },
        },
      }
    : { task: { type: 'message', value: answer.text } };

const attached = (card: object): object => ({ contentType: 'application/vnd.microsoft.card.adaptive', content: card });
