/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../api/views.ts';
import type { Json } from '../json.ts';
import { Modal } from './modal.tsx';
import { goTo } from './route.ts';
import { useSession } from './session.ts';
import { TabFrame } from './tab-frame.tsx';
import type { TabHost } from './tab-host.ts';

type Props = { readonly conversation: ConversationView; readonly onClose: () => void };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The app's configuration page decides when Save can be pressed, and what the tab shows. */
export function AddTab({ conversation, onClose }: Props) {
  const { home, say, server } = useSession();
  const [isValid, setValid] = useState(false);
  const [problem, setProblem] = useState<string>();
  const settings = useRef<Json>({});
  const host = useRef<TabHost>(undefined);
  const url = home.app.configurationUrl;
  if (url === undefined) return null;
  const onSaved = async (failure: string | undefined) => {
    if (failure !== undefined) return setProblem(failure);
    const { entityId, contentUrl, websiteUrl, suggestedDisplayName } = settings.current;
    const wanted = {
      entityId: text(entityId),
      contentUrl: text(contentUrl),
      websiteUrl: text(websiteUrl) || text(contentUrl),
      name: text(suggestedDisplayName) || home.app.name,
    };
    const tab = await server.saveTab(conversation.id, wanted).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : say('failed'));
      return undefined;
    });
    if (tab === undefined) return;
    onClose();
    goTo({ view: conversation.kind === 'channel' ? 'channel' : 'chat', id: conversation.id, tab: tab.id });
  };
  return (
    <Modal
      title={`${say('addTab')}: ${home.app.name}`}
      closeLabel={say('close')}
      onClose={onClose}
      width={560}
      footer={
        <>
          <p class="note bad" role="alert">
            {problem}
          </p>
          <button
            type="button"
            class="button primary"
            disabled={!isValid}
            onClick={() => host.current?.tell('settings.save', {})}
          >
            {say('save')}
          </button>
        </>
      }
    >
      <div class="dialog-page settings-page">
        <TabFrame
          url={url}
          name={home.app.name}
          entityId=""
          conversation={conversation}
          frameContext="settings"
          settings={{
            onSettings: (wanted) => {
              settings.current = wanted;
            },
            onValidity: setValid,
            onSaved: (failure) => void onSaved(failure),
            onReady: (made) => {
              host.current = made;
            },
          }}
        />
      </div>
    </Modal>
  );
}
