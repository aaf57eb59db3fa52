import type { Store } from './store.ts';
import type { Tenant } from './tenant.ts';

export const THEMES = ['default', 'dark', 'contrast'] as const;
export const LANGUAGES = ['nb-NO', 'nn-NO', 'en-GB'] as const;
export type Theme = (typeof THEMES)[number];
export type Language = (typeof LANGUAGES)[number];
export type Preference = { readonly theme: Theme; readonly language: Language };

export type Preferences = {
  of(userId: string): Preference;
  set(userId: string, change: Partial<Preference>): Preference;
};

export const isTheme = (word: unknown): word is Theme => THEMES.some((theme) => theme === word);
export const isLanguage = (word: unknown): word is Language => LANGUAGES.some((language) => language === word);

/** How each person has set up the client; at first light, and in the language that the directory names. */
export function createPreferences(store: Store, tenant: Tenant): Preferences {
  const of = (userId: string): Preference => {
    const row = store.one('select theme, language from preference where person = ?', userId);
    return {
      theme: isTheme(row?.theme) ? row.theme : 'default',
      language: isLanguage(row?.language) ? row.language : (tenant.user(userId)?.language ?? 'nb-NO'),
    };
  };
  return {
    of,
    set: (userId, change) => {
      const wanted = { ...of(userId), ...change };
      store.run(
        'insert into preference (person, theme, language) values (?, ?, ?) on conflict do update set theme = excluded.theme, language = excluded.language',
        userId,
        wanted.theme,
        wanted.language,
      );
      return wanted;
    },
  };
}
