import { inspect } from '../domain/gate/gate.ts';
import { maskNumbers } from '../domain/gate/mask-numbers.ts';
import { isPersonId } from '../domain/people/person.ts';
import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { Suggestion } from '../domain/suggestion/suggestion.ts';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Merge } from '../ports/outbox.ts';
import type { Row } from '../ports/rows.ts';
import { LISTS } from './lists.ts';

type Versions = { readonly base: Row | null; readonly ours: Row; readonly theirs: Row };

/** Two versions as one, with the properties in which ours stood against theirs, and those taken from theirs. */
export type Merged = { readonly row: Row; readonly overruled: readonly string[]; readonly taken: readonly string[] };

/**
 * Three-way, property by property: what one side changed takes that side; what both changed differently is ours.
 * Without a base nobody knows who changed what, so that ours stands wherever the two differ. The key never changes.
 */
export const mergeRows = (
  { base, ours, theirs }: Versions,
  mayTake: (name: string) => boolean = () => true,
): Merged => {
  const differing = Object.keys(ours).filter((name) => name !== 'key' && !isSame(ours, theirs, name));
  const isTheirs = (name: string): boolean => base !== null && isSame(ours, base, name);
  const isOurs = (name: string): boolean => base !== null && isSame(theirs, base, name);
  const taken = differing.filter((name) => isTheirs(name) && mayTake(name));
  const overruled = differing.filter((name) => !taken.includes(name) && !isOurs(name));
  const row = { ...ours, ...Object.fromEntries(taken.map((name) => [name, theirs[name] ?? null])) };
  return { row, overruled, taken };
};

const isSame = (a: Row, b: Row, name: string): boolean => (a[name] ?? null) === (b[name] ?? null);

/**
 * The merge that push and pull use. A change made in SharePoint leaves a line in the suggestion's history: what was
 * overruled with their words, what was taken with the value before; whoever was overruled is told. `editor` null is Tavla itself, whose own earlier
 * write comes back: no news. Other lists have no history; there the rule of the rows is all.
 * The gate stands here too: a text into which somebody wrote a national identity number in SharePoint is not taken;
 * ours stands, goes back to the list, and the number is in no history.
 */
export const createMerge =
  ({ clock, keys }: { readonly clock: Clock; readonly keys: Keys }): Merge =>
  (list, { base, ours, theirs, editor }) => {
    const holdsNumber = (name: string): boolean => inspect(inWords(theirs, name) ?? '').nationalNumber;
    const merged = mergeRows({ base, ours, theirs }, (name) => list !== 'Suggestions' || !holdsNumber(name));
    if (list !== 'Suggestions' || editor === null) return { row: merged.row, history: [], notices: [] };
    // A row of Suggestions is a Suggestion: the codec that made it is declared so.
    const suggestion = ours as unknown as Suggestion;
    const entry = (property: string, what: HistoryEntry['what']): HistoryEntry => ({
      key: keys.next(),
      suggestion: suggestion.key,
      unit: suggestion.unit,
      what,
      at: clock.now(),
      by: isPersonId(editor) ? editor : null,
      role: null,
      from: null,
      to: null,
      field: property,
      words: null,
    });
    return {
      row: merged.row,
      notices: [
        ...(merged.taken.length > 0 ? [{ kind: 'changed', suggestion: suggestion.key } as const] : []),
        ...(isPersonId(editor) && merged.overruled.length > 0
          ? [{ kind: 'overruled', suggestion: suggestion.key, person: editor } as const]
          : []),
      ],
      history: [
        ...merged.overruled.map((name) => ({
          ...entry(name, 'overruled'),
          words: maskNumbers(inWords(theirs, name) ?? '') || null,
        })),
        ...merged.taken.map((name) => ({
          ...entry(name, 'changedInSharePoint'),
          ...beforeAndAfter(ours, theirs, name),
        })),
      ],
    };
  };

const inWords = (row: Row, name: string): string | null => {
  const value = row[name] ?? null;
  return value === null ? null : String(value);
};

const isLongText = (name: string): boolean => {
  const facet = LISTS.Suggestions.columns[name]?.facet;
  return facet !== undefined && 'text' in facet && facet.text.allowMultipleLines === true;
};

/** Of a text the earlier wording is kept, as for an edit in Tavla; of anything else both values. */
const beforeAndAfter = (before: Row, after: Row, name: string): Partial<HistoryEntry> =>
  isLongText(name) ? { words: inWords(before, name) } : { from: inWords(before, name), to: inWords(after, name) };
