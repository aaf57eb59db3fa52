import type { Rule } from '../app-package.ts';
import { PLACEHOLDER } from '../fill.ts';

const numbers = (version: string): number[] => version.split('.').map(Number);

const isHigher = (version: string, than: string): boolean => {
  const other = numbers(than);
  const at = numbers(version).findIndex((number, index) => number !== other[index]);
  return at >= 0 && (numbers(version)[at] ?? 0) > (other[at] ?? 0);
};

/** The organisation's catalogue takes an update only under a higher number. */
export const versionRaised: Rule = ({ manifest, previousVersion }) =>
  previousVersion === undefined || isHigher(manifest.version, previousVersion)
    ? []
    : [`The version is ${manifest.version}, and Teams has ${previousVersion} already: raise MANIFEST_VERSION.`];

export const plainName: Rule = ({ manifest, languages }) => {
  const names = [manifest.name.short, ...[...languages.values()].map((texts) => texts['name.short'] ?? '')];
  return names
    .filter((name) => /teams|microsoft|beta|\b(dev|test|local)\b/i.test(name))
    .map(
      (name) => `The name “${name}” speaks of Teams, Microsoft or an unfinished edition, which the catalogue refuses.`,
    );
};

/**
 * With one registration for both, a user's own token for the tab could pass as the bot channel's, because the
 * botbuilder takes any token whose client is the bot.
 */
export const separateRegistrations: Rule = ({ manifest }) => {
  const app = manifest.webApplicationInfo?.id;
  const bots = [...(manifest.bots ?? []), ...(manifest.composeExtensions ?? [])].map(({ botId }) => botId);
  return bots.includes(app) ? ['The bot and the tab have the same registration: make one for each.'] : [];
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

export const nothingUnfilled: Rule = ({ manifest, languages }) => {
  const found = [manifest, ...languages.values()].flatMap(textsIn).flatMap((text) => text.match(PLACEHOLDER) ?? []);
  return [...new Set(found)].map((placeholder) => `${placeholder} was not filled: there is no value of that name.`);
};
