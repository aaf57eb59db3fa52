import type { Instant } from '../calendar/instant.ts';
import { type Assurance, passGate } from '../gate/pass.ts';
import type { PersonId } from '../people/person.ts';
import type { UnitKey } from '../people/unit.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { SuggestionProblem } from './problem.ts';
import { type Suggestion, type SuggestionKey, TEXT_MAX, TEXT_MIN } from './suggestion.ts';

/** What somebody hands in. */
export type Note = Assurance & {
  readonly unit: UnitKey;
  readonly text: string;
  readonly showName: boolean;
  readonly sourceLink?: string | undefined;
};

/** What ends a line, wherever the text was copied from; \v is Word's soft line break. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Control characters other than line breaks and tabs, halves of surrogate pairs, noncharacters: no list column keeps them. */
const UNPRINTABLE = /(?![\n\t])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * What cannot be seen but turns a line around or hides in it: overrides and isolates of direction, soft hyphen,
 * zero-width space, byte order mark, tags. Joiners stay, for emoji and scripts are made with them; so do the
 * two marks of direction, which only touch their neighbours.
 */
const HIDDEN = /[\u00AD\u180E\u200B\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** The text as it will be kept: line breaks as \n, nothing unprintable or hidden, no space at the ends. */
export const tidy = (text: string): string =>
  text.replace(LINE_END, '\n').replace(UNPRINTABLE, '').replace(HIDDEN, '').trim();

/** Characters that a reader sees, spaces between them included. */
export const visibleLength = (text: string): number =>
  [...text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim()].length;

/** A text that may stand on the board, tidied; or what is wrong with it. */
export const checkText = (text: string, assurance: Assurance): Result<string, SuggestionProblem> => {
  const tidied = tidy(text);
  const length = [...tidied].length;
  if (visibleLength(tidied) < TEXT_MIN) return refuse({ kind: 'textTooShort', min: TEXT_MIN });
  if (length > TEXT_MAX) return refuse({ kind: 'textTooLong', max: TEXT_MAX, length });
  return passGate(tidied, assurance);
};

/** Where Teams on the web lives: the older address, and the one that Microsoft moves it to. */
const TEAMS = ['https://teams.microsoft.com/', 'https://teams.cloud.microsoft/'];

/** Only links into Teams are kept as the place that a suggestion came from. */
const teamsLink = (link: string | undefined): string | null =>
  link !== undefined && link.length <= 1000 && TEAMS.some((teams) => link.startsWith(teams)) ? link : null;

/** A fresh suggestion in state `new`, or why the note cannot be one. */
export const newSuggestion = (
  note: Note,
  proposer: PersonId,
  key: SuggestionKey,
  now: Instant,
): Result<Suggestion, SuggestionProblem> => {
  const text = checkText(note.text, note);
  if (!text.ok) return text;
  return ok({
    key,
    unit: note.unit,
    text: text.value,
    state: 'new',
    phase: null,
    proposer,
    showName: note.showName,
    sourceLink: teamsLink(note.sourceLink),
    submittedAt: now,
    movedAt: now,
    owner: null,
    due: null,
    threeF: null,
    effort: null,
    effect: null,
    firstTest: null,
    reply: null,
    question: null,
    reasonCode: null,
    reviewDate: null,
    result: null,
    learning: null,
  });
};
