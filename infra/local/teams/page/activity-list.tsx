/** @jsxImportSource preact */
import { Avatar } from './avatar.tsx';
import { useSession } from './session.ts';
import { shortTime } from './when.ts';

/** Who mentioned this person, and what the app wants to be seen. */
export function ActivityList() {
  const { home, say, openLink } = useSession();
  return (
    <section class="list" aria-label={say('activity')}>
      <header class="list-head">
        <h1>{say('activity')}</h1>
      </header>
      {home.notices.length === 0 && <p class="subtle pad">{say('noActivity')}</p>}
      <ul class="rows">
        {home.notices.map((notice) => (
          <li key={notice.id}>
            <button type="button" class="row" onClick={() => openLink(notice.link)}>
              <Avatar
                name={notice.from}
                size={36}
                app={notice.from === home.app.name ? home.app.accentColor : undefined}
              />
              <span class="row-text">
                <span class="row-top">
                  <span class="row-name">
                    {notice.kind === 'mention' ? say('mentioned', notice.from) : notice.text || notice.from}
                  </span>
                  <time class="row-time">{shortTime(notice.at, home.preference.language)}</time>
                </span>
                <span class="row-last">{notice.preview}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
