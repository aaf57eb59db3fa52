import type { AppPackage, Rule } from '../app-package.ts';
import { isLocalizable, type LanguageFile, limitOf } from '../schema.ts';

type Texts = ReadonlyMap<string, string>;

/** All texts with their flat keys: `staticTabs[0].name`. */
const flat = (value: unknown, path = ''): [key: string, text: string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((part, index) => flat(part, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => flat(part, path === '' ? key : `${path}.${key}`));
};

/** The texts of the manifest that people read, in the default language. */
const readTexts = ({ manifest }: AppPackage): Texts => new Map(flat(manifest).filter(([key]) => isLocalizable(key)));

const keysOf = (texts: LanguageFile): string[] => Object.keys(texts).filter((key) => key !== '$schema');

export const completeLanguages: Rule = (pack) => {
  const wanted = readTexts(pack);
  return [...pack.languages].flatMap(([file, texts]) => [
    ...[...wanted.keys()].filter((key) => !(key in texts)).map((key) => `${file} lacks ${key}.`),
    ...keysOf(texts)
      .filter((key) => !wanted.has(key))
      .map((key) => `${file} translates ${key}, which the manifest does not have.`),
  ]);
};

const tooLong = (file: string, entries: Iterable<readonly [string, string]>): string[] =>
  [...entries]
    .filter(([key, text]) => text.length > limitOf(key))
    .map(([key, text]) => `${file} has ${text.length} characters in ${key}: at most ${limitOf(key)} are allowed.`);

export const keptLengths: Rule = ({ languages }) =>
  [...languages].flatMap(([file, texts]) => tooLong(file, Object.entries(texts)));

const variablesIn = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join(' ');

/** `{unit}` and the like are filled when a notice is sent; a translation that drops one says something else. */
export const keptVariables: Rule = (pack) => {
  const wanted = readTexts(pack);
  return [...pack.languages].flatMap(([file, texts]) =>
    keysOf(texts)
      .filter((key) => wanted.has(key) && variablesIn(texts[key] ?? '') !== variablesIn(wanted.get(key) ?? ''))
      .map((key) => `${file} has other variables in ${key} than the manifest: ${variablesIn(wanted.get(key) ?? '')}.`),
  );
};

const versionIn = (schema: string | undefined): string | undefined => schema?.match(/\/v(\d+\.\d+)\//)?.[1];

export const oneSchemaVersion: Rule = ({ manifest, languages }) =>
  [
    ['manifest.json', manifest.$schema] as const,
    ...[...languages].map(([file, texts]) => [file, texts.$schema] as const),
  ]
    .filter(([, schema]) => versionIn(schema) !== manifest.manifestVersion)
    .map(([file, schema]) => `${file} names the schema ${schema}, but the manifest is of ${manifest.manifestVersion}.`);
