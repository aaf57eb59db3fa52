import { LANGUAGES, type Language } from '../../bot/domain/people/unit.ts';
import { useWords } from '../words.tsx';
import { Icon } from './icon.tsx';

type Props = {
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
  readonly onLanguage: (language: Language) => void;
};

/** What each language calls itself. */
const OWN_NAMES: Record<Language, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' };

/** The person's own choices: written language, and shortcuts of a single key on or off (WCAG 2.1.4). */
export const Settings = ({ shortcuts, onShortcuts, onLanguage }: Props) => {
  const { screen, code } = useWords();
  return (
    <>
      <button type="button" className="icon-button" popoverTarget="settings" aria-label={screen.settings}>
        <Icon name="settings" />
      </button>
      <div id="settings" popover="auto" className="settings" role="dialog" aria-label={screen.settings}>
        <fieldset className="field">
          <legend>{screen.languageOfScreen}</legend>
          {LANGUAGES.map((language) => (
            <label key={language} className="switch">
              <input type="radio" name="language" checked={language === code} onChange={() => onLanguage(language)} />
              <span lang={language}>{OWN_NAMES[language]}</span>
            </label>
          ))}
        </fieldset>
        <label className="switch">
          <input type="checkbox" checked={shortcuts} onChange={(event) => onShortcuts(event.currentTarget.checked)} />
          <span>{screen.shortcuts}</span>
        </label>
        <p className="under">{screen.shortcutsHint}</p>
      </div>
    </>
  );
};
