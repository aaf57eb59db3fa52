/** @jsxImportSource preact */
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { isPhone, phoneAddress } from './phone.ts';
import { useSession } from './session.ts';

/** Whose Teams this is, and what concerns the whole window. */
export function TitleBar({ onSettings }: { readonly onSettings: () => void }) {
  const { home, say } = useSession();
  return (
    <header class="title-bar">
      <a class="title-mark" href="./" title={say('switchPerson')} aria-label={say('switchPerson')}>
        <Icon name="teamsFilled" />
      </a>
      <p class="title-tenant">{home.tenant.name}</p>
      <span class="title-space" />
      {home.sharePoint && (
        <a class="title-link" href="sharepoint" target="_blank" rel="noreferrer" aria-label={say('sharePoint')}>
          <Icon name="lists" />
          <span>{say('sharePoint')}</span>
        </a>
      )}
      {!isPhone() && (
        <a class="icon-button" href={phoneAddress(true)} title={say('phone')} aria-label={say('phone')}>
          <Icon name="phone" />
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        onClick={onSettings}
        title={say('settings')}
        aria-label={say('settings')}
      >
        <Icon name="settings" />
      </button>
      <Menu
        label={`${home.me.name}, ${home.me.title}`}
        class="me"
        button={
          <>
            <span class="me-name">{home.me.name}</span>
            <Avatar name={home.me.name} size={28} />
          </>
        }
        items={[
          { label: say('switchPerson'), run: () => location.assign('./') },
          { label: say('newWindow'), run: () => window.open('./', '_blank', 'noopener') },
          { label: say('settings'), run: onSettings },
        ]}
      />
    </header>
  );
}
