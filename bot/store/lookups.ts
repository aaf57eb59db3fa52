import { SETTLED } from '../domain/suggestion/states.ts';
import type { ListName, Row, RowOf } from '../ports/rows.ts';
import type { ItemTable } from './schema.ts';

type Lookups = Pick<ItemTable, 'unit' | 'parent' | 'person' | 'at' | 'open_until'>;

/** Stands for "not settled": later than every Instant. */
const OPEN = '9999-12-31T23:59:59Z';

const NOTHING: Lookups = { unit: null, parent: null, person: null, at: null, open_until: OPEN };

/**
 * By what the rows of each list are found. A new list is a line here.
 * `unit` is also whose board hears of a change. `at` orders what belongs to one person or one parent.
 */
const LOOKUPS: { readonly [List in ListName]: (row: RowOf[List]) => Lookups } = {
  Units: ({ key, channelId }) => ({ ...NOTHING, unit: key, parent: channelId }),
  People: ({ person, scope, place }) => ({ ...NOTHING, person, unit: scope === 'unit' ? place : null }),
  Suggestions: ({ unit, proposer, submittedAt, movedAt, state }) => ({
    ...NOTHING,
    unit,
    person: proposer,
    at: submittedAt,
    open_until: SETTLED.includes(state) ? movedAt : OPEN,
  }),
  History: ({ unit, suggestion, by, at }) => ({ ...NOTHING, unit, parent: suggestion, person: by, at }),
};

export const lookupsOf = (list: ListName, row: Row): Lookups => LOOKUPS[list](row as never);
