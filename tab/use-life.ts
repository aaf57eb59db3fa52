import { useEffect } from 'react';
import type { BoardStore } from './api/board-store.ts';

/** How often it is looked whether the day has turned, in milliseconds. */
const TURN_MS = 60_000;

/** Opens the board's store, and lets it hear what happens to the page and in other windows, until the page goes. */
export const useLife = (store: BoardStore): void => {
  useEffect(() => {
    const gone = new AbortController();
    const turn = setInterval(() => void store.turnDay(), TURN_MS);
    addEventListener('online', () => void store.retry(), gone);
    addEventListener('storage', store.redraw, gone);
    addEventListener('pagehide', store.keep, gone);
    document.addEventListener('visibilitychange', store.keep, gone);
    void store.open();
    return () => {
      gone.abort();
      clearInterval(turn);
      store.close();
    };
  }, [store]);
};
