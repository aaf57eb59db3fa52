/**
 * The app package for Teams: fill, validate, lint, zip.
 * The one rule: nothing leaves this room that Teams would refuse, and every refusal is a sentence.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppPackage } from './app-package.ts';
import { fillManifest } from './fill.ts';
import { lintManifest } from './lint.ts';
import { readIcons, readLanguages, readTemplate } from './read-package.ts';
import { checkLanguageFile, checkManifest, type LanguageFile, type Manifest } from './schema.ts';
import { type ManifestValues, readManifestValues } from './values.ts';
import { zipped } from './zip.ts';

export { fillManifest, lintManifest, readManifestValues };

export type PackOptions = {
  /** Lets the address be http://localhost, for the local Teams. */
  readonly local?: boolean;
  /** The version that Teams has now: ours must be higher. */
  readonly previousVersion?: string | undefined;
};

export type Packed =
  | { readonly ok: true; readonly zip: Buffer; readonly manifest: Manifest }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The package with these values, or every sentence that the schema and our own rules have against it. */
export const packManifest = async (values: ManifestValues, options: PackOptions = {}): Promise<Packed> => {
  const manifest = checkManifest(fillManifest(readTemplate(), values));
  const languages = [...readLanguages()].map(([file, texts]) => [file, checkLanguageFile(texts, file)] as const);
  const broken = [manifest, ...languages.map(([, checked]) => checked)].flatMap((one) => (one.ok ? [] : one.problems));
  if (!manifest.ok || broken.length > 0) return { ok: false, problems: broken };

  const pack: AppPackage = {
    manifest: manifest.value,
    languages: new Map(languages.flatMap(([file, checked]) => (checked.ok ? [[file, checked.value] as const] : []))),
    icons: readIcons(),
    local: options.local === true,
    previousVersion: options.previousVersion,
  };
  const problems = lintManifest(pack);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, zip: await zipped(filesOf(pack)), manifest: pack.manifest };
};

const jsonBytes = (value: Manifest | LanguageFile): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

const filesOf = ({ manifest, languages, icons }: AppPackage): ReadonlyMap<string, Buffer> =>
  new Map([
    ['manifest.json', jsonBytes(manifest)],
    ...[...languages].map(([file, texts]) => [file, jsonBytes(texts)] as const),
    ...icons,
  ]);

const OUT = fileURLToPath(new URL('../dist/tavla.zip', import.meta.url));

const ownVersion = (): string =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version as string;

/** `node manifest/pack.ts`: reads the environment, writes dist/tavla.zip; returns the exit code. */
const packCommand = async (env: NodeJS.ProcessEnv): Promise<number> => {
  const read = readManifestValues({ MANIFEST_VERSION: ownVersion(), ...env });
  const packed = read.ok ? await packManifest(read.values, { previousVersion: env.PREVIOUS_VERSION }) : read;
  if (!packed.ok) {
    console.error(['The package was not made:', ...packed.problems.map((problem) => `  - ${problem}`)].join('\n'));
    return 1;
  }
  mkdirSync(dirname(OUT), { recursive: true });
  writeFileSync(OUT, packed.zip);
  const { name, version } = packed.manifest;
  console.log(`${OUT}: ${name.short} ${version}, ${packed.zip.length} bytes. Upload it in the Teams admin center.`);
  return 0;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await packCommand(process.env);
