/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { Json } from '../json.ts';
import { readDialog } from '../person/outcome.ts';
import { isPhone } from './phone.ts';
import { goTo, type Route } from './route.ts';
import { useSession } from './session.ts';
import { tabContext } from './tab-context.ts';
import { createTabHost, type TabHost, type TabServices } from './tab-host.ts';

/** What a configuration page asks for, and how it is told to save. */
export type SettingsFrame = {
  readonly onSettings: (settings: Json) => void;
  readonly onValidity: (isValid: boolean) => void;
  readonly onSaved: (failure: string | undefined) => void;
  readonly onReady: (host: TabHost) => void;
};

type Props = {
  readonly url: string;
  readonly name: string;
  readonly entityId: string;
  readonly subEntityId?: string | undefined;
  readonly conversation?: ConversationView | undefined;
  readonly frameContext: TabServices['frameContext'];
  readonly settings?: SettingsFrame;
  /** A dialog's page hands over its result. */
  readonly onComplete?: (result: unknown) => void;
  readonly onResize?: (size: Json) => void;
};

/** Pages that are open now, so that a dialog and its opener can talk. */
const open = new Map<TabHost, TabServices['frameContext']>();

/** A page of the app in a frame, and Teams' side of the talk with it. */
export function TabFrame(props: Props) {
  const { url, name, entityId, subEntityId, frameContext } = props;
  const session = useSession();
  const { home, server, say } = session;
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<TabHost>(undefined);
  const [failure, setFailure] = useState<string>();
  const [isLoaded, setLoaded] = useState(false);
  const [round, setRound] = useState(0);
  // Teams loads a tab anew for another link into it, and for another language.
  const frameKey = `${url} ${subEntityId ?? ''} ${home.preference.language} ${round}`;
  const settings = useRef<Json>({});
  // The frame lives longer than one drawing, and must see the newest of everything.
  const newest = useRef({ props, session });
  newest.current = { props, session };

  useEffect(() => {
    if (frame.current === null) return;
    const toTab = (route: Route | undefined) => {
      if (route) goTo(route);
      return route !== undefined;
    };
    const made = createTabHost(frame.current, new URL(url).origin, {
      frameContext,
      context: () => {
        const { props: now, session: current } = newest.current;
        return tabContext(current.home, {
          entityId: now.entityId,
          subEntityId: now.subEntityId,
          frameContext,
          conversation: now.conversation,
          isPhone: isPhone(),
        });
      },
      token: server.token,
      profile: () => ({ oid: home.me.id, upn: home.me.loginHint, tid: home.tenant.id, name: home.me.name }),
      startTask: (info) => startTask(newest.current.session, newest.current.props.conversation, info),
      completeTask: (result) => newest.current.props.onComplete?.(result),
      openLink: (address) => newest.current.session.openLink(address),
      navigate: ({ pageId, subPageId }) => {
        const sub = typeof subPageId === 'string' ? { sub: subPageId } : {};
        return toTab(findPage(newest.current.session, newest.current.props.conversation, pageId, sub));
      },
      getSettings: () => ({ entityId, contentUrl: url, suggestedDisplayName: name, ...settings.current }),
      setSettings: (wanted) => {
        settings.current = wanted;
        newest.current.props.settings?.onSettings(wanted);
      },
      setValidity: (isValid) => newest.current.props.settings?.onValidity(isValid),
      saved: (reason) => newest.current.props.settings?.onSaved(reason),
      loaded: () => setLoaded(true),
      failed: setFailure,
      resized: (size) => newest.current.props.onResize?.(size),
      tabs: () => tabInstances(newest.current.props.conversation),
      openChat: (members, topic, message) => {
        const query = new URLSearchParams({ users: members.join(','), topicName: topic, message });
        return newest.current.session.openLink(`https://teams.microsoft.com/l/chat/0/0?${query}`);
      },
      meeting: () => undefined,
      relay: (func, message) => {
        const audience = func === 'messageForChild' ? 'task' : 'content';
        for (const [other, context] of open) if (context === audience) other.tell(func, message);
      },
    });
    host.current = made;
    open.set(made, frameContext);
    props.settings?.onReady(made);
    return () => {
      made.close();
      open.delete(made);
    };
  }, [frameKey]);

  const { theme } = home.preference;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else host.current?.tell('themeChange', theme);
  }, [theme]);

  const again = () => {
    setFailure(undefined);
    setLoaded(false);
    setRound(round + 1);
  };
  return (
    <div class="tab-frame">
      {failure !== undefined && (
        <div class="tab-failed" role="alert">
          <p>{say('tabFailed')}</p>
          <p class="subtle">{failure}</p>
          <button type="button" class="button" onClick={again}>
            {say('tabReload')}
          </button>
        </div>
      )}
      <iframe
        key={frameKey}
        ref={frame}
        src={url}
        title={name}
        data-loaded={isLoaded}
        hidden={failure !== undefined}
        allow="clipboard-write"
      />
    </div>
  );
}

/** A tab opens a dialog: resolves when it closes, as tasks.startTask wants it. */
function startTask(
  session: ReturnType<typeof useSession>,
  place: ConversationView | undefined,
  info: Json,
): Promise<readonly [string | null, unknown]> {
  const dialog = readDialog(typeof info.card === 'string' ? { ...info, card: JSON.parse(info.card) } : info);
  const toBot = typeof info.completionBotId === 'string' && info.completionBotId !== '';
  return new Promise((done) => {
    const conversationId = place?.id ?? session.home.bot.chat;
    session.openDialog({
      dialog,
      place,
      submit: toBot ? (data) => session.server.submitTask(conversationId, undefined, data) : undefined,
      closed: (result) =>
        done(result === undefined ? ['User cancelled/closed the task module.', null] : [null, result.value]),
    });
  });
}

function findPage(
  { home }: ReturnType<typeof useSession>,
  conversation: ConversationView | undefined,
  pageId: unknown,
  sub: { readonly sub?: string },
): Route | undefined {
  const here =
    conversation?.tabs.find(({ entityId }) => entityId === pageId) ?? (pageId ? undefined : conversation?.tabs[0]);
  if (conversation && here)
    return { view: conversation.kind === 'channel' ? 'channel' : 'chat', id: conversation.id, tab: here.id, ...sub };
  const page =
    home.app.staticTabs.find(({ entityId }) => entityId === pageId) ?? (pageId ? undefined : home.app.staticTabs[0]);
  return page && { view: 'app', entityId: page.entityId, ...sub };
}

const tabInstances = (conversation: ConversationView | undefined): readonly Json[] =>
  (conversation?.tabs ?? []).map(({ name, id, entityId, contentUrl, websiteUrl }) => ({
    tabName: name,
    internalTabInstanceId: id,
    entityId,
    url: contentUrl,
    websiteUrl,
    channelId: conversation?.id,
    channelName: conversation?.name,
  }));
