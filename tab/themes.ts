import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/tokens';
import type { Plugin } from 'vite';

const THEMES = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme } as const;

/** The Fluent tokens that the style sheets mention, by name without the dashes. */
export const tokensIn = (css: string): readonly string[] => [
  ...new Set([...css.matchAll(/var\(--((?:color|shadow|fontFamily|borderRadius)\w+)/g)].map(([, name = '']) => name)),
];

/** One block a theme, with the mentioned tokens only. A name that Fluent does not have stops the build. */
export const themesCss = (names: readonly string[]): string =>
  Object.entries(THEMES)
    .map(([theme, tokens]) => {
      const values: Record<string, string | number> = { ...tokens };
      const lines = names.map((name) => {
        if (values[name] === undefined) throw new Error(`tab: Fluent has no token ${name}`);
        return `--${name}:${values[name]}`;
      });
      const selector = theme === 'light' ? ':root' : `[data-theme="${theme}"]`;
      return `${selector}{color-scheme:${theme === 'light' ? 'light' : 'dark'};${lines.join(';')}}`;
    })
    .join('\n');

/** Makes the three Teams themes as CSS variables while building, out of Fluent's tokens. */
export const themesPlugin = (root: string): Plugin => ({
  name: 'tavla-themes',
  load(id) {
    if (id !== join(root, 'themes.css')) return undefined;
    const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
    for (const name of sheets) this.addWatchFile(join(root, name));
    return themesCss(tokensIn(sheets.map((name) => readFileSync(join(root, name), 'utf8')).join('\n')));
  },
});
