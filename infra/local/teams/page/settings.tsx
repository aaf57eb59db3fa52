/** @jsxImportSource preact */
import { LANGUAGES, type Preference, THEMES, type Theme } from '../preferences.ts';
import { Modal } from './modal.tsx';
import { isPhone, phoneAddress } from './phone.ts';
import { useSession } from './session.ts';
import { LANGUAGE_NAMES, type WordKey } from './words.ts';

const THEME_WORDS: Readonly<Record<Theme, WordKey>> = {
  default: 'themeLight',
  dark: 'themeDark',
  contrast: 'themeContrast',
};

/** Theme, language and width. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { home, say, server, reload } = useSession();
  const change = (wanted: Partial<Preference>) => void server.prefer(wanted).then(reload);
  return (
    <Modal title={say('settings')} closeLabel={say('close')} onClose={onClose} width={440}>
      <fieldset class="choice">
        <legend>{say('theme')}</legend>
        <div class="swatches">
          {THEMES.map((theme) => (
            <label key={theme} class={`swatch ${theme}`}>
              <input
                type="radio"
                name="theme"
                checked={home.preference.theme === theme}
                onChange={() => change({ theme })}
              />
              <span class="swatch-picture" aria-hidden="true" />
              <span>{say(THEME_WORDS[theme])}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="choice">
        <legend>{say('language')}</legend>
        {LANGUAGES.map((language) => (
          <label key={language} class="radio" lang={language}>
            <input
              type="radio"
              name="language"
              checked={home.preference.language === language}
              onChange={() => change({ language })}
            />
            <span>{LANGUAGE_NAMES[language]}</span>
          </label>
        ))}
      </fieldset>
      {!isPhone() && (
        <p>
          <a class="button" href={phoneAddress(true)}>
            {say('phone')}
          </a>
        </p>
      )}
    </Modal>
  );
}
