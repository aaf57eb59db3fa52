import { describe, expect, test } from '@jest/globals';
import { answerFromText } from '../../bot/sharepoint/answer.ts';
import { unitsOf } from '../../bot/sharepoint/cost.ts';
import { isOlder, lookUpPath } from '../../bot/sharepoint/item.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';
import { MEANINGS, meaningOf } from '../../bot/sharepoint/meaning.ts';

const none = () => undefined;
const headers = (values: Record<string, string>) => (name: string) => values[name];

describe('what a status means', () => {
  test.each([
    [200, 'done'],
    [201, 'done'],
    [204, 'done'],
    [301, 'refused'],
    [400, 'refused'],
    [401, 'unsigned'],
    [403, 'denied'],
    [404, 'gone'],
    [409, 'conflict'],
    [410, 'resync'],
    [412, 'conflict'],
    [413, 'refused'],
    [423, 'locked'],
    [424, 'busy'],
    [429, 'busy'],
    [500, 'unsure'],
    [502, 'unsure'],
    [503, 'busy'],
    [504, 'unsure'],
    [507, 'locked'],
    [-1, 'unsure'],
  ])('%i is %s', (status, meaning) => {
    expect(meaningOf(status)).toBe(meaning);
  });

  test('there is no status without a meaning', () => {
    for (let status = -1; status < 1000; status += 1) expect(MEANINGS).toContain(meaningOf(status));
  });
});

describe('an answer', () => {
  test('that says it is fine and holds an error is broken', () => {
    const text = JSON.stringify({
      value: [{ id: '1' }],
      error: { code: 'InternalServerError', message: 'Cannot write' },
    });
    expect(answerFromText(200, text, none)).toMatchObject({ meaning: 'broken', code: 'InternalServerError' });
  });

  test('that was cut off is broken', () => {
    expect(answerFromText(200, '{"value":[{"id":"1"', none).meaning).toBe('broken');
  });

  test('of a gateway in HTML keeps the meaning of its status', () => {
    expect(answerFromText(504, '<html>', none)).toMatchObject({ meaning: 'unsure', body: undefined });
    expect(answerFromText(503, '', none)).toMatchObject({ meaning: 'busy' });
  });

  test.each([
    [{ 'retry-after': '300' }, 300],
    [{ 'retry-after': '5', 'ratelimit-reset': '31' }, 31],
    [{ 'retry-after': '40', 'ratelimit-reset': '31' }, 40],
    [{ 'retry-after': 'Tue, 24 Nov 2026 09:05:00 GMT', date: 'Tue, 24 Nov 2026 09:00:00 GMT' }, 300],
    [{}, undefined],
  ])('%j asks to stay away for %s seconds', (values, seconds) => {
    expect(answerFromText(429, '', headers(values)).retryAfter).toBe(seconds);
  });
});

describe('resource units', () => {
  const items = '/sites/contoso.sharepoint.com,a,b/lists/c/items';
  test.each([
    ['GET', `${items}/5?$expand=fields`, 1],
    ['GET', `${items}?$filter=x`, 2],
    ['GET', `${items}/delta?$expand=fields&$top=500`, 2],
    ['GET', `https://graph.microsoft.com/v1.0${items}/delta?token=abc&$expand=fields`, 1],
    ['GET', `${items}/delta(token='abc')`, 1],
    ['GET', `${items}/delta?$expand=fields&$skiptoken=abc`, 1],
    ['POST', items, 2],
    ['PATCH', `${items}/5/fields`, 2],
    ['GET', '/sites/contoso.sharepoint.com:/sites/tavla', 1],
    ['GET', '/sites/x/lists?$select=id', 2],
    ['GET', '/sites/x/permissions', 5],
  ] as const)('%s %s costs %i', (method, path, units) => {
    expect(unitsOf({ method, path })).toBe(units);
  });
});

test.each([
  ['"a,1"', '"a,2"', true],
  ['"a,2"', '"a,2"', false],
  ['"a,10"', '"a,9"', false],
  ['"a,1"', '"b,2"', false],
  ['what', '"a,2"', false],
])('version %s is older than %s: %s', (etag, than, older) => {
  expect(isOlder(etag, than)).toBe(older);
});

test('a look-up cannot be led astray by what stands in a key', () => {
  const path = lookUpPath('/items', "x' or 'a' eq 'a&$top=1#", LISTS.Units);
  const filter = new URL(`https://localhost${path}`).searchParams.get('$filter');
  expect(filter).toBe("fields/Key eq 'x'' or ''a'' eq ''a&$top=1#'");
});
