/** The part of the browser's Storage that the tab uses. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What this device keeps for the tab, as JSON under names that begin with `tavla.`. */
export type Device = {
  read<T>(name: string): T | undefined;
  /** False when the device would not keep it: no room, or storage switched off. */
  write(name: string, value: unknown): boolean;
  forget(name: string): void;
  names(prefix: string): readonly string[];
};

const PREFIX = 'tavla.';

export const createDevice = (shelf: Shelf): Device => ({
  read<T>(name: string): T | undefined {
    const text = shelf.getItem(PREFIX + name);
    // Only this file writes these entries, so what is there is what was written.
    return text === null ? undefined : (JSON.parse(text) as T);
  },
  write(name, value) {
    try {
      shelf.setItem(PREFIX + name, JSON.stringify(value));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  },
  forget: (name) => shelf.removeItem(PREFIX + name),
  names: (prefix) =>
    Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')
      .filter((name) => name.startsWith(PREFIX + prefix))
      .map((name) => name.slice(PREFIX.length)),
});

/** A shelf that forgets when the page closes, for browsers that keep nothing for embedded pages. */
const memoryShelf = (): Shelf => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
};

/** The browser's own shelf; reading `localStorage` throws where third-party storage is blocked. */
export const openDevice = (browser: { readonly localStorage: Shelf }): Device => {
  try {
    return createDevice(browser.localStorage);
  } catch (error) {
    if (error instanceof DOMException) return createDevice(memoryShelf());
    throw error;
  }
};
