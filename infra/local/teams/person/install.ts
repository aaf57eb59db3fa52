import { installFor } from '../installs.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** Adds the app where `place` is: to the team of the channel, the chat, or for the person. Nothing happens if it is there. */
export async function install(world: World, userId: string, place: Place): Promise<void> {
  const target = installFor(place);
  if (world.installs.has(target)) return;
  world.installs.add(target, userId);
  world.live.tell({ kind: 'changed' });
  await world.bot.deliver(world.activities.botMembership({ userId, place }, 'membersAdded'));
  await world.bot.deliver(world.activities.installation({ userId, place }, 'add'));
}

/** Takes the app away. By the time the bot hears of it, it may not speak there any more. */
export async function uninstall(world: World, userId: string, place: Place): Promise<void> {
  const target = installFor(place);
  if (!world.installs.has(target)) return;
  world.installs.remove(target);
  world.live.tell({ kind: 'changed' });
  if (place.kind !== 'personal')
    await world.bot.deliver(world.activities.botMembership({ userId, place }, 'membersRemoved'));
  await world.bot.deliver(world.activities.installation({ userId, place: home(place) }, 'remove'));
}

/** Removal is told in the General channel. */
function home(place: Place): Place {
  if (place.kind !== 'channel') return place;
  const general = place.team.channels.find(({ id }) => id === place.team.internalId);
  return { ...place, id: place.team.internalId, channel: general ?? place.channel };
}
