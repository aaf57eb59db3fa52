import { createRequire } from 'node:module';
import type { TeamsManifestV1D30 } from '@microsoft/app-manifest';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;
/** Flat: `bots[0].commandLists[0].commands[0].title` and the like. */
export type LanguageFile = Readonly<Record<string, string>>;

const SCHEMAS = '@microsoft/app-manifest/build/json-schemas/teams/v1.30';
const load = createRequire(import.meta.url);

type Named = { readonly maxLength?: number };
type LocalizationSchema = {
  readonly properties: Readonly<Record<string, Named>>;
  readonly patternProperties: Readonly<Record<string, Named>>;
};

const manifestSchema: object = load(`${SCHEMAS}/MicrosoftTeams.schema.json`);
const localizationSchema: LocalizationSchema = load(`${SCHEMAS}/MicrosoftTeams.Localization.schema.json`);

/** Some of Microsoft's patterns are older than the u flag and do not compile with it. */
const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isManifest = ajv.compile(manifestSchema);
const isLanguageFile = ajv.compile(localizationSchema);

type Checker = typeof isManifest;

const complaints = (check: Checker, name: string): string[] =>
  (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${name}${instancePath} ${message} (${JSON.stringify(params)})`,
  );

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What Microsoft's schema 1.30 says of a filled manifest, without a network. */
export const checkManifest = (value: unknown): Checked<Manifest> =>
  isManifest(value)
    ? { ok: true, value: value as Manifest }
    : { ok: false, problems: complaints(isManifest, 'manifest.json') };

export const checkLanguageFile = (value: unknown, name: string): Checked<LanguageFile> =>
  isLanguageFile(value)
    ? { ok: true, value: value as LanguageFile }
    : { ok: false, problems: complaints(isLanguageFile, name) };

const PATTERNS = Object.entries(localizationSchema.patternProperties).map(
  ([pattern, named]) => [new RegExp(pattern), named] as const,
);

const ruleOf = (key: string): Named | undefined =>
  key === '$schema' || key === 'localizationKeys'
    ? undefined
    : (localizationSchema.properties[key] ?? PATTERNS.find(([pattern]) => pattern.test(key))?.[1]);

/** May a language file hold this key? */
export const isLocalizable = (key: string): boolean => ruleOf(key) !== undefined;

/** How long a localised text may be. The schema says so beside a `$ref`, where draft-04 tells a validator not to look. */
export const limitOf = (key: string): number => ruleOf(key)?.maxLength ?? Number.POSITIVE_INFINITY;
