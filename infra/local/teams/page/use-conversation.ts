import { useEffect, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { MessageView } from '../message-view.ts';
import { useSession } from './session.ts';

const TYPING_MILLISECONDS = 8000;

/** A conversation that stays up to date, and whether the app is writing in it. */
export function useConversation(id: string) {
  const { server, live, reload } = useSession();
  const [conversation, setConversation] = useState<ConversationView>();
  const [isTyping, setTyping] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = () => server.conversation(id).then(setConversation, (error: unknown) => setProblem(String(error)));
    const stop = live.listen((event) => {
      if (event.kind === 'changed' || event.kind === 'open') void load();
      if (event.kind === 'typing' && event.conversationId === id) {
        setTyping(true);
        clearTimeout(timer);
        timer = setTimeout(() => setTyping(false), TYPING_MILLISECONDS);
      }
      if (event.kind !== 'message' || event.message.conversationId !== id) return;
      if (event.message.author.kind === 'bot') setTyping(false);
      setConversation((before) => before && { ...before, messages: merge(before.messages, event.message) });
    });
    void load();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [id, server, live]);
  const count = conversation?.messages.length;
  useEffect(() => {
    if (count !== undefined && document.visibilityState === 'visible') void server.seen(id).then(reload);
  }, [id, count, server]);
  return { conversation, isTyping, problem };
}

const merge = (messages: readonly MessageView[], newer: MessageView): readonly MessageView[] =>
  messages.some(({ id }) => id === newer.id)
    ? messages.map((message) => (message.id === newer.id ? newer : message))
    : [...messages, newer];
