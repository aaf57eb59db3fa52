/** @jsxImportSource preact */
import type { Json } from '../json.ts';
import { ADAPTIVE_CARD, type Attachment } from '../message.ts';
import { Card } from './card.tsx';
import { useSession } from './session.ts';

type Props = {
  readonly attachment: Attachment;
  readonly conversationId: string;
  readonly onAction: (action: Json) => Promise<void>;
};

/** A card in a message, of whichever kind. */
export function AttachmentView({ attachment, conversationId, onAction }: Props) {
  const { server, openLink } = useSession();
  const card = asAdaptive(attachment);
  if (card === undefined) return <p class="unknown-card">{attachment.contentType}</p>;
  const full = typeof card.msteams === 'object' && card.msteams !== null && 'width' in card.msteams;
  return (
    <div class={full ? 'card-frame full' : 'card-frame'}>
      <Card
        card={card}
        onAction={onAction}
        onLink={openLink}
        onChoices={(dataset, typed) => server.choices(conversationId, dataset, typed)}
      />
    </div>
  );
}

const OLD_CARDS = ['application/vnd.microsoft.card.hero', 'application/vnd.microsoft.card.thumbnail'];

/** The two older kinds are small enough to be told in the newer one. */
function asAdaptive({ contentType, content }: Attachment): Json | undefined {
  if (contentType === ADAPTIVE_CARD) return content;
  if (!OLD_CARDS.includes(contentType)) return undefined;
  const line = (text: unknown, more: object = {}) =>
    typeof text === 'string' && text !== '' ? [{ type: 'TextBlock', text, wrap: true, ...more }] : [];
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      ...line(content.title, { weight: 'bolder' }),
      ...line(content.subtitle, { isSubtle: true }),
      ...line(content.text),
    ],
  };
}
