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

/** Control characters other than line breaks and tabs, and halves of surrogate pairs: no list column keeps them. */
const UNPRINTABLE = /(?![\n\t])\p{Cc}|\p{Cs}/gu;

/** The text as it will be kept: line breaks as \n, no unprintable characters, no space at the ends. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').trim();

/** A text that may stand on the board, tidied; or what is wrong with it. */
export const checkText = (text: string, assurance: Assurance): Result<string, SuggestionProblem> => {
  const tidied = tidy(text);
  const length = [...tidied].length;
  if (length < TEXT_MIN) return refuse({ kind: 'textTooShort', min: TEXT_MIN });
  if (length > TEXT_MAX) return refuse({ kind: 'textTooLong', max: TEXT_MAX, length });
  return passGate(tidied, assurance);
};

/** Only links into Teams are kept as the place that a suggestion came from. */
const teamsLink = (link: string | undefined): string | null =>
  link !== undefined && link.length <= 1000 && link.startsWith('https://teams.microsoft.com/') ? link : null;

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
