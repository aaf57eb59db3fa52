/** @jsxImportSource preact */
import { useId, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import { Avatar } from './avatar.tsx';
import { useSession } from './session.ts';

const SHOWN = 6;

export type Mentions = ReturnType<typeof useMentions>;

/** Offers the app and the members after an @ that is being typed. */
export function useMentions(
  conversation: ConversationView,
  typed: string,
  setTyped: (typed: string) => void,
  box: { readonly current: HTMLTextAreaElement | null },
) {
  const { home } = useSession();
  const [chosen, setChosen] = useState(0);
  const [isShut, setShut] = useState(false);
  const [, setMoved] = useState(0);
  const id = useId();
  const caret = box.current?.selectionStart ?? typed.length;
  const begun = /(?:^|\s)@([\p{L}\p{N} .-]{0,30})$/u.exec(typed.slice(0, caret))?.[1];
  const names = [
    { name: home.app.name, app: home.app.accentColor },
    ...conversation.members.filter(({ id }) => id !== home.me.id).map(({ name }) => ({ name, app: undefined })),
  ];
  const offered =
    conversation.kind === 'personal' || begun === undefined || isShut
      ? []
      : names
          .filter(({ name }) => name !== begun && name.toLowerCase().startsWith(begun.toLowerCase()))
          .slice(0, SHOWN);
  const at = Math.min(chosen, offered.length - 1);
  const choose = (name: string) => {
    const start = caret - (begun?.length ?? 0);
    setTyped(`${typed.slice(0, start)}${name} ${typed.slice(caret)}`);
    setChosen(0);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(start + name.length + 1, start + name.length + 1);
    });
  };
  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.key === '@') setShut(false);
    if (offered.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((at + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[at]?.name ?? '');
    else if (event.key === 'Escape') setShut(true);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    id,
    offered,
    at,
    choose,
    onKeyDown,
    onMove: () => setMoved((count) => count + 1),
    aria: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': offered.length > 0 ? id : undefined,
      'aria-activedescendant': offered.length > 0 ? `${id}-${at}` : undefined,
    },
  };
}

export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  const { say } = useSession();
  if (mentions.offered.length === 0) return null;
  return (
    <div class="mention-list" role="listbox" id={mentions.id} aria-label={say('mentionHint')}>
      {mentions.offered.map(({ name, app }, index) => (
        <div
          key={name}
          id={`${mentions.id}-${index}`}
          role="option"
          tabIndex={-1}
          class="mention-option"
          aria-selected={index === mentions.at}
          onPointerDown={(event) => {
            event.preventDefault();
            mentions.choose(name);
          }}
        >
          <Avatar name={name} size={24} app={app} />
          {name}
        </div>
      ))}
    </div>
  );
}
