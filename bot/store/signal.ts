/** Something that happens in this server and that others wait for. */
export type Signal<T> = {
  /** Returns how to stop. */
  on(listener: (news: T) => void): () => void;
  /** Each listener runs on its own, so that one that throws takes nothing back from whoever fired. */
  fire(news: T): void;
};

export const createSignal = <T>(): Signal<T> => {
  const listeners = new Set<(news: T) => void>();
  return {
    on: (listener) => {
      // The same function may be handed in twice; each time is a listener of its own.
      const own = (news: T): void => listener(news);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    fire: (news) => {
      for (const listener of listeners) queueMicrotask(() => listener(news));
    },
  };
};
