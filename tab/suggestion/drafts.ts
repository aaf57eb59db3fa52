import type { Device } from '../api/device.ts';

/** A text that was begun and not sent, kept on this device for one person and unit, and forgotten when it is old. */
export type Draft = { readonly text: string; readonly showName: boolean };

export const createDrafts = (device: Device, person: string, now: () => number) => {
  const nameOf = (unit: string): string => `draft.${person}.${unit}`;
  return {
    read: (unit: string): Draft | undefined => device.read<Draft>(nameOf(unit)),
    keep: (unit: string, draft: Draft): void => {
      if (draft.text.trim() === '') device.forget(nameOf(unit));
      else device.write(nameOf(unit), { text: draft.text, showName: draft.showName, keptAt: now() });
    },
    forget: (unit: string): void => device.forget(nameOf(unit)),
  };
};

export type Drafts = ReturnType<typeof createDrafts>;
