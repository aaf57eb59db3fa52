import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/tokens';
import type { Theme } from '../preferences.ts';

const THEMES = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme } as const;

/** Puts Fluent's tokens of the theme on the document as CSS variables. */
export function applyTheme(theme: Theme): void {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(THEMES[theme])) style.setProperty(`--${name}`, String(value));
  style.colorScheme = theme === 'default' ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
}

/** The app's own icon, wherever the app is shown. */
export function applyIcon(): void {
  document.documentElement.dataset.icon = '';
  document.documentElement.style.setProperty('--appIcon', `url("${new URL('api/icon', location.href)}")`);
}
