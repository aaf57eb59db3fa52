import type { PersonId } from '../domain/people/person.ts';
import type { Memberships } from '../ports/people.ts';
import type { Engine } from './engine.ts';
import { rowIn } from './rows.ts';
import type { Work, Write } from './writer.ts';

type Member = { readonly id: PersonId; readonly name: string };

export const createMemberships = (engine: Engine, write: Write): Memberships => ({
  replace: (unit, members) =>
    write(async (work) => {
      await engine.alone(work.trx, `members of ${unit}`);
      const known = await membersIn(work, unit);
      const wanted = new Map(members.map((member) => [member.id, member]));
      const named = await nameAll(work, [...wanted.values()]);
      const joined = [...wanted.keys()].filter((id) => !known.has(id));
      const left = [...known].filter((id) => !wanted.has(id));
      await join(work, unit, joined);
      await leave(work, unit, left);
      // Ready-made boards show names.
      if (named || joined.length > 0 || left.length > 0) work.touch({ list: 'People', key: unit, unit });
      await work.trx
        .insertInto('roster_read')
        .values({ unit, at: work.now })
        .onConflict((conflict) => conflict.column('unit').doUpdateSet({ at: work.now }))
        .execute();
    }),
  stale: async (before, limit) => {
    const found = await engine.db
      .selectFrom('item')
      .leftJoin('roster_read', 'roster_read.unit', 'item.key')
      .select('item.body')
      .where('item.list', '=', 'Units')
      .where(({ or, eb }) => or([eb('roster_read.at', 'is', null), eb('roster_read.at', '<', before)]))
      .orderBy(({ fn, val }) => fn.coalesce('roster_read.at', val('')))
      .orderBy('item.key')
      .limit(limit)
      .execute();
    return found.map(({ body }) => rowIn('Units', body));
  },
});

const membersIn = async ({ trx }: Work, unit: string): Promise<ReadonlySet<PersonId>> => {
  const found = await trx.selectFrom('member').select('person').where('unit', '=', unit).execute();
  return new Set(found.map(({ person }) => person as PersonId));
};

/** Keeps the directory's names; true when one is new. In the order of the ids so that two servers do not block each other crosswise. */
const nameAll = async ({ trx }: Work, members: readonly Member[]): Promise<boolean> => {
  if (members.length === 0) return false;
  const ids = members.map(({ id }) => id);
  const found = await trx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const news = members.filter(({ id, name }) => name !== '' && names.get(id) !== name);
  if (news.length === 0) return false;
  await trx
    .insertInto('person')
    .values(
      news
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, name }) => ({ id, name, language_seen: null, language_chosen: null, chosen_unit: null })),
    )
    .onConflict((conflict) => conflict.column('id').doUpdateSet(({ ref }) => ({ name: ref('excluded.name') })))
    .execute();
  return true;
};

const join = async ({ trx }: Work, unit: string, people: readonly PersonId[]): Promise<void> => {
  if (people.length === 0) return;
  await trx
    .insertInto('member')
    .values(people.map((person) => ({ unit, person })))
    .execute();
};

const leave = async ({ trx }: Work, unit: string, people: readonly PersonId[]): Promise<void> => {
  if (people.length === 0) return;
  await trx
    .deleteFrom('member')
    .where('unit', '=', unit)
    .where('person', 'in', [...people])
    .execute();
};
