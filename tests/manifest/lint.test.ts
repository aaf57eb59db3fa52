import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import type { AppPackage } from '../../manifest/app-package.ts';
import { fillManifest } from '../../manifest/fill.ts';
import { lintManifest, RULES } from '../../manifest/lint.ts';
import { readIcons, readLanguages, readTemplate } from '../../manifest/read-package.ts';
import { checkLanguageFile, checkManifest, type LanguageFile, type Manifest } from '../../manifest/schema.ts';
import { placeholder, valuesOf } from './values.ts';

const manifest = ((): Manifest => {
  const checked = checkManifest(fillManifest(readTemplate(), valuesOf()));
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  return checked.value;
})();

const languages = new Map<string, LanguageFile>(
  [...readLanguages()].map(([file, texts]) => {
    const checked = checkLanguageFile(texts, file);
    if (!checked.ok) throw new Error(checked.problems.join('\n'));
    return [file, checked.value];
  }),
);

const good: AppPackage = { manifest, languages, icons: readIcons(), local: false, previousVersion: '1.2.2' };

const withManifest = (change: Partial<Manifest>): AppPackage => ({ ...good, manifest: { ...manifest, ...change } });

const withNynorsk = (change: Record<string, string | undefined>): AppPackage => {
  const texts = Object.entries({ ...languages.get('nn.json'), ...change });
  const kept = Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { ...good, languages: new Map([...languages, ['nn.json', kept]]) };
};

const withIcon = (file: string, bytes: Buffer): AppPackage => ({
  ...good,
  icons: new Map([...good.icons, [file, bytes]]),
});

const picture = (size: number, [red, green, blue, alpha]: readonly [number, number, number, number]): Buffer => {
  const png = new PNG({ width: size, height: size });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, green, blue, alpha], at);
  return PNG.sync.write(png);
};

const permissions = (...resourceSpecific: readonly { name: string; type: 'Application' | 'Delegated' }[]) =>
  withManifest({ authorization: { permissions: { resourceSpecific: [...resourceSpecific] } } });

const homeAt = (contentUrl: string): AppPackage =>
  withManifest({ staticTabs: [{ entityId: 'home', name: 'Min oversikt', contentUrl, scopes: ['personal'] }] });

const homeUrl = `${valuesOf().ADDRESS}/`;

const developer = (change: Partial<Manifest['developer']>) =>
  withManifest({ developer: { ...manifest.developer, ...change } });

const { supportsChannelFeatures: _, ...withoutChannels } = manifest;

/** For each rule: something broken, and what the rule says of it. */
const BROKEN: Record<keyof typeof RULES, readonly (readonly [AppPackage, RegExp])[]> = {
  channelFeatures: [[{ ...good, manifest: withoutChannels }, /supportsChannelFeatures must be “tier1”/]],
  completeLanguages: [
    [withNynorsk({ 'staticTabs[0].name': undefined }), /nn\.json lacks staticTabs\[0\]\.name/],
    [withNynorsk({ 'staticTabs[7].name': 'Fane' }), /nn\.json translates staticTabs\[7\]\.name/],
  ],
  filesBelong: [
    [{ ...good, icons: new Map([...good.icons].slice(1)) }, /names color\.png, which is not there/],
    [withIcon('notes.txt', Buffer.from('x')), /notes\.txt is there, but the manifest does not name it/],
    [withManifest({ icons: { ...manifest.icons, color: 'icons/color.png' } }), /icons\/color\.png must lie beside/],
  ],
  hostsListed: [
    [
      withManifest({ validDomains: ['elsewhere.example'] }),
      /lies on tavla\.solvangdal\.example, which validDomains does not list/,
    ],
    [withManifest({ validDomains: ['*.tavla.solvangdal.example'] }), /which validDomains does not list/],
  ],
  iconSizes: [
    [withIcon('color.png', picture(96, [0, 0, 0, 255])), /color\.png measures 96 × 96 pixels.*must be 192 × 192/],
    [withIcon('outline.png', picture(64, [255, 255, 255, 0])), /must be 32 × 32/],
    [withIcon('color.png', Buffer.from('GIF89a, not what it says')), /color\.png is not a PNG picture/],
  ],
  keptLengths: [
    [withNynorsk({ 'name.short': 'x'.repeat(31) }), /nn\.json has 31 characters in name\.short: at most 30/],
    [withNynorsk({ 'composeExtensions[0].commands[0].title': 'x'.repeat(33) }), /at most 32/],
  ],
  keptVariables: [[withNynorsk({ 'staticTabs[0].name': 'Oversikt for {unit}' }), /other variables in staticTabs/]],
  knownPermissions: [
    [permissions({ name: 'Everything.Read.Group', type: 'Application' }), /a permission that nothing in Tavla uses/],
    [permissions({ name: 'TeamMember.Read.Group', type: 'Delegated' }), /of kind Application, not Delegated/],
    [permissions({ name: 'TeamsActivity.Send.User', type: 'Application' }), /a permission that nothing in Tavla uses/],
    [permissions({ name: 'ChannelMessage.Read.Group', type: 'Application' }), /every message/],
  ],
  knownSurfaces: [
    [
      withManifest({
        configurableTabs: [{ configurationUrl: homeUrl, scopes: ['team'], context: ['channelTab', 'meetingStage'] }],
      }),
      /offered as meetingStage, where Tavla has nothing to show/,
    ],
    [
      withManifest({
        activities: { activityTypes: [{ type: 'actionDue', description: 'Frist', templateText: 'Fristen er nær' }] },
      }),
      /The notice actionDue is promised, but nothing sends it/,
    ],
    [withManifest({ permissions: ['identity', 'messageTeamMembers'] }), /messageTeamMembers is asked for/],
  ],
  nothingUnfilled: [[developer({ name: placeholder('NOBODY') }), /\$\{\{NOBODY\}\} was not filled/]],
  oneSchemaVersion: [
    [
      withNynorsk({ $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.19/x.json' }),
      /nn\.json names the schema/,
    ],
  ],
  onlyHttps: [
    [homeAt('http://tavla.solvangdal.example/'), /The tab home is http:/],
    [homeAt('http://localhost:3978/'), /The tab home is http:/],
    [developer({ privacyUrl: 'http://solvangdal.example/personvern' }), /The privacy page is http:/],
  ],
  pagesDiffer: [
    [developer({ privacyUrl: manifest.developer.websiteUrl }), /The privacy page is the website itself/],
    [developer({ termsOfUseUrl: manifest.developer.websiteUrl }), /terms of use is the website itself/],
  ],
  plainDomains: [
    [withManifest({ validDomains: ['https://tavla.solvangdal.example'] }), /only a host, without scheme/],
    [withManifest({ validDomains: ['tavla.solvangdal.example/x'] }), /only a host/],
    [withManifest({ validDomains: ['tavla.*.example'] }), /may only be the first label/],
    [withManifest({ validDomains: ['*.no'] }), /may only be the first label/],
    [withManifest({ validDomains: ['*.azurewebsites.net'] }), /others have hosts there too/],
  ],
  plainName: [
    [withManifest({ name: { short: 'Tavla for Teams', full: 'Tavla' } }), /“Tavla for Teams”/],
    [withNynorsk({ 'name.short': 'Tavla beta' }), /“Tavla beta”/],
  ],
  resourceFollowsTab: [
    [
      withManifest({ webApplicationInfo: { id: valuesOf().APP_ID, resource: 'api://elsewhere.example/x' } }),
      /must be api:\/\/tavla\.solvangdal\.example\//,
    ],
  ],
  separateRegistrations: [
    [withManifest({ bots: [{ botId: valuesOf().APP_ID, scopes: ['personal'] }] }), /the same registration/],
  ],
  uniqueIds: [
    [
      withManifest({ staticTabs: [...(manifest.staticTabs ?? []), { entityId: 'home', scopes: ['personal'] }] }),
      /Two tabs are called home/,
    ],
    [
      withManifest({
        bots: [
          {
            botId: valuesOf().BOT_ID,
            scopes: ['personal'],
            commandLists: [{ scopes: ['personal'], commands: [{ title: 'mine' }, { title: 'mine' }] }],
          },
        ],
      }),
      /Two commands of the bot are called mine/,
    ],
  ],
  versionRaised: [
    [{ ...good, previousVersion: '1.2.3' }, /raise MANIFEST_VERSION/],
    [{ ...good, previousVersion: '1.10.0' }, /raise MANIFEST_VERSION/],
  ],
  whiteOutline: [
    [withIcon('outline.png', picture(32, [255, 254, 255, 120])), /other colours than white/],
    [withIcon('outline.png', picture(32, [255, 255, 255, 255])), /no transparent background/],
  ],
};

describe('the lint of the package', () => {
  test('has nothing to say of ours', () => {
    expect(lintManifest(good)).toEqual([]);
  });

  const cases = Object.entries(BROKEN).flatMap(([rule, examples]) =>
    examples.map(([pack, sentence]) => [rule, sentence, pack] as const),
  );

  test.each(cases)('%s says %s', (rule, sentence, pack) => {
    expect(RULES[rule]?.(pack).join('\n')).toMatch(sentence);
    expect(lintManifest(pack).join('\n')).toMatch(sentence);
  });

  test('has an example for every rule', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(Object.keys(RULES).sort());
  });

  test('lets a local package lie on http://localhost', () => {
    const pack = { ...homeAt('http://localhost:3978/'), local: true };
    expect(RULES.onlyHttps?.(pack)).toEqual([]);
    expect(RULES.onlyHttps?.({ ...homeAt('http://tavla.solvangdal.example/'), local: true })).toHaveLength(1);
  });
});

describe('the words of the package', () => {
  const nb = JSON.stringify(manifest);
  const nn = JSON.stringify({ ...languages.get('nn.json'), $schema: '' });

  test('are bokmål in the manifest and nynorsk in its file', () => {
    expect(nb).not.toMatch(/(?<!\p{L})(ikkje|eg|kvar|eining|eininga|ein|frå|kva)(?!\p{L})/iu);
    expect(nn).not.toMatch(/(?<!\p{L})(ikke|jeg|hvor|enhet|enhetens|en|fra|hva)(?!\p{L})/iu);
  });

  test('hold no English in either', () => {
    const read = [manifest.name, manifest.description, manifest.staticTabs?.map(({ name }) => name), nn];
    expect(JSON.stringify(read)).not.toMatch(
      /(?<!\p{L})(board|huddle|ticket|lean|feedback|app|the|and|your)(?!\p{L})/iu,
    );
  });

  test.each([
    ['nn.json', ['forslag', 'tavla', 'mine', 'hjelp'], 'Gjer til forbetringsforslag'],
    ['en.json', ['suggestion', 'board', 'mine', 'help'], 'Make it a suggestion'],
  ])('name the commands in %s', (file, commands, action) => {
    const texts = languages.get(file) ?? {};
    expect(commands.map((_, at) => texts[`bots[0].commandLists[0].commands[${at}].title`])).toEqual(commands);
    expect(texts['composeExtensions[0].commands[0].title']).toBe(action);
  });
});
