/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { MessageView } from '../message-view.ts';
import { Compose } from './compose.tsx';
import { Icon } from './icon.tsx';
import { MessageItem } from './message-item.tsx';
import { useSession } from './session.ts';

type Props = { readonly conversation: ConversationView; readonly isTyping: boolean };

/** The messages of a place and the box to write in; a channel's are gathered into threads. */
export function MessagePane({ conversation, isTyping }: Props) {
  const { home, say } = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  const lastTop = useRef(0);
  const last = conversation.messages.at(-1);
  const newest = last?.id;
  useEffect(() => {
    // Whoever has just written wants to see it, and what comes of it.
    if (last?.mine) wasAtEnd.current = true;
    if (wasAtEnd.current) end.current?.scrollIntoView({ block: 'end' });
  }, [newest, isTyping]);
  // A card that grows keeps the end in view.
  useEffect(() => {
    const element = scroller.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) end.current?.scrollIntoView({ block: 'end' });
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);
  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    // A card may have grown since we went to the end: only going up means that somebody reads further up.
    if (isNear || element.scrollTop < lastTop.current) wasAtEnd.current = isNear;
    lastTop.current = element.scrollTop;
  };
  const isChannel = conversation.kind === 'channel';
  return (
    <div class="pane">
      <section
        class={isChannel ? 'messages threads' : 'messages'}
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        aria-label={say('messagesIn', conversation.name)}
      >
        <div class="messages-inner">
          {conversation.messages.length === 0 && <Empty conversation={conversation} />}
          {isChannel
            ? threadsOf(conversation.messages).map((thread) => (
                <Thread key={thread[0]?.id} thread={thread} conversation={conversation} />
              ))
            : conversation.messages.map((message, index) => (
                <MessageItem
                  key={message.id}
                  message={message}
                  conversation={conversation}
                  follows={followsSame(conversation.messages[index - 1], message)}
                />
              ))}
          <p class="typing" role="status">
            {isTyping ? say('typing', home.app.name) : ''}
          </p>
          <div ref={end} />
        </div>
      </section>
      <Compose conversation={conversation} placeholder={isChannel ? say('writePost') : say('write')} />
    </div>
  );
}

function Empty({ conversation }: { readonly conversation: ConversationView }) {
  const { home, say } = useSession();
  return <p class="empty subtle">{conversation.kind === 'personal' ? say('emptyBot', home.app.name) : say('empty')}</p>;
}

const SHOWN_REPLIES = 4;

function Thread({
  thread,
  conversation,
}: {
  readonly thread: readonly MessageView[];
  readonly conversation: ConversationView;
}) {
  const { say } = useSession();
  const [showsAll, setShowsAll] = useState(false);
  const [isReplying, setReplying] = useState(false);
  const [root, ...replies] = thread;
  if (root === undefined) return null;
  const hidden = showsAll ? 0 : Math.max(0, replies.length - SHOWN_REPLIES);
  return (
    <article class="thread">
      <MessageItem message={root} conversation={conversation} follows={false} />
      {hidden > 0 && (
        <button type="button" class="link-button" onClick={() => setShowsAll(true)}>
          {say('replies', hidden)}
        </button>
      )}
      {replies.slice(hidden).map((message) => (
        <MessageItem key={message.id} message={message} conversation={conversation} follows={false} isReply />
      ))}
      {isReplying ? (
        <Compose
          conversation={conversation}
          thread={root.id}
          placeholder={say('reply')}
          onClose={() => setReplying(false)}
        />
      ) : (
        <button type="button" class="link-button" onClick={() => setReplying(true)}>
          <Icon name="reply" /> {say('reply')}
        </button>
      )}
    </article>
  );
}

/** Threads in the order of their newest message. */
function threadsOf(messages: readonly MessageView[]): readonly (readonly MessageView[])[] {
  const threads = Map.groupBy(messages, ({ root, id }) => root ?? id);
  return [...threads.values()].sort((a, b) => Number(a.at(-1)?.id) - Number(b.at(-1)?.id));
}

const TOGETHER_MILLISECONDS = 5 * 60_000;

const followsSame = (before: MessageView | undefined, message: MessageView): boolean =>
  before?.author.id === message.author.id && message.createdAt - before.createdAt < TOGETHER_MILLISECONDS;
