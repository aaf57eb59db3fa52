import type { Grant } from '../domain/people/person.ts';
import type { Unit } from '../domain/people/unit.ts';
import type { HistoryEntry } from '../domain/suggestion/history.ts';
import type { Suggestion } from '../domain/suggestion/suggestion.ts';

/** The lists that are the record, and what a row of each is. A new list begins with a line here. */
export type RowOf = {
  readonly Units: Unit;
  readonly People: Grant;
  readonly Suggestions: Suggestion;
  readonly History: HistoryEntry;
};

export type ListName = keyof RowOf;

export const LIST_NAMES = ['Units', 'People', 'Suggestions', 'History'] as const satisfies readonly ListName[];

/** A row as the working copy and the record pass it between them: JSON values by property name, `key` always. */
export type Row = { readonly key: string } & { readonly [property: string]: string | number | boolean | null };
