import { randomUUID } from 'node:crypto';
import { isObject } from './call.ts';
import { internalName } from './column-names.ts';
import { GraphFailure, generalException, invalidRequest } from './failure.ts';

/** The facets that make a column, with what SharePoint fills in where the caller leaves it out. */
const FACETS = {
  text: { allowMultipleLines: false, appendChangesToExistingText: false, linesForEditing: 0, maxLength: 255 },
  choice: { allowTextEntry: false, choices: [], displayAs: 'dropDownMenu' },
  number: { decimalPlaces: 'automatic', displayAs: 'number' },
  currency: { locale: 'nb-NO' },
  dateTime: { displayAs: 'default', format: 'dateTime' },
  boolean: {},
  personOrGroup: { allowMultipleSelection: false, chooseFromType: 'peopleOnly', displayAs: 'nameWithPresence' },
  lookup: { allowMultipleValues: false, allowUnlimitedLength: false },
  hyperlinkOrPicture: { isPicture: false },
  calculated: { outputType: 'text' },
} as const;

type Facet = keyof typeof FACETS;

/** `builtIn` has no facet and is worked out from the item itself. */
type ColumnKind = Facet | 'builtIn';

/** A column of a list. `definition` is what Graph shows; the rest is read from it once. */
export type Column = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly kind: ColumnKind;
  readonly facet: Readonly<Record<string, unknown>>;
  /** Several lines of text: never indexed. */
  readonly note: boolean;
  /** Several choices, persons or lookups. */
  readonly multiple: boolean;
  readonly indexed: boolean;
  readonly unique: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  readonly definition: Readonly<Record<string, unknown>>;
};

/** SharePoint's limit of indexes on one list. */
const MOST_INDEXES = 20;

const UNDETERMINED = 'Unable to determine type of provided column definition';
const REFUSED_NAMES = ['scope'];

/** A column from a caller's definition, with the name that SharePoint gives it. Throws 400, and 500 where SharePoint does. */
export function newColumn(asked: unknown, others: readonly Column[]): Column {
  if (!isObject(asked)) throw invalidRequest(UNDETERMINED);
  // Sent as an explicit null, these two make SharePoint stumble instead of refuse.
  if (asked.defaultValue === null || asked.validation === null) throw generalException();
  const facets = facetsOf(asked);
  const [facet] = facets;
  if (!facet || facets.length > 1) throw invalidRequest(UNDETERMINED);
  const wanted = textOr(asked.name, textOr(asked.displayName, ''));
  if (wanted === '' || REFUSED_NAMES.includes(wanted.toLowerCase())) {
    throw invalidRequest('One of the provided arguments is not acceptable.', 'badArgument');
  }
  const name = internalName(
    wanted,
    others.map((column) => column.name),
  );
  const column = readColumn({
    columnGroup: 'Custom Columns',
    description: '',
    enforceUniqueValues: false,
    hidden: false,
    indexed: false,
    readOnly: facet === 'calculated',
    required: false,
    isDeletable: true,
    isReorderable: true,
    isSealed: false,
    propagateChanges: false,
    ...membersOf(asked),
    id: randomUUID(),
    name,
    displayName: textOr(asked.displayName, wanted),
    [facet]: { ...FACETS[facet], ...(isObject(asked[facet]) && asked[facet]) },
  });
  checkIndexing(column, others);
  return column;
}

/** The column after a PATCH. The type and the internal name are for life. */
export function changedColumn(
  column: Column,
  asked: Readonly<Record<string, unknown>>,
  others: readonly Column[],
): Column {
  const foreign = facetsOf(asked).some((facet) => facet !== column.kind);
  const renamed = 'name' in asked && asked.name !== column.name;
  if (foreign || renamed) throw invalidRequest('Invalid request');
  const asker = asked[column.kind];
  const facet = isObject(asker) ? { [column.kind]: { ...column.facet, ...asker } } : {};
  const changed = readColumn({ ...column.definition, ...membersOf(asked), ...facet });
  checkIndexing(changed, others);
  return changed;
}

/** From the definition as kept and as shown. */
export function readColumn(definition: Readonly<Record<string, unknown>>): Column {
  const [kind = 'builtIn'] = facetsOf(definition);
  const facet = isObject(definition[kind]) ? definition[kind] : {};
  const note = facet.allowMultipleLines === true && kind === 'text';
  const multiple =
    facet.displayAs === 'checkBoxes' || facet.allowMultipleSelection === true || facet.allowMultipleValues === true;
  return {
    id: textOr(definition.id, ''),
    name: textOr(definition.name, ''),
    displayName: textOr(definition.displayName, ''),
    kind,
    facet,
    note,
    multiple,
    indexed: definition.indexed === true,
    unique: definition.enforceUniqueValues === true,
    required: definition.required === true,
    readOnly: definition.readOnly === true,
    hidden: definition.hidden === true,
    definition,
  };
}

/** Persons and lookups are kept, shown and filtered by the row id they point to. */
export const pointsToRow = (column: Column): boolean => column.kind === 'personOrGroup' || column.kind === 'lookup';

/** What a person or lookup column is called in `fields`. */
export const writtenName = (column: Column): string => (pointsToRow(column) ? `${column.name}LookupId` : column.name);

function checkIndexing(column: Column, others: readonly Column[]): void {
  const refuse = () => new GraphFailure(400, 'invalidRequest', 'Invalid request');
  const indexable = !column.note && !column.multiple && !['hyperlinkOrPicture', 'calculated'].includes(column.kind);
  if (column.indexed && !indexable) throw refuse();
  if (column.unique && (!column.indexed || column.kind === 'boolean' || column.readOnly)) throw refuse();
  const taken = others.filter((other) => other.indexed && other.id !== column.id && other.name !== 'ID').length;
  if (column.indexed && taken >= MOST_INDEXES) throw refuse();
}

const facetsOf = (asked: Readonly<Record<string, unknown>>): Facet[] =>
  (Object.keys(FACETS) as Facet[]).filter((facet) => isObject(asked[facet]));

const MEMBERS = [
  'columnGroup',
  'description',
  'displayName',
  'defaultValue',
  'enforceUniqueValues',
  'hidden',
  'indexed',
  'readOnly',
  'required',
  'validation',
];

function membersOf(asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(MEMBERS.filter((member) => member in asked).map((member) => [member, asked[member]]));
}

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;
