import type { Response } from 'express';
import { viewMessage } from '../message-view.ts';
import type { World } from '../world.ts';

const BEAT_MILLISECONDS = 20_000;

/** Server-sent events: what happens where this person is, until the page goes away. */
export function streamLive(world: World, userId: string, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const send = (kind: string, data: object) => response.write(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
  const isThere = (conversationId: string) => world.places.findFor(userId, conversationId) !== undefined;
  const stop = world.live.listen((happening) => {
    if (happening.kind === 'changed') return send('changed', {});
    if (happening.kind === 'typing')
      return isThere(happening.conversationId) && send('typing', { conversationId: happening.conversationId });
    const { message } = happening;
    return isThere(message.conversationId) && send('message', viewMessage(world, message, userId));
  });
  // Comments keep proxies and browsers from taking silence for the end.
  const beat = setInterval(() => response.write(': beat\n\n'), BEAT_MILLISECONDS);
  beat.unref();
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
