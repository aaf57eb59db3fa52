import { installFor } from '../installs.ts';
import { asObject, asText, type Json } from '../json.ts';
import type { Message } from '../message.ts';
import { refreshAction } from '../message-view.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import { type Outcome, readCardAction, readTask, trouble } from './outcome.ts';
import { actOf, changed, say } from './say.ts';

/** An action as it stands in the card, and what was filled in. */
export type Press = {
  readonly type: string;
  readonly id?: string | undefined;
  readonly verb?: string | undefined;
  readonly data?: unknown;
  readonly inputs?: Json;
};

const NOT_THERE: Outcome = { kind: 'failed', status: 403 };

/** A person presses a button of a card. */
export async function press(world: World, userId: string, place: Place, message: Message, pressed: Press) {
  if (!world.installs.has(installFor(place))) return NOT_THERE;
  const data = { ...asObject(pressed.data), ...pressed.inputs };
  if (pressed.type === 'Action.Execute') return execute(world, userId, place, message, pressed, data, 'manual');
  if (pressed.type !== 'Action.Submit') return { kind: 'nothing' } as const;
  return submit(world, userId, place, message, data);
}

/** When a card with `refresh` comes into view: at most once a minute for each person. */
export function createRefresh(world: World) {
  const last = new Map<string, number>();
  return async (userId: string, place: Place, message: Message): Promise<Outcome> => {
    const action = refreshAction(world, message, userId);
    const key = `${userId} ${message.conversationId} ${message.id}`;
    if (action === undefined || world.now() - (last.get(key) ?? Number.NEGATIVE_INFINITY) < REFRESH_MILLISECONDS)
      return { kind: 'nothing' };
    last.set(key, world.now());
    const pressed = { type: 'Action.Execute', id: asText(action.id), verb: asText(action.verb) };
    return execute(world, userId, place, message, pressed, asObject(action.data), 'automatic');
  };
}

const REFRESH_MILLISECONDS = 60_000;

async function execute(
  world: World,
  userId: string,
  place: Place,
  message: Message,
  { id, verb }: Press,
  data: Json,
  trigger: 'manual' | 'automatic',
): Promise<Outcome> {
  const action = { type: 'Action.Execute', ...(id !== undefined && { id }), ...(verb !== undefined && { verb }), data };
  const activity = world.activities.invoke(
    actOf(userId, place, message),
    'adaptiveCard/action',
    { action, trigger },
    { replyToId: message.id },
  );
  const answer = await world.bot.invoke(activity);
  const failed = trouble(answer);
  if (failed || answer.kind === 'unreachable') return failed ?? { kind: 'unreachable' };
  const read = readCardAction(answer.body);
  if ('kind' in read) return read;
  world.messages.setView(message, userId, read);
  changed(world, message, {});
  return { kind: 'card' };
}

/** Action.Submit, by what `msteams.type` makes of it. */
async function submit(world: World, userId: string, place: Place, message: Message, data: Json): Promise<Outcome> {
  const teams = asObject(data.msteams);
  const { msteams: _, ...plain } = data;
  const act = actOf(userId, place, message);
  if (teams.type === 'task/fetch') return task(world, userId, place, message, 'task/fetch', data);
  if (teams.type === 'imBack') {
    await say(world, userId, place, { text: asText(teams.value) ?? '', thread: message.root ?? undefined });
    return { kind: 'nothing' };
  }
  if (teams.type === 'messageBack') {
    const value = teams.value ?? plain;
    return send(world.activities.submit(act, message.id, value, asText(teams.text) ?? ''));
  }
  if (teams.type === 'invoke') {
    const value = { ...asObject(teams.value), ...plain };
    const answer = await world.bot.invoke(
      world.activities.invoke(act, 'invoke', value, { replyToId: message.id, source: 'message' }),
    );
    return trouble(answer) ?? { kind: 'nothing' };
  }
  return send(world.activities.submit(act, message.id, plain));

  async function send(activity: Parameters<typeof world.bot.deliver>[0]): Promise<Outcome> {
    return (await world.bot.deliver(activity)) ? { kind: 'nothing' } : { kind: 'unreachable' };
  }
}

/** Opens a dialog from a card, or sends what was filled in there. `message` is undefined for a tab's dialog. */
export async function task(
  world: World,
  userId: string,
  place: Place,
  message: Message | undefined,
  name: 'task/fetch' | 'task/submit',
  data: unknown,
): Promise<Outcome> {
  if (!world.installs.has(installFor(place))) return NOT_THERE;
  const context = { theme: world.preferences.of(userId).theme };
  const act = message ? actOf(userId, place, message) : { userId, place };
  const replyTo = name === 'task/fetch' && message ? { replyToId: message.id } : {};
  const answer = await world.bot.invoke(
    world.activities.invoke(act, name, { data, context }, { ...replyTo, source: 'message' }),
  );
  return trouble(answer) ?? (answer.kind === 'answered' ? readTask(answer.body) : { kind: 'unreachable' });
}
