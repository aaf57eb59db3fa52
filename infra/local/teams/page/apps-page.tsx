/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { writeRoute } from './route.ts';
import { useSession } from './session.ts';

type Spot = { readonly id: string; readonly name: string; readonly kind: string; readonly installed: boolean };

/** The one app there is: what it is, and where this person has it. */
export function AppsPage() {
  const { home, say, server } = useSession();
  const { app, bot } = home;
  const [busy, setBusy] = useState<string>();
  const toggle = async (spot: Spot) => {
    setBusy(spot.id);
    await (spot.installed ? server.uninstall(spot.id) : server.install(spot.id)).finally(() => setBusy(undefined));
  };
  const spots: readonly Spot[] = [
    { id: bot.chat, name: home.me.name, kind: say('personal'), installed: bot.installed },
    ...home.teams.map(({ internalId, name, installed }) => ({ id: internalId, name, kind: say('teams'), installed })),
    ...home.chats
      .filter(({ kind }) => kind === 'chat')
      .map(({ id, name, installed }) => ({ id, name, kind: say('chat'), installed })),
  ];
  return (
    <section class="main apps" aria-label={say('apps')}>
      <div class="apps-inner">
        <header class="app-head">
          <Avatar name={app.name} size={72} app={app.accentColor} />
          <div>
            <h1>{app.name}</h1>
            <p class="subtle">{app.developer && say('by', app.developer)}</p>
            <p>{app.description}</p>
            <p class="app-actions">
              <a class="button primary" href={writeRoute({ view: 'chat', id: bot.chat, tab: undefined })}>
                <Icon name="chat" /> {say('chat')}
              </a>
              {app.staticTabs.map(({ entityId, name }) => (
                <a key={entityId} class="button" href={writeRoute({ view: 'app', entityId })}>
                  {say('open')} {name}
                </a>
              ))}
            </p>
          </div>
        </header>
        <h2>{say('whereApp')}</h2>
        <ul class="spots">
          {spots.map((spot) => (
            <li key={spot.id} class="spot">
              <Avatar name={spot.name} size={32} />
              <span class="row-text">
                <span class="row-name">{spot.name}</span>
                <span class="subtle">{spot.kind}</span>
              </span>
              {spot.installed && (
                <span class="spot-mark">
                  <Icon name="check" /> {say('addedHere')}
                </span>
              )}
              <button
                type="button"
                class="button"
                disabled={busy === spot.id}
                aria-label={`${spot.installed ? say('removeApp', app.name) : say('addApp', app.name)}: ${spot.name}`}
                onClick={() => void toggle(spot)}
              >
                {spot.installed ? say('removeApp', app.name) : say('addApp', app.name)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
