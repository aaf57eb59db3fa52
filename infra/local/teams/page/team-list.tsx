/** @jsxImportSource preact */
import type { TeamView } from '../api/views.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { Badge } from './rail.tsx';
import { type Route, writeRoute } from './route.ts';
import { useSession } from './session.ts';

/** The teams of one person, with their channels. */
export function TeamList({ route }: { readonly route: Route }) {
  const { home, say } = useSession();
  const here = route.view === 'channel' ? route.id : undefined;
  return (
    <section class="list" aria-label={say('teams')}>
      <header class="list-head">
        <h1>{say('teams')}</h1>
      </header>
      {home.teams.length === 0 && <p class="subtle pad">{say('noTeams')}</p>}
      {home.teams.map((team) => (
        <Team key={team.id} team={team} here={here} />
      ))}
    </section>
  );
}

function Team({ team, here }: { readonly team: TeamView; readonly here: string | undefined }) {
  const { home, say, server } = useSession();
  const { name } = home.app;
  const appItem = team.installed
    ? { label: say('removeApp', name), danger: true, run: () => void server.uninstall(team.internalId) }
    : { label: say('addApp', name), run: () => void server.install(team.internalId) };
  return (
    <section class="team" aria-label={team.name}>
      <header class="team-head">
        <Avatar name={team.name} size={28} />
        <h2>{team.name}</h2>
        <Menu label={`${say('more')}: ${team.name}`} button={<Icon name="more" />} items={[appItem]} />
      </header>
      <ul class="channels">
        {team.channels.map((channel) => (
          <li key={channel.id}>
            <a
              class={channel.unread > 0 ? 'channel unread' : 'channel'}
              href={writeRoute({ view: 'channel', id: channel.id, tab: undefined })}
              aria-current={channel.id === here ? 'page' : undefined}
            >
              <span>{channel.name}</span>
              {channel.unread > 0 && <Badge count={channel.unread} words={say('unread', channel.unread)} />}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
