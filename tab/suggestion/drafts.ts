import type { Device } from '../api/device.ts';

/**
 * A text that was begun and not sent, kept on this device for one person and place (a unit for a suggestion,
 * `comment.` and a key for a comment), and forgotten when it is old.
 */
export type Draft = { readonly text: string; readonly showName: boolean };

export const createDrafts = (device: Device, person: string, now: () => number) => {
  const nameOf = (place: string): string => `draft.${person}.${place}`;
  return {
    read: (place: string): Draft | undefined => device.read<Draft>(nameOf(place)),
    keep: (place: string, draft: Draft): void => {
      if (draft.text.trim() === '') device.forget(nameOf(place));
      else device.write(nameOf(place), { text: draft.text, showName: draft.showName, keptAt: now() });
    },
    forget: (place: string): void => device.forget(nameOf(place)),
  };
};

export type Drafts = ReturnType<typeof createDrafts>;
