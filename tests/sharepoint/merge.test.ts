import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { createMerge, mergeRows } from '../../bot/sharepoint/merge.ts';
import { A_SUGGESTION, suggestions } from './rows.ts';

const HR = '22222222-2222-4222-8222-222222222222';
const NOW = instantOf(Date.UTC(2026, 10, 24, 12));

const merger = () => {
  let made = 0;
  return createMerge({ clock: { now: () => NOW }, keys: { next: () => `history-${++made}` } });
};

const was = A_SUGGESTION;

describe('two versions of a suggestion become one, field by field', () => {
  test.each<[string, Partial<Suggestion>, Partial<Suggestion>, Partial<Suggestion>, string[], string[]]>([
    ['nobody changed anything', {}, {}, {}, [], []],
    ['we changed', { text: 'Ny tekst' }, {}, { text: 'Ny tekst' }, [], []],
    ['they changed', {}, { text: 'Deres tekst' }, { text: 'Deres tekst' }, [], ['text']],
    ['both changed alike', { state: 'parked' }, { state: 'parked' }, { state: 'parked' }, [], []],
    ['both changed the same field', { text: 'Vår' }, { text: 'Deres' }, { text: 'Vår' }, ['text'], []],
    [
      'each changed another field',
      { reply: 'Takk' },
      { owner: was.proposer },
      { reply: 'Takk', owner: was.proposer },
      [],
      ['owner'],
    ],
    ['they emptied what we changed', { reply: 'Takk' }, { reply: null }, { reply: 'Takk' }, [], []],
    ['they filled what we left alone', {}, { due: '2026-12-24' as never }, { due: '2026-12-24' as never }, [], ['due']],
  ])('%s', (_, ours, theirs, row, overruled, taken) => {
    const merged = mergeRows({ base: was, ours: { ...was, ...ours }, theirs: { ...was, ...theirs } });
    expect(merged).toEqual({ row: { ...was, ...row }, overruled, taken });
  });

  test('nobody’s text disappears: every value of either side is in the row or in the history', () => {
    fc.assert(
      fc.property(suggestions, suggestions, suggestions, (base, a, b) => {
        const ours = { ...a, key: base.key };
        const theirs = { ...b, key: base.key };
        const { row, history } = merger()('Suggestions', { base, ours, theirs, editor: HR });
        for (const name of Object.keys(base) as (keyof Suggestion)[]) {
          const isKept = (value: unknown) =>
            row[name] === value ||
            value === base[name] ||
            value === null ||
            history.some((entry) => entry.field === name && entry.words === String(value));
          expect([name, isKept(ours[name]), isKept(theirs[name])]).toEqual([name, true, true]);
        }
      }),
    );
  });

  test('where only one side changed, the order of the sides does not matter', () => {
    fc.assert(
      fc.property(suggestions, suggestions, (base, other) => {
        const changed = { ...other, key: base.key };
        expect(mergeRows({ base, ours: changed, theirs: base }).row).toEqual(changed);
        expect(mergeRows({ base, ours: base, theirs: changed }).row).toEqual(changed);
      }),
    );
  });

  test('the key is ours, whatever was typed over it in SharePoint', () => {
    const theirs = { ...was, key: '01K8ZZZZZZZZZZZZZZZZZZZZZB' as never };
    expect(mergeRows({ base: was, ours: was, theirs }).row.key).toBe(was.key);
  });
});

describe('what a merge leaves in the history', () => {
  test('a change that lost is kept with its words, and whoever made it is told', () => {
    const { history, notices } = merger()('Suggestions', {
      base: was,
      ours: { ...was, text: 'Vår tekst' },
      theirs: { ...was, text: 'Deres tekst' },
      editor: HR,
    });
    expect(history).toEqual([
      expect.objectContaining({
        what: 'overruled',
        field: 'text',
        words: 'Deres tekst',
        by: HR,
        at: NOW,
        suggestion: was.key,
      }),
    ]);
    expect(notices).toEqual([{ kind: 'overruled', suggestion: was.key, person: HR }]);
  });

  test('a change made in SharePoint is noted: of a text the earlier words, of a code both', () => {
    const { history, notices } = merger()('Suggestions', {
      base: was,
      ours: was,
      theirs: { ...was, text: 'Deres tekst', state: 'parked' },
      editor: HR,
    });
    expect(history).toEqual([
      expect.objectContaining({ what: 'changedInSharePoint', field: 'text', words: was.text, from: null, to: null }),
      expect.objectContaining({ what: 'changedInSharePoint', field: 'state', from: 'new', to: 'parked', words: null }),
    ]);
    // The card in the channel is to show it.
    expect(notices).toEqual([{ kind: 'changed', suggestion: was.key }]);
  });

  test('somebody without an account of ours has no name in it', () => {
    const theirs = { ...was, state: 'parked' as const };
    const { history } = merger()('Suggestions', { base: was, ours: was, theirs, editor: 'flow@contoso.no' });
    expect(history).toEqual([expect.objectContaining({ by: null, what: 'changedInSharePoint' })]);
  });

  test('our own earlier write that comes back is no news', () => {
    const theirs = { ...was, text: 'Første utgave' };
    const ours = { ...was, text: 'Andre utgave' };
    expect(merger()('Suggestions', { base: null, ours, theirs, editor: null })).toEqual({
      row: ours,
      history: [],
      notices: [],
    });
  });
});

describe('the gate stands at the list, too', () => {
  const number = '10915596784';

  test('a national identity number written in SharePoint is not taken, and stands in no history', () => {
    const ours = { ...was, text: 'Merk skapene' };
    const theirs = { ...ours, text: `Merk skapene for ${number}`, reply: 'Takk for forslaget, vi prøver det' };
    const merged = merger()('Suggestions', { base: ours, ours, theirs, editor: HR });
    expect(merged.row).toMatchObject({ text: 'Merk skapene', reply: theirs.reply });
    expect(JSON.stringify(merged)).not.toContain(number);
    expect(merged.history.map(({ what, field }) => [what, field])).toContainEqual(['overruled', 'text']);
  });
});
