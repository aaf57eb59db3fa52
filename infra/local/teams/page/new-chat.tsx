/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { PersonView } from '../api/views.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import { goTo } from './route.ts';
import { findPeople } from './server.ts';
import { useSession } from './session.ts';

export type NewChatWish = { readonly users: readonly string[]; readonly topic: string; readonly message: string };

/** Choose people, and a group chat begins. */
export function NewChat({ wish, onClose }: { readonly wish: NewChatWish; readonly onClose: () => void }) {
  const { home, say, server } = useSession();
  const [chosen, setChosen] = useState<readonly PersonView[]>([]);
  const [topic, setTopic] = useState(wish.topic);
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PersonView[]>([]);
  useEffect(() => {
    // A link names people by their sign-in name or object id.
    for (const user of wish.users)
      void findPeople(user).then(([person]) => {
        if (person) setChosen((before) => [...before.filter(({ id }) => id !== person.id), person]);
      });
  }, [wish]);
  useEffect(() => {
    let isNewest = true;
    void findPeople(typed).then((people) => isNewest && setFound(people));
    return () => {
      isNewest = false;
    };
  }, [typed]);
  const start = async () => {
    const { id } = await server.startChat(
      chosen.map((person) => person.id),
      topic.trim(),
    );
    if (wish.message !== '') await server.say(id, { text: wish.message });
    onClose();
    goTo({ view: 'chat', id, tab: undefined });
  };
  const offered = found.filter(({ id }) => id !== home.me.id && !chosen.some((one) => one.id === id)).slice(0, 8);
  return (
    <Modal
      title={say('newChat')}
      closeLabel={say('close')}
      onClose={onClose}
      width={480}
      footer={
        <button type="button" class="button primary" disabled={chosen.length === 0} onClick={() => void start()}>
          {say('startChat')}
        </button>
      }
    >
      <ul class="chosen">
        {chosen.map((person) => (
          <li key={person.id} class="chip">
            {person.name}
            <button
              type="button"
              class="chip-remove"
              aria-label={say('remove', person.name)}
              onClick={() => setChosen(chosen.filter(({ id }) => id !== person.id))}
            >
              <Icon name="dismiss" />
            </button>
          </li>
        ))}
      </ul>
      <label class="field">
        <span>{say('chatWith')}</span>
        <input
          type="search"
          value={typed}
          placeholder={say('search')}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <ul class="rows offered">
        {offered.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              class="row"
              onClick={() => {
                setChosen([...chosen, person]);
                setTyped('');
              }}
            >
              <Avatar name={person.name} size={32} />
              <span class="row-text">
                <span class="row-name">{person.name}</span>
                <span class="row-last">{[person.title, ...person.units].join(' · ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <label class="field">
        <span>{say('chatName')}</span>
        <input type="text" value={topic} onInput={(event) => setTopic(event.currentTarget.value)} />
      </label>
    </Modal>
  );
}
