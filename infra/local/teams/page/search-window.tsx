/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { ExtensionCommand } from '../app-manifest.ts';
import type { Attachment } from '../message.ts';
import type { Outcome } from '../person/outcome.ts';
import { AttachmentView } from './attachment.tsx';
import { Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import type { ExtensionUse } from './server.ts';
import { explain, useSession } from './session.ts';

type Props = {
  readonly command: ExtensionCommand;
  readonly conversation: ConversationView;
  readonly thread: string | undefined;
  readonly onChoose: (attachments: readonly Attachment[]) => void;
  readonly onClose: () => void;
};

const PAUSE_MILLISECONDS = 250;

/** The search command of the message extension: type, choose a hit, and its card goes into the compose box. */
export function SearchWindow({ command, conversation, thread, onChoose, onClose }: Props) {
  const { server, say } = useSession();
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const used: ExtensionUse = {
    commandId: command.id,
    context: 'compose',
    requestId: '',
    ...(thread !== undefined && { thread }),
  };
  useEffect(() => {
    let isNewest = true;
    const timer = setTimeout(
      async () => {
        const found = await server.queryExtension(conversation.id, used, typed);
        if (isNewest) setOutcome(found);
      },
      typed === '' ? 0 : PAUSE_MILLISECONDS,
    );
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [typed]);
  const choose = async (hit: Attachment) => {
    const tap = tapOf(hit);
    const selected = tap === undefined ? undefined : await server.selectItem(conversation.id, used, tap);
    onChoose(selected?.kind === 'result' ? selected.attachments : [hit]);
    onClose();
  };
  const hits = outcome?.kind === 'result' ? outcome.attachments : [];
  const problem = outcome && (explain(outcome, say) ?? (outcome.kind === 'message' ? outcome.text : undefined));
  return (
    <Modal title={command.title} closeLabel={say('close')} onClose={onClose} width={520}>
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          value={typed}
          aria-label={command.parameters[0]?.title ?? say('search')}
          placeholder={command.parameters[0]?.title ?? say('search')}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </div>
      <p class="subtle" role="status">
        {problem ?? (outcome && hits.length === 0 ? say('noHits') : '')}
      </p>
      <ul class="hits">
        {hits.map((hit, index) => (
          <li key={index} class="hit">
            <AttachmentView
              attachment={hit.preview ?? hit}
              conversationId={conversation.id}
              onAction={async () => undefined}
            />
            <button type="button" class="button" onClick={() => void choose(hit)}>
              {say('insert')}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** What the bot wants back when this hit is chosen. */
function tapOf({ preview }: Attachment): unknown {
  const tap = preview?.content.tap;
  return typeof tap === 'object' && tap !== null && 'value' in tap ? tap.value : undefined;
}
