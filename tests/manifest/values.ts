import { type ManifestValues, readManifestValues } from '../../manifest/values.ts';

/** A complete environment of an installation. */
export const ENVIRONMENT = {
  TAVLA_ADDRESS: 'https://tavla.solvangdal.example/',
  TEAMS_APP_ID: '0C0FFEE0-7A11-4A00-8000-0000000000D0',
  APP_ID: '0c0ffee0-7a11-4a00-8000-0000000000a1',
  BOT_ID: '0c0ffee0-7a11-4a00-8000-0000000000b0',
  MANIFEST_VERSION: '1.2.3',
  MUNICIPALITY: 'Solvangdal kommune',
  WEBSITE: 'https://www.solvangdal.example',
  PRIVACY_PAGE: 'https://www.solvangdal.example/personvern',
  TERMS_PAGE: 'https://www.solvangdal.example/tavla/vilkar',
};

export const valuesOf = (env: Readonly<Record<string, string | undefined>> = ENVIRONMENT): ManifestValues => {
  const read = readManifestValues(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.values;
};

/** How a name stands in the template. */
export const placeholder = (name: keyof ManifestValues | 'NOBODY'): string => `\${{${name}}}`;
