import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIST_NAMES, type Row } from '../../bot/ports/rows.ts';
import { LINE_MAX } from '../../bot/sharepoint/column.ts';
import { differences, filled, readableRow } from '../../bot/sharepoint/list.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';
import { A_SUGGESTION, ROWS } from './rows.ts';

/** As SharePoint hands values back: empty columns are left out, and it may have stored CRLF. */
const asStored = (fields: object, breaks: string) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\n', breaks) : value]),
  );

describe.each(LIST_NAMES)('a row of %s', (name) => {
  const list = LISTS[name];
  const rows: fc.Arbitrary<Row> = ROWS[name];

  test('comes back from SharePoint as it went there', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (row, breaks) => {
        expect(list.fromFields(asStored(list.toFields(row), breaks))).toEqual({ ok: true, value: row });
      }),
    );
  });

  test('needs no change to become itself, and exactly the changed columns to become another', () => {
    fc.assert(
      fc.property(rows, rows, (from, to) => {
        expect(differences(list, from, from)).toEqual({});
        const patched = { ...asStored(list.toFields(from), '\n'), ...differences(list, from, to) };
        expect(list.fromFields(patched)).toEqual({ ok: true, value: to });
      }),
    );
  });

  test('never carries more than a single line holds into a heading', () => {
    fc.assert(fc.property(rows, (row) => String(list.toFields(row).Title ?? '').length <= LINE_MAX));
  });
});

describe('a row that cannot be read', () => {
  const { Suggestions } = LISTS;
  const stored = asStored(Suggestions.toFields(A_SUGGESTION), '\n');

  test.each([
    ['State', 'Ferdig', 'notAValue'],
    ['Due', '31.12.2026', 'notAValue'],
    ['Effort', 6, 'notAValue'],
    ['Proposer', 'Kari Nordmann', 'notAValue'],
    ['Text', '', 'empty'],
    ['Unit', undefined, 'empty'],
    ['ShowName', null, 'empty'],
  ])('names the column %s and not what stands there', (column, value, reason) => {
    const read = Suggestions.fromFields({ ...stored, [column]: value as string });
    expect(read).toEqual({ ok: false, problem: { column, reason } });
  });

  test('keeps what we have in the columns that cannot be read, and takes the rest', () => {
    const row = readableRow(Suggestions, { ...stored, State: 'Ferdig', Reply: 'Takk!' }, A_SUGGESTION);
    expect(row).toEqual({ ...A_SUGGESTION, reply: 'Takk!' });
  });

  test('a person’s id that was pasted in capitals is the same person', () => {
    const read = Suggestions.fromFields({ ...stored, Proposer: ` ${A_SUGGESTION.proposer.toUpperCase()} ` });
    expect(read.ok && read.value.proposer).toBe(A_SUGGESTION.proposer);
  });
});

test('a new item carries no empty columns, and a cleared one is sent as null', () => {
  const { Suggestions } = LISTS;
  expect(Object.keys(filled(Suggestions.toFields(A_SUGGESTION))).sort()).toEqual(
    ['Key', 'MovedAt', 'Proposer', 'ShowName', 'State', 'SubmittedAt', 'Text', 'Title', 'Unit'].sort(),
  );
  expect(differences(Suggestions, { ...A_SUGGESTION, reply: 'Takk' }, A_SUGGESTION)).toEqual({ Reply: null });
});

test('the heading is the first eighty characters of the text, on one line', () => {
  const title = LISTS.Suggestions.toFields({ ...A_SUGGESTION, text: `Første\nlinje ${'å'.repeat(200)}` }).Title;
  expect([...String(title)]).toHaveLength(80);
  expect(title).toMatch(/^Første linje å+…$/);
});
