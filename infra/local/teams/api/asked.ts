import type { Request } from 'express';
import type { DirectoryUser } from '../../directory.ts';
import { asText } from '../json.ts';
import type { Message } from '../message.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** A request that cannot be answered; the page shows the sentence. */
export class Mistake extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Who the page says is sitting there. */
export function whoAsks(world: World, request: Request): DirectoryUser {
  const user = world.tenant.user(asText(request.query.as) ?? '');
  if (user === undefined) throw new Mistake(400, 'The address must say who you are: ?as=<object id>.');
  return user;
}

/** `bot` is one's own chat with the app. */
export function placeAsked(world: World, request: Request<{ id: string }>): Place {
  const { id: userId } = whoAsks(world, request);
  const { id } = request.params;
  const place = world.places.findFor(userId, id === 'bot' ? world.tenant.personalChat(userId) : id);
  if (place === undefined) throw new Mistake(404, 'You are in no such conversation.');
  return place;
}

export function messageAsked(world: World, request: Request<{ id: string; messageId: string }>): Message {
  const message = world.messages.find(placeAsked(world, request).id, request.params.messageId);
  if (message === undefined || message.deleted) throw new Mistake(404, 'The message is not there any more.');
  return message;
}

export function ownMessageAsked(world: World, request: Request<{ id: string; messageId: string }>): Message {
  const message = messageAsked(world, request);
  const { author } = message;
  if (author.kind !== 'person' || author.userId !== whoAsks(world, request).id)
    throw new Mistake(403, 'Only own messages can be changed.');
  return message;
}
