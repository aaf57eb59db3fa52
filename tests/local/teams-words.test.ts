import { describe, expect, test } from '@jest/globals';
import type { HomeView } from '../../infra/local/teams/api/views.ts';
import { readManifest } from '../../infra/local/teams/app-manifest.ts';
import { findDestination, isDeepLink } from '../../infra/local/teams/page/deep-link.ts';
import { cardMarkdown, messageMarkdown, messageXml, plainText } from '../../infra/local/teams/page/markdown.ts';
import { type Route, readRoute, writeRoute } from '../../infra/local/teams/page/route.ts';
import { botText, findMentions, htmlCopy } from '../../infra/local/teams/text.ts';
import { manifest } from './teams-rig.ts';

describe('Markdown as Teams draws it', () => {
  test.each([
    ['**fet** og _kursiv_', '<p><strong>fet</strong> og <em>kursiv</em></p>'],
    ['første\nandre\n\ntredje', '<p>første<br>andre</p><p>tredje</p>'],
    ['- en\n- to\n3. tre', '<ul><li>en</li><li>to</li></ul><ol start="3"><li>tre</li></ol>'],
    [
      '[her](https://a.example/?x=1&y=2)',
      '<p><a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noreferrer noopener">her</a></p>',
    ],
    ['snake_case_navn og 2*3*4', '<p>snake_case_navn og 2*3*4</p>'],
    ['\\*ikke kursiv\\* \\[ikke\\](https://a.example)', '<p>*ikke kursiv* [ikke](https://a.example)</p>'],
    ['# ingen overskrift | ingen tabell', '<p># ingen overskrift | ingen tabell</p>'],
  ])('%j', (text, html) => expect(cardMarkdown(text)).toBe(html));

  test.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](https://a.example"onmouseover="alert(1))',
    '**<script>alert(1)</script>**',
    '\ue0000\ue000<b>',
  ])('%j becomes no element and no handler of its own', (text) => {
    for (const html of [cardMarkdown(text), messageMarkdown(text, []), messageXml(text, []), plainText(text, [])]) {
      const tags = html.replace(/<\/?(p|br|strong|em|ul|li|s|b|code)>/g, '').match(/<[^>]*>/g) ?? [];
      for (const tag of tags)
        expect(tag).toMatch(/^<\/a>$|^<a href="https:\/\/[^"<>]*" target="_blank" rel="noreferrer noopener">$/);
    }
  });

  test('a mention is drawn where the entity says so, and nowhere else', () => {
    const mentions = [{ text: '<at>Ana & co</at>', id: '29:1', name: 'Ana & co' }];
    expect(messageMarkdown('<at>Ana & co</at> og <at>Ben</at>', mentions)).toBe(
      '<p><span class="mention">Ana &amp; co</span> og &lt;at&gt;Ben&lt;/at&gt;</p>',
    );
  });
});

describe('what is typed', () => {
  const known = [
    { id: '29:1', name: 'Ana' },
    { id: '29:2', name: 'Ana Berg' },
    { id: '28:b', name: 'Tavla' },
  ];

  test('the longest name is meant, and an address is no mention', () => {
    const { text, mentions } = findMentions('@tavla spør @Ana Berg, ikke post@Anarkisten', known);
    expect(text).toBe('<at>Tavla</at> spør <at>Ana Berg</at>, ikke post@Anarkisten');
    expect(mentions.map(({ id }) => id)).toEqual(['28:b', '29:2']);
  });

  test('the bot gets text and HTML as from Teams', () => {
    const { text, mentions } = findMentions('@Tavla forslag: merk hylle <A3>\nog B & C', known);
    expect(botText(text, mentions)).toBe('<at>Tavla</at>&nbsp;forslag: merk hylle &lt;A3&gt;\nog B &amp; C');
    expect(htmlCopy(text, mentions)).toBe(
      '<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Tavla</span>' +
        '&nbsp;forslag: merk hylle &lt;A3&gt;<br>og B &amp; C</div></div>',
    );
    expect(botText('<A3> & B', [])).toBe('<A3> & B');
  });
});

describe('the manifest', () => {
  test('a language file replaces what it names', () => {
    const words = {
      'name.short': 'Ekko',
      'bots[0].commandLists[0].commands[0].title': 'kort',
      'composeExtensions[0].commands[1].title': 'Finn noko',
      '__proto__.polluted': 'yes',
    };
    const app = readManifest(manifest(), words);
    expect([app.name, app.commands.personal[0]?.title, app.extension[1]?.title]).toEqual(['Ekko', 'kort', 'Finn noko']);
    expect(readManifest(manifest()).name).toBe('Echo');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('an app without a bot is refused', () => {
    expect(() => readManifest({ id: 'x' })).toThrow('botId');
  });
});

describe('addresses', () => {
  test.each<Route>([
    { view: 'chats' },
    { view: 'chat', id: 'a:1/%2', tab: undefined },
    { view: 'channel', id: '19:x@thread.tacv2', tab: 'tab 1', sub: 'item&7' },
    { view: 'app', entityId: 'home', sub: 'x' },
  ])('%j survives being written and read', (route) => expect(readRoute(writeRoute(route))).toEqual(route));

  const tab = { id: 't1', conversationId: 'c1', name: 'Tavle', entityId: 'unit-1', contentUrl: '', websiteUrl: '' };
  const home = {
    app: readManifest(manifest()),
    bot: { account: '28:b', chat: 'a:1', installed: true },
    chats: [],
    teams: [{ channels: [{ id: 'c1', name: 'Forbedring', unread: 0, tabs: [tab] }] }],
  } as unknown as HomeView;
  const link = (path: string, query: Record<string, string> = {}) =>
    `https://teams.microsoft.com/l/${path}?${new URLSearchParams(query)}`;
  const context = JSON.stringify({ subEntityId: 'item-7', channelId: 'c1' });

  test.each([
    [link('entity/app/unit-1', { context }), { view: 'channel', id: 'c1', tab: 't1', sub: 'item-7' }],
    [link('entity/app/unit-1'), { view: 'channel', id: 'c1', tab: 't1' }],
    [link('entity/app/home', { context: '{broken' }), { view: 'app', entityId: 'home' }],
    [link('entity/app/nothing'), undefined],
    [link('message/c1/17'), { view: 'channel', id: 'c1', tab: undefined }],
    [link('chat/0/0', { users: '28:b' }), { view: 'chat', id: 'a:1', tab: undefined }],
    [
      link('chat/0/0', { users: 'a@x.no', message: 'Hei' }),
      { view: 'newChat', users: ['a@x.no'], topic: '', message: 'Hei' },
    ],
  ])('%s', (address, destination) => expect(findDestination(address, home)).toEqual(destination));

  test('only Teams’ own links are deep links', () => {
    expect(isDeepLink(link('entity/app/x'))).toBe(true);
    expect(isDeepLink('https://teams.microsoft.com.evil.example/l/entity/a/b')).toBe(false);
    expect(isDeepLink('not an address')).toBe(false);
  });
});
