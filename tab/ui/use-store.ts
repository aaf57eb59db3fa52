import { useEffect, useState } from 'react';

type Store<T> = { readonly get: () => T; readonly subscribe: (listener: () => void) => () => void };

/** Draws anew whenever the store's state changes. */
export const useStore = <T>(store: Store<T>): T => {
  const [seen, show] = useState(() => ({ store, state: store.get() }));
  useEffect(() => {
    const look = () => show({ store, state: store.get() });
    look();
    return store.subscribe(look);
  }, [store]);
  return seen.store === store ? seen.state : store.get();
};
