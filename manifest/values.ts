/** What differs from one installation to the next; each name stands in manifest.json as `${{NAME}}`. */
export type ManifestValues = {
  /** Tavla's public address, such as https://tavla.example.no, without a slash at the end. */
  readonly ADDRESS: string;
  /** Its host, with a port where there is one. */
  readonly HOST: string;
  readonly TEAMS_APP_ID: string;
  readonly APP_ID: string;
  readonly BOT_ID: string;
  /** Three numbers; Teams wants a higher one for every change. */
  readonly VERSION: string;
  readonly MUNICIPALITY: string;
  readonly WEBSITE: string;
  readonly PRIVACY_PAGE: string;
  readonly TERMS_PAGE: string;
};

type Source = {
  readonly variable: string;
  readonly remedy: string;
  readonly is: (text: string) => boolean;
};

const isGuid = (text: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const SOURCES: Record<Exclude<keyof ManifestValues, 'HOST'>, Source> = {
  ADDRESS: {
    variable: 'TAVLA_ADDRESS',
    remedy: 'the public https address of Tavla, such as https://tavla.example.no',
    is: isAddress,
  },
  TEAMS_APP_ID: {
    variable: 'TEAMS_APP_ID',
    remedy: 'a GUID that you make once for this installation and never change',
    is: isGuid,
  },
  APP_ID: { variable: 'APP_ID', remedy: 'the client id of the app registration (infra/entra says how)', is: isGuid },
  BOT_ID: { variable: 'BOT_ID', remedy: 'the client id of the bot registration, another one than APP_ID', is: isGuid },
  VERSION: {
    variable: 'MANIFEST_VERSION',
    remedy: 'three numbers with dots, higher than last time, such as 1.0.1',
    is: (text) => /^\d+\.\d+\.\d+$/.test(text),
  },
  MUNICIPALITY: {
    variable: 'MUNICIPALITY',
    remedy: 'the name that stands as the publisher, at most 32 characters',
    is: (text) => text.length <= 32,
  },
  WEBSITE: { variable: 'WEBSITE', remedy: 'the address of the municipality’s own pages', is: isAddress },
  PRIVACY_PAGE: { variable: 'PRIVACY_PAGE', remedy: 'the page that says how personal data is treated', is: isAddress },
  TERMS_PAGE: { variable: 'TERMS_PAGE', remedy: 'the page with the terms of use', is: isAddress },
};

export type ReadValues =
  | { readonly ok: true; readonly values: ManifestValues }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The values from the environment, or a sentence with the remedy for each that is missing or malformed. */
export const readManifestValues = (env: Readonly<Record<string, string | undefined>>): ReadValues => {
  const found: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, { variable, remedy, is }] of Object.entries(SOURCES)) {
    const text = env[variable]?.trim() ?? '';
    if (text === '') problems.push(`${variable} is missing: set it to ${remedy}.`);
    else if (!is(text)) problems.push(`${variable} is not what it should be: set it to ${remedy}.`);
    else found[name] = text;
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, values: withHost(found as Record<keyof typeof SOURCES, string>) };
};

/** Ids are written in small letters, because Teams compares them letter by letter with what a token says. */
const withHost = (found: Record<keyof typeof SOURCES, string>): ManifestValues => ({
  ...found,
  ADDRESS: found.ADDRESS.replace(/\/+$/, ''),
  HOST: new URL(found.ADDRESS).host,
  TEAMS_APP_ID: found.TEAMS_APP_ID.toLowerCase(),
  APP_ID: found.APP_ID.toLowerCase(),
  BOT_ID: found.BOT_ID.toLowerCase(),
});
