import { describe, expect, test } from '@jest/globals';
import { fillManifest } from '../../manifest/fill.ts';
import { readManifestValues } from '../../manifest/values.ts';
import { ENVIRONMENT, placeholder, valuesOf } from './values.ts';

describe('the values of an installation', () => {
  test('are read from the environment, ids in small letters and the address without a slash at the end', () => {
    expect(valuesOf()).toMatchObject({
      ADDRESS: 'https://tavla.solvangdal.example',
      HOST: 'tavla.solvangdal.example',
      TEAMS_APP_ID: '0c0ffee0-7a11-4a00-8000-0000000000d0',
    });
  });

  test('keep a port in the host', () => {
    expect(valuesOf({ ...ENVIRONMENT, TAVLA_ADDRESS: 'http://localhost:3978' }).HOST).toBe('localhost:3978');
  });

  test('that are missing are all named at once, each with its remedy', () => {
    const read = readManifestValues({});
    if (read.ok) throw new Error('An empty environment was taken for a complete one');
    for (const variable of Object.keys(ENVIRONMENT)) {
      expect(read.problems).toContainEqual(expect.stringMatching(new RegExp(`^${variable} is missing: set it to .+`)));
    }
    expect(read.problems).toHaveLength(Object.keys(ENVIRONMENT).length);
  });

  test.each([
    ['TAVLA_ADDRESS', 'tavla.example.no'],
    ['TAVLA_ADDRESS', 'ftp://tavla.example.no'],
    ['APP_ID', 'tavla'],
    ['BOT_ID', '0c0ffee0-7a11-4a00-8000-0000000000b'],
    ['MANIFEST_VERSION', '1.2'],
    ['MUNICIPALITY', 'A municipality with far too long a name'],
    ['PRIVACY_PAGE', 'personvern'],
  ])('%s is not taken when it is “%s”', (variable, text) => {
    const read = readManifestValues({ ...ENVIRONMENT, [variable]: text });
    expect(read).toMatchObject({
      ok: false,
      problems: [expect.stringContaining(`${variable} is not what it should be`)],
    });
  });
});

describe('filling', () => {
  test('replaces placeholders at every depth, and several in one text', () => {
    const template = {
      a: [`${placeholder('ADDRESS')}/x`, { b: `api://${placeholder('HOST')}/${placeholder('APP_ID')}` }],
      c: 3,
      d: true,
      e: null,
    };
    expect(fillManifest(template, valuesOf())).toEqual({
      a: [
        'https://tavla.solvangdal.example/x',
        { b: 'api://tavla.solvangdal.example/0c0ffee0-7a11-4a00-8000-0000000000a1' },
      ],
      c: 3,
      d: true,
      e: null,
    });
  });

  test('leaves a name that has no value, so that the lint can name it', () => {
    expect(fillManifest(placeholder('NOBODY'), valuesOf())).toBe(placeholder('NOBODY'));
  });
});
