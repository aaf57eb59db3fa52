/** @jsxImportSource preact */
import { Avatar } from './avatar.tsx';
import { writeRoute } from './route.ts';
import { useSession } from './session.ts';
import { TabFrame } from './tab-frame.tsx';

/** The app's personal page. */
export function AppPage({ entityId, sub }: { readonly entityId: string; readonly sub: string | undefined }) {
  const { home, say } = useSession();
  const tab = home.app.staticTabs.find((one) => one.entityId === entityId);
  return (
    <section class="main" aria-label={home.app.name}>
      <header class="main-head">
        <Avatar name={home.app.name} size={32} app={home.app.accentColor} />
        <h1>{home.app.name}</h1>
        <nav class="tabs" aria-label={home.app.name}>
          <a class="tab" href={writeRoute({ view: 'chat', id: home.bot.chat, tab: undefined })}>
            {say('chat')}
          </a>
          {home.app.staticTabs.map((one) => (
            <a
              key={one.entityId}
              class="tab"
              href={writeRoute({ view: 'app', entityId: one.entityId })}
              aria-current={one.entityId === entityId ? 'page' : undefined}
            >
              {one.name}
            </a>
          ))}
        </nav>
      </header>
      {tab && (
        <TabFrame url={tab.contentUrl} name={tab.name} entityId={entityId} subEntityId={sub} frameContext="content" />
      )}
    </section>
  );
}
