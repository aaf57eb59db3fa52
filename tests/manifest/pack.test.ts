import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { packManifest } from '../../manifest/pack.ts';
import { checkLanguageFile, checkManifest } from '../../manifest/schema.ts';
import { ENVIRONMENT, valuesOf } from './values.ts';

/** Reads a zip by its central directory (APPNOTE 4.3.12): an eye that did not write it. */
const unzipped = (zip: Buffer): Map<string, Buffer> => {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, method === 0 ? content : inflateRawSync(content));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
};

const packed = async (env: Readonly<Record<string, string>> = ENVIRONMENT, options = {}) => {
  const result = await packManifest(valuesOf(env), options);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result;
};

const json = (files: Map<string, Buffer>, name: string): Record<string, unknown> =>
  JSON.parse(files.get(name)?.toString('utf8') ?? 'null');

describe('the package for Teams', () => {
  test('holds the manifest, its languages and its icons at the top, and nothing else', async () => {
    const { zip } = await packed();
    expect([...unzipped(zip).keys()].sort()).toEqual(
      ['color.png', 'color32x32.png', 'en.json', 'manifest.json', 'nn-no.json', 'nn.json', 'outline.png'].sort(),
    );
  });

  test('satisfies Microsoft’s schema 1.30, file by file', async () => {
    const files = unzipped((await packed()).zip);
    expect(checkManifest(json(files, 'manifest.json')).ok).toBe(true);
    for (const file of ['nn.json', 'nn-no.json', 'en.json']) {
      expect(checkLanguageFile(json(files, file), file).ok).toBe(true);
    }
  });

  test('has no placeholder left, and this installation’s own ids and addresses', async () => {
    const files = unzipped((await packed()).zip);
    for (const [name, content] of files) if (name.endsWith('.json')) expect(content.toString()).not.toContain('${{');
    expect(json(files, 'manifest.json')).toMatchObject({
      id: '0c0ffee0-7a11-4a00-8000-0000000000d0',
      version: '1.2.3',
      configurableTabs: [{ configurationUrl: 'https://tavla.solvangdal.example/configure' }],
      bots: [{ botId: ENVIRONMENT.BOT_ID }],
      composeExtensions: [{ botId: ENVIRONMENT.BOT_ID, commands: [{ id: 'suggestFromMessage' }] }],
      webApplicationInfo: { resource: `api://tavla.solvangdal.example/${ENVIRONMENT.APP_ID}` },
      validDomains: ['tavla.solvangdal.example'],
    });
  });

  test('is the same, byte for byte, when nothing changed', async () => {
    expect((await packed()).zip.equals((await packed()).zip)).toBe(true);
  });

  test('is not made for plain http', async () => {
    const values = valuesOf({ ...ENVIRONMENT, TAVLA_ADDRESS: 'http://tavla.solvangdal.example' });
    expect(await packManifest(values)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.stringContaining('begin with https://')]),
    });
  });

  test('may be made for one’s own machine, but only where it is asked for', async () => {
    const env = { ...ENVIRONMENT, TAVLA_ADDRESS: 'http://localhost:3978' };
    expect((await packed(env, { local: true })).manifest.webApplicationInfo?.resource).toBe(
      `api://localhost:3978/${ENVIRONMENT.APP_ID}`,
    );
    expect((await packManifest(valuesOf(env))).ok).toBe(false);
  });

  test('is not made with one registration for tab and bot', async () => {
    const values = valuesOf({ ...ENVIRONMENT, BOT_ID: ENVIRONMENT.APP_ID });
    expect(await packManifest(values)).toEqual({
      ok: false,
      problems: ['The bot and the tab have the same registration: make one for each.'],
    });
  });
});

describe('the schema', () => {
  const broken = (change: object) => checkManifest({ ...validManifest, ...change });
  let validManifest: object = {};

  test('takes the filled manifest, and refuses what is broken in it', async () => {
    validManifest = (await packed()).manifest;
    expect(broken({}).ok).toBe(true);
    expect(broken({ surprise: true }).ok).toBe(false);
    expect(broken({ accentColor: undefined }).ok).toBe(false);
    expect(broken({ name: { short: 'x'.repeat(31), full: 'Tavla' } }).ok).toBe(false);
    expect(broken({ bots: [{ botId: ENVIRONMENT.BOT_ID, scopes: ['groupchat'] }] }).ok).toBe(false);
  });
});
