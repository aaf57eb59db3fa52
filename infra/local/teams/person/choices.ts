import { asObject, asObjects, asText, type Json } from '../json.ts';
import { membersOf, type Place } from '../place.ts';
import type { World } from '../world.ts';

export type Choice = { readonly title: string; readonly value: string };

/** Type-ahead shows at most so many. */
const SHOWN = 15;
const PEOPLE = 'graph.microsoft.com/users';

/** What Input.ChoiceSet with Data.Query offers for what was typed: people from the directory, or the bot's own list. */
export async function findChoices(
  world: World,
  userId: string,
  place: Place,
  asked: { readonly dataset: string; readonly typed: string; readonly data?: Json },
): Promise<readonly Choice[]> {
  if (asked.dataset.startsWith(PEOPLE)) return people(world, place, asked.dataset, asked.typed);
  const value = {
    queryText: asked.typed,
    queryOptions: { skip: 0, top: SHOWN },
    dataset: asked.dataset,
    ...(asked.data && { data: asked.data }),
  };
  const answer = await world.bot.invoke(world.activities.invoke({ userId, place }, 'application/search', value));
  if (answer.kind === 'unreachable') return [];
  const { results } = asObject(asObject(answer.body).value);
  return asObjects(results)
    .map(({ title, value: own }) => ({ title: asText(title) ?? '', value: asText(own) ?? '' }))
    .slice(0, SHOWN);
}

function people(world: World, place: Place, dataset: string, typed: string): readonly Choice[] {
  const isHere = dataset.includes('scope=currentContext');
  const here = membersOf(place);
  return world.tenant.users
    .filter(({ id, displayName }) => (!isHere || here.includes(id)) && matches(displayName, typed))
    .slice(0, SHOWN)
    .map(({ id, displayName }) => ({ title: displayName, value: id }));
}

const matches = (name: string, typed: string) => name.toLowerCase().includes(typed.trim().toLowerCase());
