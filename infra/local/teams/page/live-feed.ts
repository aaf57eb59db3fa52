import type { MessageView } from '../message-view.ts';
import type { Server } from './server.ts';

export type LiveEvent =
  | { readonly kind: 'message'; readonly message: MessageView }
  | { readonly kind: 'typing'; readonly conversationId: string }
  | { readonly kind: 'changed' }
  /** Connected, for the first time or again: whoever shows something asks anew. */
  | { readonly kind: 'open' }
  | { readonly kind: 'lost' };

export type LiveFeed = {
  listen(hear: (event: LiveEvent) => void): () => void;
  close(): void;
};

/** What the server tells while the page is open. */
export function openLiveFeed(server: Server): LiveFeed {
  const listeners = new Set<(event: LiveEvent) => void>();
  const tell = (event: LiveEvent) => {
    for (const listener of listeners) listener(event);
  };
  const source = server.live();
  source.onopen = () => tell({ kind: 'open' });
  source.onerror = () => tell({ kind: 'lost' });
  source.addEventListener('message', ({ data }) => tell({ kind: 'message', message: JSON.parse(data) }));
  source.addEventListener('typing', ({ data }) => tell({ kind: 'typing', ...JSON.parse(data) }));
  source.addEventListener('changed', () => tell({ kind: 'changed' }));
  return {
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    close: () => source.close(),
  };
}
