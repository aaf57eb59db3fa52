import { readFileSync } from 'node:fs';

const HERE = new URL('./', import.meta.url);

const bytes = (path: string): Buffer => readFileSync(new URL(path, HERE));
const json = (path: string): unknown => JSON.parse(bytes(path).toString('utf8'));

/** The manifest as it lies in this folder, with placeholders. */
export const readTemplate = (): unknown => json('manifest.json');

/** Languages in the zip by file name, and which of our files each is made from. */
const LANGUAGE_FILES: Readonly<Record<string, string>> = {
  'nn.json': 'languages/nn.json',
  // Teams calls its own nynorsk nn-no. Whether nn alone is found for it is not documented, so both are there.
  'nn-no.json': 'languages/nn.json',
  'en.json': 'languages/en.json',
};

export const readLanguages = (): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(LANGUAGE_FILES).map(([file, path]) => [file, json(path)]));

const ICON_FILES = ['color.png', 'outline.png', 'color32x32.png'];

export const readIcons = (): ReadonlyMap<string, Buffer> =>
  new Map(ICON_FILES.map((file) => [file, bytes(`icons/${file}`)]));
