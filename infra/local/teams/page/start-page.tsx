/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { PersonView, StartView } from '../api/views.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { findPeople, getStart } from './server.ts';
import { sayIn } from './words.ts';

const say = sayIn('nb-NO');

/** Who do you want to be? */
export function StartPage() {
  const [start, setStart] = useState<StartView>();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PersonView[]>();
  useEffect(() => void getStart().then(setStart), []);
  useEffect(() => {
    if (typed.trim() === '') return setFound(undefined);
    let isNewest = true;
    void findPeople(typed).then((people) => isNewest && setFound(people));
    return () => {
      isNewest = false;
    };
  }, [typed]);
  return (
    <main class="start">
      <div class="start-inner">
        <header class="start-head">
          <span class="start-mark" aria-hidden="true">
            <Icon name="teamsFilled" />
          </span>
          <div>
            <p class="start-tenant">{start?.tenant ?? ''}</p>
            <h1>{say('title')}</h1>
          </div>
        </header>
        <p class="start-lead">
          {say('startLead')} {say('startAbout')}
        </p>
        <h2>{say('choose')}</h2>
        <div class="search">
          <Icon name="search" />
          <input
            type="search"
            aria-label={say('findPerson')}
            placeholder={say('findPerson')}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <p class="subtle start-count" role="status">
          {found?.length === 0
            ? say('nobodyFound')
            : start
              ? say('peopleCount', start.count.toLocaleString('nb-NO'))
              : ''}
        </p>
        <ul class="people">
          {(found?.map((person) => ({ ...person, part: person.title })) ?? start?.people ?? []).map((person) => (
            <li key={person.id}>
              <PersonCard person={person} part={person.part} />
            </li>
          ))}
        </ul>
        {start?.sharePoint && (
          <p class="start-foot">
            <a href="sharepoint">
              <Icon name="lists" /> {say('sharePoint')}
            </a>
          </p>
        )}
      </div>
    </main>
  );
}

function PersonCard({ person, part }: { readonly person: PersonView; readonly part: string }) {
  return (
    <a class="person-card" href={`?as=${encodeURIComponent(person.id)}`}>
      <Avatar name={person.name} size={40} />
      <span class="person-text">
        <strong>{person.name}</strong>
        <span>{part}</span>
        <span class="subtle">{person.units.join(', ')}</span>
      </span>
    </a>
  );
}
