import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig, SETTINGS } from '../bot/config.ts';

const GUID = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const good = {
  TAVLA_ADDRESS: 'https://tavla.solvangdal.no/',
  TENANT_ID: GUID(1),
  APP_ID: GUID(2),
  APP_SECRET: 's',
  BOT_ID: GUID(3),
  BOT_SECRET: 's',
  TEAMS_APP_ID: GUID(4),
  SHAREPOINT_SITE: 'https://solvangdal.sharepoint.com/sites/tavla',
};

const complaintsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('configuration', () => {
  test('needs little, and its defaults are production’s', () => {
    const config = readConfig(good);
    expect(config).toMatchObject({
      TAVLA_ADDRESS: 'https://tavla.solvangdal.no',
      AUTHORITY: 'https://login.microsoftonline.com',
      GRAPH_ADDRESS: 'https://graph.microsoft.com',
      SERVICE_HOSTS: ['smba.trafficmanager.net'],
      LANGUAGE: 'nb',
    });
    expect(config.FRAME_ANCESTORS).toContain('https://teams.microsoft.com');
  });

  test('every mistake is named at once, each with what it is for', () => {
    const said = complaintsOf({ TENANT_ID: 'x', TIME_ZONE: 'Mars/Base', STORE: 'mysql://x', LANGUAGE: 'se' });
    for (const name of ['TAVLA_ADDRESS', 'TENANT_ID', 'APP_ID', 'BOT_ID', 'TIME_ZONE', 'STORE', 'LANGUAGE']) {
      expect(said).toContain(`${name}:`);
    }
  });

  test.each([
    ['no way to prove who it is', { APP_SECRET: '' }, 'APP_MANAGED_IDENTITY, APP_CERTIFICATE_FILE or APP_SECRET'],
    ['an empty bot id, which would switch the bot’s sign-in off', { BOT_ID: '' }, 'BOT_ID: is missing'],
    ['one registration for bot and tab', { BOT_ID: GUID(2) }, 'BOT_ID: must be another registration'],
    ['notifications that anybody could send', { NOTIFICATION_ADDRESS: 'https://x.no/n' }, 'NOTIFICATION_SECRET'],
  ])('%s is refused', (_, change, sentence) => {
    expect(complaintsOf({ ...good, ...change })).toContain(sentence);
  });

  test('a complaint never repeats a secret', () => {
    expect(complaintsOf({ ...good, APP_SECRET: 'very-secret', TENANT_ID: 'x' })).not.toContain('very-secret');
  });

  test('README’s table lists exactly the settings that there are, with their defaults', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \| ([^|]*) \|/gm)].map(([, name, fallback]) => [
      name,
      fallback?.trim(),
    ]);
    const defaults: Record<string, unknown> = SETTINGS.partial().parse({});
    const shown = (value: unknown): string => {
      if (value === undefined) return '';
      const text = Array.isArray(value) ? value.join(' ') : String(value);
      return text === '' ? '' : `\`${text}\``;
    };
    expect(listed).toEqual(Object.keys(SETTINGS.shape).map((name) => [name, shown(defaults[name])]));
  });
});
