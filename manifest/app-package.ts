import type { LanguageFile, Manifest } from './schema.ts';

/** Everything that goes to Teams, before it is zipped. Files by their names in the zip. */
export type AppPackage = {
  readonly manifest: Manifest;
  readonly languages: ReadonlyMap<string, LanguageFile>;
  readonly icons: ReadonlyMap<string, Buffer>;
  /** For one's own machine, where the address may be http://localhost. */
  readonly local: boolean;
  /** The version that Teams has now, where it is known. */
  readonly previousVersion?: string | undefined;
};

/** A rule says in sentences what is wrong, or nothing. */
export type Rule = (pack: AppPackage) => readonly string[];
