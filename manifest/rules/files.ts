import type { Rule } from '../app-package.ts';
import type { Manifest } from '../schema.ts';

/** Every file that a manifest names. */
export const filesNamed = ({ icons, localizationInfo, activities }: Manifest): string[] => [
  ...Object.values(icons),
  ...(localizationInfo?.additionalLanguages ?? []).map(({ file }) => file),
  ...(localizationInfo?.defaultLanguageFile === undefined ? [] : [localizationInfo.defaultLanguageFile]),
  ...(activities?.activityIcons ?? []).map(({ iconFile }) => iconFile),
];

/** The zip holds what the manifest names, beside it, and nothing else. */
export const filesBelong: Rule = ({ manifest, languages, icons }) => {
  const named = filesNamed(manifest);
  const held = [...languages.keys(), ...icons.keys()];
  return [
    ...named.filter((file) => !held.includes(file)).map((file) => `The manifest names ${file}, which is not there.`),
    ...held
      .filter((file) => !named.includes(file))
      .map((file) => `${file} is there, but the manifest does not name it.`),
    ...named
      .filter((file) => /[/\\]/.test(file))
      .map((file) => `${file} must lie beside the manifest, not in a folder.`),
  ];
};
