/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import { AddTab } from './add-tab.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { MessagePane } from './message-pane.tsx';
import { goTo, type Route, writeRoute } from './route.ts';
import { useSession } from './session.ts';
import { TabFrame } from './tab-frame.tsx';
import { useConversation } from './use-conversation.ts';

type Place = Extract<Route, { readonly view: 'chat' | 'channel' }>;

/** A chat or channel: its messages, or one of its tabs. */
export function Conversation({ route }: { readonly route: Place }) {
  const { say } = useSession();
  const { conversation, isTyping, problem } = useConversation(route.id);
  const [isAdding, setAdding] = useState(false);
  if (conversation === undefined)
    return (
      <section class="main quiet">
        <p role="status">{problem ?? say('loading')}</p>
      </section>
    );
  const tab = conversation.tabs.find(({ id }) => id === route.tab);
  return (
    <section class="main" aria-label={conversation.name}>
      <Head conversation={conversation} route={route} onAdd={() => setAdding(true)} />
      {tab ? (
        <TabFrame
          key={tab.id}
          url={tab.contentUrl}
          name={tab.name}
          entityId={tab.entityId}
          subEntityId={route.sub}
          conversation={conversation}
          frameContext="content"
        />
      ) : (
        <MessagePane conversation={conversation} isTyping={isTyping} />
      )}
      {isAdding && <AddTab conversation={conversation} onClose={() => setAdding(false)} />}
    </section>
  );
}

type HeadProps = { readonly conversation: ConversationView; readonly route: Place; readonly onAdd: () => void };

function Head({ conversation, route, onAdd }: HeadProps) {
  const { home, say } = useSession();
  const isPersonal = conversation.kind === 'personal';
  const people = conversation.members.length;
  const at = (tab: string | undefined) => writeRoute({ view: route.view, id: route.id, tab });
  const back = writeRoute({ view: route.view === 'channel' ? 'teams' : 'chats' });
  return (
    <header class="main-head">
      <a class="icon-button only-narrow" href={back} aria-label={say('back')} title={say('back')}>
        <Icon name="back" />
      </a>
      <Avatar
        name={conversation.team?.name ?? conversation.name}
        size={32}
        app={isPersonal ? home.app.accentColor : undefined}
      />
      <div class="main-title">
        <h1>{conversation.name}</h1>
        <p class="subtle">
          {conversation.team ? `${conversation.team.name} · ` : ''}
          {isPersonal ? say('app') : people === 1 ? say('member') : say('members', people)}
        </p>
      </div>
      <nav class="tabs" aria-label={conversation.name}>
        <a class="tab" href={at(undefined)} aria-current={route.tab === undefined ? 'page' : undefined}>
          {conversation.kind === 'channel' ? say('posts') : say('chat')}
        </a>
        {conversation.tabs.map((tab) => (
          <a key={tab.id} class="tab" href={at(tab.id)} aria-current={route.tab === tab.id ? 'page' : undefined}>
            {tab.name}
          </a>
        ))}
        {isPersonal &&
          home.app.staticTabs.map(({ entityId, name }) => (
            <a key={entityId} class="tab" href={writeRoute({ view: 'app', entityId })}>
              {name}
            </a>
          ))}
        {!isPersonal && home.app.configurationUrl !== undefined && (
          <button type="button" class="icon-button" onClick={onAdd} aria-label={say('addTab')} title={say('addTab')}>
            <Icon name="add" />
          </button>
        )}
      </nav>
      <HeadMenu conversation={conversation} route={route} />
    </header>
  );
}

function HeadMenu({ conversation, route }: Pick<HeadProps, 'conversation' | 'route'>) {
  const { home, say, server } = useSession();
  const { name } = home.app;
  const removeTab = () => {
    if (route.tab === undefined) return;
    void server.removeTab(conversation.id, route.tab);
    goTo({ view: route.view, id: route.id, tab: undefined });
  };
  const items = [
    conversation.installed
      ? { label: say('removeApp', name), danger: true, run: () => void server.uninstall(conversation.id) }
      : { label: say('addApp', name), run: () => void server.install(conversation.id) },
    ...(route.tab === undefined ? [] : [{ label: say('removeTab'), danger: true, run: removeTab }]),
  ];
  return <Menu label={say('more')} button={<Icon name="more" />} items={items} />;
}
