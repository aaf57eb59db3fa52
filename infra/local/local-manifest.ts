import { packManifest } from '../../manifest/pack.ts';
import { readLanguages } from '../../manifest/read-package.ts';
import { checkLanguageFile } from '../../manifest/schema.ts';
import { APPS, TEAMS_APP_ID } from './tenant.ts';

export type LocalManifest = {
  readonly manifest: unknown;
  /** The texts of each language that is not the manifest's own, by tag. */
  readonly languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** The app as an administrator of the local tenant would upload it. Throws with every sentence against it. */
export const localManifest = async (server: string): Promise<LocalManifest> => {
  const packed = await packManifest(
    {
      ADDRESS: server,
      HOST: new URL(server).host,
      TEAMS_APP_ID,
      APP_ID: APPS.app.id,
      BOT_ID: APPS.bot.id,
      VERSION: '1.0.0',
      MUNICIPALITY: 'Solvangdal kommune',
      WEBSITE: 'https://solvangdal.example',
      PRIVACY_PAGE: 'https://solvangdal.example/personvern',
      TERMS_PAGE: 'https://solvangdal.example/vilkar',
    },
    { local: true },
  );
  if (!packed.ok) throw new Error(`The app package was not made:\n${packed.problems.join('\n')}`);
  const languages = Object.fromEntries(
    [...readLanguages()].flatMap(([file, texts]) => {
      const checked = checkLanguageFile(texts, file);
      return checked.ok ? [[file.replace(/\.json$/, ''), checked.value] as const] : [];
    }),
  );
  return { manifest: packed.manifest, languages };
};
