import { describe, expect, test } from '@jest/globals';
import { isUnitKey } from '../../bot/domain/people/unit.ts';
import { LIST_NAMES } from '../../bot/ports/rows.ts';
import { LISTS } from '../../bot/sharepoint/lists.ts';

/** Names that SharePoint has taken for itself, or refuses. */
const TAKEN =
  'Title ID ContentType Modified Created Author Editor Attachments GUID Order Edit LinkTitle Scope ItemChildCount'.split(
    ' ',
  );

/** Bytes of a row that a column takes, of 8,000 (64 texts or choices, 12 dates, 12 numbers, 16 yes/no, 32 notes a row). */
const INDEXABLE = ['text', 'choice', 'number', 'dateTime'];

describe.each(LIST_NAMES)('the list %s keeps SharePoint’s limits', (name) => {
  const list = LISTS[name];
  const columns = Object.values(list.columns);
  const isNote = (column: (typeof columns)[number]) =>
    'text' in column.facet && column.facet.text.allowMultipleLines === true;

  test('internal names are plain, short, unlike any other and not taken', () => {
    for (const column of columns) {
      expect(column.name).toMatch(/^[A-Za-z][A-Za-z0-9]{0,27}$/);
      expect(TAKEN.map((taken) => taken.toLowerCase())).not.toContain(column.name.toLowerCase());
    }
    expect(new Set(columns.map((column) => column.name.toLowerCase())).size).toBe(columns.length);
  });

  test('headings are there and differ', () => {
    expect(new Set(columns.map((column) => column.label)).size).toBe(columns.length);
    for (const { label } of columns) expect(label).toMatch(/^\p{Lu}\S.*$/u);
  });

  test('at most twenty indexes, on kinds of columns that can have one, and the key unique', () => {
    const indexes = columns.filter((column) => column.indexed);
    expect(indexes.length).toBeLessThanOrEqual(20);
    for (const column of indexes) {
      expect(isNote(column)).toBe(false);
      expect(INDEXABLE).toContain(Object.keys(column.facet)[0]);
    }
    for (const column of columns.filter((one) => one.unique)) expect(column.indexed).toBe(true);
    expect(list.columns.key).toMatchObject({ name: 'Key', unique: true, indexed: true });
  });

  test('fewer than thirty columns of its own, each of exactly one kind', () => {
    expect(columns.length).toBeLessThan(30);
    for (const column of columns) expect(Object.keys(column.facet)).toHaveLength(1);
  });

  test('the title needs no encoding, so that the name in the address is the title', () => {
    expect(list.title).toMatch(/^[A-Za-z]+$/);
  });
});

test('what boards and filters ask for is indexed', () => {
  const indexed = (list: (typeof LIST_NAMES)[number]) =>
    Object.values(LISTS[list].columns)
      .filter((column) => column.indexed)
      .map((column) => column.name);
  expect(indexed('Suggestions')).toEqual(expect.arrayContaining(['Key', 'Unit', 'State', 'Proposer']));
  expect(indexed('History')).toEqual(expect.arrayContaining(['Key', 'Suggestion']));
  expect(indexed('People')).toEqual(expect.arrayContaining(['Key', 'Person']));
});

test('the key that a hand-made unit gets is a unit’s key', () => {
  expect(isUnitKey(LISTS.Units.keyFor?.('01K8ZZZZZZZZZZZZZZZZZZZZZA') ?? '')).toBe(true);
});
