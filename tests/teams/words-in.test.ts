import { describe, expect, test } from '@jest/globals';
import { type Command, readCommand } from '../../bot/teams/commands.ts';
import { cut, decodeEntities, htmlToText, messageText } from '../../bot/teams/plain-text.ts';

const BOT = '28:bot';
const mention = (text: string, account = BOT) => ({ account, text });

describe('what somebody wrote to the bot', () => {
  test.each([
    [
      '<at>Tavla</at>&nbsp;forslag: flytt tralla n&aelig;rmere d&oslash;ra &amp; merk hylla &lt;A3&gt;\n',
      'forslag: flytt tralla nærmere døra & merk hylla <A3>',
    ],
    ['<at>Tavla</at>\u00a0status', 'status'],
    ['<at>Tavla</at> registrer: <at>Tavla</at> bør varsle før helg', 'registrer: bør varsle før helg'],
    ['hei   der\n\n\n\nja', 'hei der\n\nja'],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(messageText(text, [mention('<at>Tavla</at>')], BOT)).toBe(expected);
  });

  test('other people’s names stay', () => {
    const mentions = [mention('<at>Tavla</at>'), mention('<at>Siv Åsne</at>', '29:siv')];
    expect(messageText('<at>Tavla</at> gi denne til <at>Siv Åsne</at>', mentions, BOT)).toBe('gi denne til Siv Åsne');
  });

  test('entities are decoded once, and never to half a character', () => {
    expect(decodeEntities('&amp;lt;b&amp;gt; &#229; &#xE5; &#xD800; &#0; &nope; &constructor;')).toBe(
      '&lt;b&gt; å å   &nope; &constructor;',
    );
  });
});

describe('what they ask for', () => {
  const kinds: Readonly<Record<string, Command['kind']>> = {
    forslag: 'form',
    Forslag: 'form',
    'nytt framlegg': 'form',
    framlegg: 'form',
    suggest: 'form',
    suggestion: 'form',
    'ny idé': 'form',
    'Tavla!': 'board',
    'vis tavla': 'board',
    'vis tavle': 'board',
    board: 'board',
    mine: 'mine',
    'mine  forslag': 'mine',
    'my suggestions': 'mine',
    hjelp: 'help',
    'HELP.': 'help',
    '': 'help',
    personvern: 'privacy',
    'språk nn': 'language',
    'language nb': 'language',
    'Forslag om ny hylle': 'suggestion',
  };
  test.each(Object.entries(kinds))('“%s” is %s', (typed, kind) => {
    expect(readCommand(typed).kind).toBe(kind);
  });

  test('inherited names of objects are no commands', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(readCommand(name).kind).toBe('suggestion');
  });

  test('the words after the colon are the suggestion', () => {
    expect(readCommand('Forslag: Flytt tralla')).toEqual({ kind: 'suggestion', text: 'Flytt tralla' });
    expect(readCommand('framlegg:')).toEqual({ kind: 'form' });
  });

  test('languages by name and by code; another one is asked about', () => {
    const languages = ['nb', 'bokmål', 'nn', 'Nynorsk', 'en', 'engelsk', 'samisk', ''].map((name) =>
      readCommand(`språk ${name}`),
    );
    expect(languages.map((one) => one.kind === 'language' && one.language)).toEqual([
      'nb',
      'nb',
      'nn',
      'nn',
      'en',
      'en',
      undefined,
      undefined,
    ]);
  });
});

describe('a message that came as HTML', () => {
  test.each([
    [
      '<p>Vi mangler alltid tape i skuff 2 &amp; 3.&nbsp;<at id="0">Siv</at></p>',
      'Vi mangler alltid tape i skuff 2 & 3. Siv',
    ],
    ['<div>En</div><div>To<br>Tre</div>', 'En\nTo\nTre'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<script>alert(1)</script>Hei<style>p{}</style>', 'Hei'],
    ['<scr<script>ipt>alert(1)</scr</script>ipt>', ''],
    ['<img src=x onerror="alert(1)">Hei', 'Hei'],
    ['1 < 2 og 3 > 2', '1 < 2 og 3 > 2'],
    ['<!-- x -->Hei<!-- y', 'Hei'],
    ['&lt;b&gt;ikke en tagg&lt;/b&gt;', '<b>ikke en tagg</b>'],
  ])('%j reads %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('hostile lengths are read in no time', () => {
    const started = performance.now();
    for (const piece of ['<', '<!--', '<script>', '&', '<p', '</', '&#x', '<li', '<br ', '</p'])
      htmlToText(piece.repeat(100_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test('long words are cut at a space, within the limit', () => {
    const text = 'ord '.repeat(200).trim();
    expect([...cut(text, 500)].length).toBeLessThanOrEqual(500);
    expect(cut(text, 500)).toMatch(/ord…$/);
    expect([...cut('😀'.repeat(600), 500)].length).toBe(500);
    expect(cut('kort', 500)).toBe('kort');
  });
});
