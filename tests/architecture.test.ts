import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What each room may import of our own rooms; `npm` and `node` name what it may have from outside. */
const FENCES: Record<string, { ours: readonly string[]; npm?: readonly string[]; node?: boolean }> = {
  'bot/domain': { ours: [] },
  'bot/ports': { ours: ['bot/domain'] },
  'bot/verbs': { ours: ['bot/ports', 'bot/domain'] },
  'bot/contract': { ours: ['bot/domain'], npm: ['zod'] },
  'bot/teams': {
    ours: ['bot/verbs', 'bot/ports', 'bot/domain'],
    npm: ['botbuilder', 'zod', '@azure/identity'],
    node: true,
  },
  'bot/web': {
    ours: ['bot/verbs', 'bot/ports', 'bot/contract', 'bot/domain'],
    npm: ['express', 'express-rate-limit', 'helmet', 'jose', 'pino', 'zod'],
    node: true,
  },
  'bot/timer': { ours: ['bot/verbs', 'bot/ports', 'bot/domain'], node: true },
  'bot/store': { ours: ['bot/ports', 'bot/domain'], npm: ['kysely', 'pg', 'ulid'], node: true },
  'bot/sharepoint': {
    ours: ['bot/ports', 'bot/domain'],
    npm: ['@microsoft/microsoft-graph-client', '@azure/identity', 'ulid'],
    node: true,
  },
  'tab/host': { ours: ['bot/domain', 'bot/contract', 'tab/ui'], npm: ['@microsoft/teams-js'] },
  tab: {
    ours: ['bot/domain', 'bot/contract', 'tab'],
    npm: [
      'react',
      'react-dom',
      'vite',
      'ulid',
      '@fluentui/tokens',
      '@fluentui/svg-icons',
      '@atlaskit/pragmatic-drag-and-drop',
    ],
    node: true,
  },
  manifest: {
    ours: [],
    npm: ['@microsoft/app-manifest', 'ajv', 'ajv-draft-04', 'ajv-formats', 'yazl', 'pngjs'],
    node: true,
  },
  'infra/entra': { ours: ['bot/sharepoint', 'bot/ports'], npm: ['@azure/identity'], node: true },
  'infra/local': {
    ours: ['infra/local', 'manifest'],
    npm: [
      'express',
      'jose',
      'vite',
      'adaptivecards',
      '@peculiar/x509',
      'reflect-metadata',
      '@fluentui/tokens',
      '@fluentui/svg-icons',
      'preact',
      'react',
      'ulid',
    ],
    node: true,
  },
};

/** Files that wire rooms together and may know them all. */
const COMPOSERS = ['bot/main.ts', 'bot/app.ts', 'bot/config.ts', 'bot/sharepoint/provision-command.ts'];

const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules') && !name.includes('dist/'))
    .map((name) => join(folder, name));

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

const importsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');

const roomOf = (file: string): string | undefined =>
  Object.keys(FENCES)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];

const resolved = (file: string, target: string): string => normalize(join(dirname(file), target));

/** A sentence when the import crosses a fence. */
const trespass = (file: string, target: string): string | undefined => {
  const room = roomOf(file);
  if (room === undefined || COMPOSERS.includes(file)) return undefined;
  const fence = FENCES[room];
  if (fence === undefined) return undefined;
  if (target.startsWith('node:'))
    return fence.node ? undefined : `${file} imports ${target}: ${room} knows nothing of Node`;
  if (!target.startsWith('.')) {
    const allowed = fence.npm?.some((name) => target === name || target.startsWith(`${name}/`)) ?? false;
    return allowed ? undefined : `${file} imports the package ${target}, which is not for ${room}`;
  }
  const path = resolved(file, target);
  if (path.startsWith(`${room}/`)) return undefined;
  return fence.ours.some((other) => path.startsWith(`${other}/`))
    ? undefined
    : `${file} imports ${path}: not a room below ${room}`;
};

const SOURCES = ['bot', 'tab', 'manifest', 'infra'].flatMap(filesUnder);

describe('the fences of the house', () => {
  test('arrows point down, and packages stay in their rooms', () => {
    const sentences = SOURCES.flatMap((file) => importsOf(file).map((target) => trespass(file, target)));
    expect(sentences.filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    const graph = new Map(
      SOURCES.map((file) => [
        file,
        importsOf(file)
          .filter((target) => target.startsWith('.'))
          .map((target) => resolved(file, target)),
      ]),
    );
    const done = new Set<string>();
    const circleFrom = (file: string, path: readonly string[]): string | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
      if (done.has(file)) return undefined;
      for (const next of graph.get(file) ?? []) {
        const circle = circleFrom(next, [...path, file]);
        if (circle !== undefined) return circle;
      }
      done.add(file);
      return undefined;
    };
    expect(SOURCES.map((file) => circleFrom(file, [])).filter((circle) => circle !== undefined)).toEqual([]);
  });

  test('the stand-ins for Microsoft 365 do not know the server', () => {
    const strangers = filesUnder('infra/local').flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.') && /^(bot|tab)\//.test(resolved(file, target)))
        .map((target) => `${relative('.', file)} imports ${target}`),
    );
    expect(strangers).toEqual([]);
  });

  test('the domain is pure: no time, no chance, no environment', () => {
    const impure = filesUnder('bot/domain').filter((file) =>
      /Date\.now|new Date\(\)|Math\.random|process\./.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(impure).toEqual([]);
  });
});
