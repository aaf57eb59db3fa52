import type { Grant, Person, PersonId } from '../domain/people/person.ts';
import type { Language, UnitKey } from '../domain/people/unit.ts';
import type { People, Seen } from '../ports/people.ts';
import type { Engine } from './engine.ts';
import { rowIn } from './rows.ts';
import type { PersonTable } from './schema.ts';
import type { Write } from './writer.ts';

const byName = new Intl.Collator('nb').compare;

/** `fallback` is the language of those who have neither chosen one nor been heard in one. */
export const createPeople = ({ db }: Engine, write: Write, fallback: Language): People => {
  const stored = (id: PersonId) => db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

  const unitsOf = async (id: PersonId): Promise<readonly UnitKey[]> => {
    const found = await db.selectFrom('member').select('unit').where('person', '=', id).orderBy('unit').execute();
    return found.map(({ unit }) => unit as UnitKey);
  };

  const grantsOf = async (id: PersonId): Promise<readonly Grant[]> => {
    const found = await db
      .selectFrom('item')
      .select('body')
      .where('list', '=', 'People')
      .where('person', '=', id)
      .orderBy('key')
      .execute();
    return found.map(({ body }) => rowIn('People', body));
  };

  /** Writes only what is news: this is asked on every request. */
  const remember = async ({ id, name, language }: Seen, known: PersonTable | undefined): Promise<void> => {
    const news = {
      ...(name !== '' && name !== known?.name ? { name } : {}),
      ...(language !== undefined && language !== known?.language_seen ? { language_seen: language } : {}),
    };
    if (known !== undefined && Object.keys(news).length === 0) return;
    const fresh = { id, name, language_seen: language ?? null, language_chosen: null, chosen_unit: null };
    await write(async ({ trx }) => {
      await trx
        .insertInto('person')
        .values(fresh)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...news, id }))
        .execute();
    });
  };

  const choose = (id: PersonId, choice: { language_chosen: Language } | { chosen_unit: UnitKey }): Promise<void> =>
    write(async ({ trx }) => {
      const fresh = { id, name: '', language_seen: null, language_chosen: null, chosen_unit: null, ...choice };
      await trx
        .insertInto('person')
        .values(fresh)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(choice))
        .execute();
    });

  const personOf = async (id: PersonId, name: string, language: string | null | undefined): Promise<Person> => {
    const [units, grants] = await Promise.all([unitsOf(id), grantsOf(id)]);
    return { id, name, language: (language ?? fallback) as Language, units, grants };
  };

  return {
    know: async (seen) => {
      const known = await stored(seen.id);
      await remember(seen, known);
      const language = known?.language_chosen ?? seen.language ?? known?.language_seen;
      return personOf(seen.id, seen.name === '' ? (known?.name ?? '') : seen.name, language);
    },
    find: async (id) => {
      const known = await stored(id);
      return known && personOf(id, known.name, known.language_chosen ?? known.language_seen);
    },
    names: async (ids) => {
      if (ids.length === 0) return new Map();
      const found = await db
        .selectFrom('person')
        .select(['id', 'name'])
        .where('id', 'in', [...ids])
        .where('name', '!=', '')
        .execute();
      return new Map(found.map(({ id, name }) => [id as PersonId, name]));
    },
    membersOf: async (unit) => {
      const found = await db
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person')
        .select(['person.id', 'person.name'])
        .where('member.unit', '=', unit)
        .execute();
      return found.map(({ id, name }) => ({ id: id as PersonId, name })).sort((a, b) => byName(a.name, b.name));
    },
    choosesLanguage: async (id, language) => {
      if ((await stored(id))?.language_chosen !== language) await choose(id, { language_chosen: language });
    },
    chosenUnit: async (id) => {
      const known = await stored(id);
      return known?.chosen_unit == null ? undefined : (known.chosen_unit as UnitKey);
    },
    choosesUnit: async (id, unit) => {
      if ((await stored(id))?.chosen_unit !== unit) await choose(id, { chosen_unit: unit });
    },
  };
};
