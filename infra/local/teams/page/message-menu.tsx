/** @jsxImportSource preact */
import type { ConversationView } from '../api/views.ts';
import type { MessageView } from '../message-view.ts';
import { useExtension } from './extension.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { REACTIONS } from './reactions.ts';
import { useSession } from './session.ts';

type Props = {
  readonly message: MessageView;
  readonly conversation: ConversationView;
  readonly onEdit: () => void;
};

/** What can be done with a message: shown when the mouse or the focus is on it. */
export function MessageMenu({ message, conversation, onEdit }: Props) {
  const { home, say, server, toast } = useSession();
  const runCommand = useExtension(conversation);
  const commands = home.app.extension.filter(({ contexts }) => contexts.includes('message'));
  const copy = () => {
    const path = `${encodeURIComponent(conversation.id)}/${message.id}`;
    void navigator.clipboard
      .writeText(`https://teams.microsoft.com/l/message/${path}?parentMessageId=${message.root ?? message.id}`)
      .then(() => toast('✓'));
  };
  const items = [
    ...commands.map((command) => ({
      label: command.title,
      hint: home.app.name,
      run: () =>
        void runCommand(command, { messageId: message.id, ...(message.root !== null && { thread: message.root }) }),
    })),
    ...(message.refreshes
      ? [{ label: say('refreshCard'), run: () => void server.refresh(conversation.id, message.id) }]
      : []),
    ...(message.mine
      ? [
          { label: say('edit'), run: onEdit },
          { label: say('delete'), danger: true, run: () => void server.takeBack(conversation.id, message.id) },
        ]
      : []),
    { label: say('copyLink'), run: copy },
  ];
  return (
    <div class="message-menu">
      {Object.entries(REACTIONS).map(([type, sign]) => (
        <button
          type="button"
          key={type}
          class="icon-button"
          aria-label={say('react', sign)}
          title={say('react', sign)}
          onClick={() => void server.react(conversation.id, message.id, type)}
        >
          {sign}
        </button>
      ))}
      <Menu label={say('more')} button={<Icon name="more" />} items={items} />
    </div>
  );
}
