import type { Brand } from '../brand.ts';

/**
 * A unit's key: the municipality's own short code (HEO01), up to 20 letters, digits or hyphens.
 * It stands in every row that belongs to the unit, so that people can read the lists without a look-up.
 */
export type UnitKey = Brand<'UnitKey'>;

export const isUnitKey = (text: string): text is UnitKey => /^[A-Za-zÆØÅæøå0-9-]{1,20}$/.test(text);

/** The written language of a unit or a person. */
export const LANGUAGES = ['nb', 'nn', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where in Teams the unit's board lives: Entra group id of the team, and the channel's 19:… id. */
export type Unit = {
  readonly key: UnitKey;
  readonly name: string;
  /** Service area, a short code such as HEO. */
  readonly area: string;
  readonly language: Language;
  /** Year in which the unit began with improvement work; null while it waits. */
  readonly startYear: number | null;
  /** Number of people employed. */
  readonly headcount: number;
  readonly teamId: string | null;
  readonly channelId: string | null;
};

/** `nb-NO`, `no`, `nn-no`, `en-GB` and the like to one of ours; anything else is undefined. */
export const languageOf = (locale: string | undefined): Language | undefined => {
  const first = locale?.toLowerCase().split(/[-_]/)[0];
  return first === 'no' || first === 'nb' ? 'nb' : first === 'nn' ? 'nn' : first === 'en' ? 'en' : undefined;
};
