/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { ExtensionCommand } from '../app-manifest.ts';
import type { Attachment } from '../message.ts';
import { AttachmentView } from './attachment.tsx';
import { takeCards, useExtension } from './extension.tsx';
import { Icon } from './icon.tsx';
import { MentionList, useMentions } from './mentions.tsx';
import { Menu } from './menu.tsx';
import { NARROW } from './phone.ts';
import { SearchWindow } from './search-window.tsx';
import { useSession } from './session.ts';

type Props = {
  readonly conversation: ConversationView;
  readonly placeholder: string;
  readonly thread?: string;
  readonly onClose?: () => void;
};

/** Where one writes: Enter sends, Shift+Enter begins a new line, @ names somebody. */
export function Compose({ conversation, placeholder, thread, onClose }: Props) {
  const { server, say, toast } = useSession();
  const [typed, setTyped] = useState('');
  const [cards, setCards] = useState<readonly Attachment[]>([]);
  const [searching, setSearching] = useState<ExtensionCommand>();
  const box = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions(conversation, typed, setTyped, box);
  useEffect(() => takeCards(`${conversation.id} ${thread ?? ''}`, setCards), [conversation.id, thread]);
  useEffect(() => {
    // Whoever opens a conversation wants to write; on a phone that would cover half of it with the keyboard.
    if (thread !== undefined || window.innerWidth > NARROW) box.current?.focus();
  }, [thread]);
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
  }, [typed]);

  const send = async (text: string) => {
    if (text.trim() === '' && cards.length === 0) return;
    const words = { text, attachments: cards, ...(thread !== undefined && { thread }) };
    setTyped('');
    setCards([]);
    onClose?.();
    await server.say(conversation.id, words).catch((error: unknown) => {
      setTyped(text);
      setCards(words.attachments);
      toast(error instanceof Error ? error.message : say('failed'));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return;
    if (event.key === 'Escape') onClose?.();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send(typed);
  };
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        void send(typed);
      }}
    >
      {thread === undefined && typed === '' && (
        <Suggestions conversation={conversation} onChoose={(word) => void send(word)} />
      )}
      {cards.map((card, index) => (
        <div class="compose-card" key={index}>
          <AttachmentView attachment={card} conversationId={conversation.id} onAction={async () => undefined} />
          <button type="button" class="icon-button" aria-label={say('remove', '')} onClick={() => setCards([])}>
            <Icon name="dismiss" />
          </button>
        </div>
      ))}
      <div class="compose-row">
        <ExtensionMenu conversation={conversation} thread={thread} onSearch={setSearching} />
        <textarea
          ref={box}
          rows={1}
          value={typed}
          placeholder={placeholder}
          aria-label={placeholder}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onClick={mentions.onMove}
          {...mentions.aria}
        />
        <button type="submit" class="icon-button send" aria-label={say('send')} title={say('send')}>
          <Icon name="send" />
        </button>
      </div>
      <MentionList mentions={mentions} />
      {searching && (
        <SearchWindow
          command={searching}
          conversation={conversation}
          thread={thread}
          onChoose={setCards}
          onClose={() => setSearching(undefined)}
        />
      )}
    </form>
  );
}

/** The words that the bot's manifest suggests, as buttons above the box. */
function Suggestions({
  conversation,
  onChoose,
}: {
  readonly conversation: ConversationView;
  readonly onChoose: (word: string) => void;
}) {
  const { home, say } = useSession();
  if (conversation.kind !== 'personal') return null;
  const words = home.app.commands.personal;
  if (words.length === 0) return null;
  return (
    <ul class="suggestions" aria-label={say('suggestions')}>
      {words.map(({ title, description }) => (
        <li key={title}>
          <button type="button" class="chip-button" title={description} onClick={() => onChoose(title)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}

function ExtensionMenu({
  conversation,
  thread,
  onSearch,
}: {
  readonly conversation: ConversationView;
  readonly thread: string | undefined;
  readonly onSearch: (command: ExtensionCommand) => void;
}) {
  const { home, say } = useSession();
  const run = useExtension(conversation);
  const commands = home.app.extension.filter(({ contexts }) => contexts.includes('compose'));
  if (commands.length === 0) return null;
  const choose = (command: ExtensionCommand) =>
    command.kind === 'query' ? onSearch(command) : void run(command, thread === undefined ? {} : { thread });
  return (
    <Menu
      label={say('actions')}
      button={<Icon name="flash" />}
      items={commands.map((command) => ({ label: command.title, hint: home.app.name, run: () => choose(command) }))}
    />
  );
}
