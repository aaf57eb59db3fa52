import type { AppPackage, Rule } from './app-package.ts';
import { hostsListed, onlyHttps, pagesDiffer, plainDomains, resourceFollowsTab } from './rules/addresses.ts';
import { filesBelong } from './rules/files.ts';
import { iconSizes, whiteOutline } from './rules/icons.ts';
import { nothingUnfilled, plainName, separateRegistrations, versionRaised } from './rules/identity.ts';
import { completeLanguages, keptLengths, keptVariables, oneSchemaVersion } from './rules/languages.ts';
import { channelFeatures, knownPermissions, knownSurfaces, uniqueIds } from './rules/parts.ts';

/** What Microsoft's service refuses though its schema lets it through, and what we want besides. */
export const RULES: Readonly<Record<string, Rule>> = {
  channelFeatures,
  completeLanguages,
  filesBelong,
  hostsListed,
  iconSizes,
  keptLengths,
  keptVariables,
  knownPermissions,
  knownSurfaces,
  nothingUnfilled,
  oneSchemaVersion,
  onlyHttps,
  pagesDiffer,
  plainDomains,
  plainName,
  resourceFollowsTab,
  separateRegistrations,
  uniqueIds,
  versionRaised,
  whiteOutline,
};

/** Every sentence that any rule has to say; none when all is well. */
export const lintManifest = (pack: AppPackage): readonly string[] => Object.values(RULES).flatMap((rule) => rule(pack));
