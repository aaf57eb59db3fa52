import { type Day, isDay } from '../domain/calendar/day.ts';
import { type Instant, isInstant } from '../domain/calendar/instant.ts';
import { isPersonId, type PersonId } from '../domain/people/person.ts';

/** What a list column holds in JSON, both ways. An empty column is left out by Graph, never null. */
export type FieldValue = string | number | boolean | null;

/** The part of Graph's columnDefinition that says what kind of column it is: exactly one facet. */
type Facet =
  | {
      readonly text: {
        readonly allowMultipleLines?: boolean;
        readonly textType?: 'plain';
        readonly maxLength?: number;
      };
    }
  | {
      readonly choice: {
        readonly choices: readonly string[];
        readonly allowTextEntry: false;
        readonly displayAs: 'dropDownMenu';
      };
    }
  | { readonly number: { readonly decimalPlaces: 'none'; readonly minimum?: number; readonly maximum?: number } }
  | { readonly boolean: Record<string, never> }
  | { readonly dateTime: { readonly format: 'dateTime'; readonly displayAs: 'standard' } };

/** One column of a list: how SharePoint holds it, and how its value is written and read. */
export type Column<T> = {
  /** Internal name: English, fixed for life. */
  readonly name: string;
  /** What people read above the column. */
  readonly label: string;
  readonly facet: Facet;
  readonly indexed: boolean;
  readonly unique: boolean;
  /** What an empty column means; undefined when it must not be empty. SharePoint asks in its form only, not by Graph. */
  readonly empty: T | undefined;
  /** What a row that people made by hand gets when they left this empty; undefined when they must say. */
  readonly initial: T | undefined;
  toField(value: T): FieldValue;
  /** The value, or undefined when it is not one of this column's. Never called for an empty column. */
  fromField(value: FieldValue): T | undefined;
};

/** Longest text of a single-line column, in UTF-16 units; SharePoint refuses more. */
export const LINE_MAX = 255;

/** SharePoint may hand back CRLF where LF was written. */
const withPlainBreaks = (text: string): string => text.replace(/\r\n?/g, '\n');

/** SharePoint keeps no empty text: it comes back as an empty column. */
const textField = (text: string): FieldValue => (text === '' ? null : withPlainBreaks(text));

const base = { indexed: false, unique: false, empty: undefined, initial: undefined } as const;

/** One line of text of a known form. */
export const code = <T extends string>(name: string, label: string, is: (text: string) => text is T): Column<T> => ({
  ...base,
  name,
  label,
  facet: { text: { allowMultipleLines: false, maxLength: LINE_MAX } },
  toField: textField,
  fromField: (value) => (typeof value === 'string' && is(value) ? value : undefined),
});

const isLine = (text: string): text is string => text.length <= LINE_MAX;

/** One line of any text. */
export const line = (name: string, label: string): Column<string> => code(name, label, isLine);

/** Several lines of plain text; cannot be indexed. */
export const note = (name: string, label: string): Column<string> => ({
  ...base,
  name,
  label,
  facet: { text: { allowMultipleLines: true, textType: 'plain' } },
  toField: textField,
  fromField: (value) => (typeof value === 'string' ? withPlainBreaks(value) : undefined),
});

/** One of our codes. */
export const choice = <T extends string>(name: string, label: string, choices: readonly T[]): Column<T> => ({
  ...base,
  name,
  label,
  facet: { choice: { choices, allowTextEntry: false, displayAs: 'dropDownMenu' } },
  toField: (value) => value,
  fromField: (value) => choices.find((known) => known === value),
});

const wholeNumber = (value: FieldValue): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

/** A whole number within limits, both included. */
export const whole = (name: string, label: string, minimum: number, maximum: number): Column<number> => ({
  ...base,
  name,
  label,
  facet: { number: { decimalPlaces: 'none', minimum, maximum } },
  toField: (value) => value,
  fromField: (value) => {
    const number = wholeNumber(value);
    return number !== undefined && number >= minimum && number <= maximum ? number : undefined;
  },
});

/** One of a few neighbouring whole numbers. */
export const scale = <T extends number>(name: string, label: string, steps: readonly T[]): Column<T> => ({
  ...base,
  name,
  label,
  facet: { number: { decimalPlaces: 'none', minimum: Math.min(...steps), maximum: Math.max(...steps) } },
  toField: (value) => value,
  fromField: (value) => steps.find((step) => step === wholeNumber(value)),
});

/** Yes or no. Never to be filtered by: Graph has been seen to answer the opposite rows. */
export const yesNo = (name: string, label: string): Column<boolean> => ({
  ...base,
  name,
  label,
  facet: { boolean: {} },
  toField: (value) => value,
  fromField: (value) => (typeof value === 'boolean' ? value : undefined),
});

/** A moment. SharePoint keeps whole seconds and answers in UTC; people who type one are read to the second. */
export const moment = (name: string, label: string): Column<Instant> => ({
  ...base,
  name,
  label,
  facet: { dateTime: { format: 'dateTime', displayAs: 'standard' } },
  toField: (value) => value,
  fromField: (value) => {
    const text = typeof value === 'string' ? value.replace(/\.\d+Z$/, 'Z') : '';
    return isInstant(text) ? text : undefined;
  },
});

/** A date as YYYY-MM-DD text: a dateOnly column is local midnight and comes back as the day before in UTC. */
export const date = (name: string, label: string): Column<Day> => code(name, label, isDay);

/** An Entra object id as text: a person column needs ids of the site's own that no Graph call makes. */
export const person = (name: string, label: string): Column<PersonId> => ({
  ...code(name, label, isPersonId),
  fromField: (value) => {
    const id = typeof value === 'string' ? value.trim().toLowerCase() : '';
    return isPersonId(id) ? id : undefined;
  },
});

/** May be empty; empty is null. */
export const maybe = <T>(column: Column<T>): Column<T | null> => ({
  ...column,
  empty: null,
  initial: null,
  toField: (value) => (value === null ? null : column.toField(value)),
});

/** May be empty; empty is the empty text. */
export const orBlank = (column: Column<string>): Column<string> => ({ ...column, empty: '', initial: '' });

export const indexed = <T>(column: Column<T>): Column<T> => ({ ...column, indexed: true });

/** No two rows have the same; SharePoint compares without regard to case, and needs the index for it. */
export const unique = <T>(column: Column<T>): Column<T> => ({ ...column, indexed: true, unique: true });

/** What it is when people add a row by hand and leave it empty. */
export const initially = <T>(column: Column<T>, initial: T): Column<T> => ({ ...column, initial });
