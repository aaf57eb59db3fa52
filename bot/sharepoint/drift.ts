import { listPart, part, textPart } from './answer.ts';
import type { AnyColumn, AnyList } from './list.ts';

/** A column as Graph describes it, as far as it concerns us. */
export type Found = {
  readonly id: string;
  readonly name: string;
  readonly indexed: boolean;
  readonly unique: boolean;
  readonly required: boolean;
  readonly definition: unknown;
};

/** One thing in which a list differs from its declaration. `change` is what to send; null when only people can mend it. */
export type Drift = {
  readonly column: string;
  readonly what: string;
  readonly columnId: string | undefined;
  readonly change: Readonly<Record<string, unknown>> | null;
};

export const foundFrom = (body: unknown): Found | undefined => {
  const [id, name] = [textPart(body, 'id'), textPart(body, 'name')];
  if (id === undefined || name === undefined) return undefined;
  const is = (member: string): boolean => part(body, member) === true;
  return {
    id,
    name,
    indexed: is('indexed'),
    unique: is('enforceUniqueValues'),
    required: is('required'),
    definition: body,
  };
};

/** Must people fill it in SharePoint's form? Not where Tavla gives what they leave empty. */
const isRequired = (list: AnyList, column: AnyColumn): boolean =>
  column.empty === undefined &&
  column.initial === undefined &&
  !('dateTime' in column.facet) &&
  !(column.name === 'Key' && list.keyFor !== undefined);

/** What Graph is sent to make a column. */
export const definitionOf = (list: AnyList, column: AnyColumn): Readonly<Record<string, unknown>> => ({
  name: column.name,
  displayName: column.label,
  indexed: column.indexed,
  enforceUniqueValues: column.unique,
  required: isRequired(list, column),
  ...column.facet,
});

/** What differs, column by column. Headings may be renamed by people and are left alone, as are columns of theirs. */
export const driftOf = (list: AnyList, found: readonly Found[]): readonly Drift[] =>
  Object.values(list.columns).flatMap((column) => {
    const there = found.find(({ name }) => name === column.name);
    if (there !== undefined) return columnDrift(list, column, there);
    return [{ column: column.name, what: 'is missing', columnId: undefined, change: definitionOf(list, column) }];
  });

const columnDrift = (list: AnyList, column: AnyColumn, there: Found): readonly Drift[] => {
  const wrongKind = kindTrouble(column, there.definition);
  if (wrongKind !== undefined) return [{ column: column.name, what: wrongKind, columnId: there.id, change: null }];
  const drift = (what: string, change: Drift['change']): Drift => ({
    column: column.name,
    what,
    columnId: there.id,
    change,
  });
  const wanted = isRequired(list, column);
  return [
    ...(column.unique && !there.unique
      ? [drift('does not keep its values unique', { indexed: true, enforceUniqueValues: true })]
      : []),
    ...(column.indexed && !there.indexed && !column.unique ? [drift('is not indexed', { indexed: true })] : []),
    ...(there.required === wanted
      ? []
      : [drift(`is ${wanted ? 'not ' : ''}required in the form`, { required: wanted })]),
    ...choiceDrift(column, there.definition).map((change) => drift('lacks choices', change)),
  ];
};

const FACETS = ['text', 'choice', 'number', 'boolean', 'dateTime'] as const;

/** A kind cannot be changed by Graph; some columns come back without any and are then taken to be right. */
const kindTrouble = (column: AnyColumn, definition: unknown): string | undefined => {
  const kind = FACETS.find((facet) => facet in column.facet);
  const there = FACETS.find((facet) => part(definition, facet) !== undefined);
  if (there !== undefined && there !== kind) return `is of kind ${there} but must be ${kind}`;
  if (!('text' in column.facet) || there === undefined) return undefined;
  const several = part(part(definition, 'text'), 'allowMultipleLines') === true;
  if (several === (column.facet.text.allowMultipleLines === true)) return undefined;
  return several ? 'holds several lines but must hold one' : 'holds one line but must hold several';
};

/** Choices that people added stay. */
const choiceDrift = (column: AnyColumn, definition: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (!('choice' in column.facet)) return [];
  const there = listPart(part(definition, 'choice'), 'choices').filter((one) => typeof one === 'string');
  const missing = column.facet.choice.choices.filter((one) => !there.includes(one));
  return missing.length === 0 ? [] : [{ choice: { ...column.facet.choice, choices: [...there, ...missing] } }];
};
