import type { Brand } from '../brand.ts';

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ssZ`: whole seconds, because that is what a SharePoint dateTime column keeps. */
export type Instant = Brand<'Instant'>;

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** V8 reads 30 February as 2 March, so what is read must also be written the same. */
export const isInstant = (text: string): text is Instant =>
  FORM.test(text) && !Number.isNaN(Date.parse(text)) && instantOf(Date.parse(text)) === text;

/** Milliseconds since 1970 as an Instant; the part of a second is dropped. */
export const instantOf = (milliseconds: number): Instant =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z` as Instant;

export const millisecondsOf = (instant: Instant): number => Date.parse(instant);

export const later = (instant: Instant, seconds: number): Instant =>
  instantOf(millisecondsOf(instant) + seconds * 1000);
