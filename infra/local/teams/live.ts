import { EventEmitter } from 'node:events';
import type { Message } from './message.ts';

/** What an open page is told at once. */
export type Happening =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'typing'; readonly conversationId: string }
  /** Chats, installations, tabs or preferences: whoever shows them asks again. */
  | { readonly kind: 'changed' };

export type Live = {
  tell(happening: Happening): void;
  /** Returns how to stop listening. */
  listen(hear: (happening: Happening) => void): () => void;
};

export function createLive(): Live {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    tell: (happening) => void emitter.emit('happening', happening),
    listen: (hear) => {
      emitter.on('happening', hear);
      return () => void emitter.off('happening', hear);
    },
  };
}
