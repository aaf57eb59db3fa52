/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { Json } from '../json.ts';
import type { MessageView } from '../message-view.ts';
import type { Outcome } from '../person/outcome.ts';
import { AttachmentView } from './attachment.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { messageMarkdown, messageXml, plainText } from './markdown.ts';
import { MessageMenu } from './message-menu.tsx';
import { REACTIONS } from './reactions.ts';
import { explain, useSession } from './session.ts';
import { messageTime } from './when.ts';

type Props = {
  readonly message: MessageView;
  readonly conversation: ConversationView;
  /** By the same person just before: no name again. */
  readonly follows: boolean;
  readonly isReply?: boolean;
};

/** One message with its cards, reactions and menu. */
export function MessageItem({ message, conversation, follows, isReply = false }: Props) {
  const { home, say } = useSession();
  const [note, setNote] = useState<{ readonly kind: 'good' | 'bad'; readonly text: string }>();
  const [isEditing, setEditing] = useState(false);
  const item = useRef<HTMLElement>(null);
  const runAction = useCardActions(message, conversation, setNote);
  useRefreshInView(item, message, conversation);
  const isBot = message.author.kind === 'bot';
  const names = ['message', message.mine ? 'mine' : '', follows ? 'follows' : '', isReply ? 'reply' : ''];
  return (
    <article class={names.filter(Boolean).join(' ')} ref={item} data-message={message.id}>
      <Avatar name={message.author.name} size={isReply ? 28 : 32} app={isBot ? home.app.accentColor : undefined} />
      <div class={message.text === '' && message.attachments.length > 0 ? 'bubble bare' : 'bubble'}>
        <header class="message-head">
          <span class="message-author">{message.author.name}</span>
          <time dateTime={new Date(message.createdAt).toISOString()}>
            {messageTime(message.createdAt, home.preference.language)}
          </time>
          {message.editedAt !== null && !message.deleted && !isBot && <span>{say('edited')}</span>}
        </header>
        {message.deleted ? (
          <p class="deleted">{say('deleted')}</p>
        ) : isEditing ? (
          <Editor message={message} conversation={conversation} onDone={() => setEditing(false)} />
        ) : (
          <>
            {message.text !== '' && <Text message={message} />}
            {message.attachments.map((attachment, index) => (
              <AttachmentView
                key={index}
                attachment={attachment}
                conversationId={conversation.id}
                onAction={runAction}
              />
            ))}
          </>
        )}
        {message.ownView && <p class="own-view">{say('onlyYou')}</p>}
        <p class={note?.kind === 'bad' ? 'note bad' : 'note'} role="status">
          {note && <Icon name={note.kind === 'bad' ? 'warning' : 'info'} />}
          {note?.text}
        </p>
        {message.delivery === 'failed' && (
          <p class="note bad">
            <Icon name="warning" /> {say('notDelivered')}
          </p>
        )}
        {message.reactions.length > 0 && <Reactions message={message} conversation={conversation} />}
      </div>
      {!message.deleted && !isEditing && (
        <MessageMenu message={message} conversation={conversation} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
}

function Text({ message }: { readonly message: MessageView }) {
  const { text, mentions, textFormat, author } = message;
  const html =
    author.kind === 'person' || textFormat === 'plain'
      ? plainText(text, mentions)
      : textFormat === 'xml'
        ? messageXml(text, mentions)
        : messageMarkdown(text, mentions);
  return <div class="text" dangerouslySetInnerHTML={{ __html: html }} />;
}

function Reactions({
  message,
  conversation,
}: {
  readonly message: MessageView;
  readonly conversation: ConversationView;
}) {
  const { say, server } = useSession();
  return (
    <p class="reactions">
      {message.reactions.map(({ type, count, mine }) => (
        <button
          type="button"
          key={type}
          class={mine ? 'reaction mine' : 'reaction'}
          aria-pressed={mine}
          aria-label={`${say('react', REACTIONS[type] ?? type)}, ${count}`}
          onClick={() => void server.react(conversation.id, message.id, type)}
        >
          {REACTIONS[type] ?? type} {count}
        </button>
      ))}
    </p>
  );
}

function Editor({
  message,
  conversation,
  onDone,
}: {
  readonly message: MessageView;
  readonly conversation: ConversationView;
  readonly onDone: () => void;
}) {
  const { say, server } = useSession();
  const [typed, setTyped] = useState(message.text.replace(/<at>(.*?)<\/at>/g, '@$1'));
  const save = () => {
    if (typed.trim() !== '') void server.edit(conversation.id, message.id, typed);
    onDone();
  };
  return (
    <div class="editor">
      <textarea
        aria-label={say('edit')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p class="editor-buttons">
        <button type="button" class="button" onClick={onDone}>
          {say('cancel')}
        </button>
        <button type="button" class="button primary" onClick={save}>
          {say('save')}
        </button>
      </p>
    </div>
  );
}

type SetNote = (note: { readonly kind: 'good' | 'bad'; readonly text: string } | undefined) => void;

/** Presses of a card's buttons, and what comes of them. */
function useCardActions(message: MessageView, conversation: ConversationView, setNote: SetNote) {
  const { server, say, openDialog } = useSession();
  const show = (outcome: Outcome): void => {
    const problem = explain(outcome, say);
    if (problem !== undefined) setNote({ kind: 'bad', text: problem });
    else setNote(outcome.kind === 'message' ? { kind: 'good', text: outcome.text } : undefined);
    if (outcome.kind !== 'dialog') return;
    const submit = (data: unknown) => server.submitTask(conversation.id, message.id, data);
    openDialog({ dialog: outcome.dialog, place: conversation, submit, outcome: show });
  };
  return async (action: Json): Promise<void> => {
    setNote(undefined);
    show(
      await server.press(conversation.id, message.id, action).catch((): Outcome => ({ kind: 'failed', status: 500 })),
    );
  };
}

const REFRESH_MILLISECONDS = 60_000;

/** A card that wants it is refreshed when it comes into view, at most once a minute. */
function useRefreshInView(item: { current: HTMLElement | null }, message: MessageView, conversation: ConversationView) {
  const { server } = useSession();
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!message.refreshes || item.current === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting || performance.now() - last.current < REFRESH_MILLISECONDS) return;
      last.current = performance.now();
      void server.refresh(conversation.id, message.id);
    });
    observer.observe(item.current);
    return () => observer.disconnect();
  }, [message.refreshes, message.id, conversation.id, server]);
}
