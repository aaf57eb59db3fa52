import { type Meaning, meaningOf, NO_ANSWER } from './meaning.ts';

/** What Graph answered to one request, alone or inside a batch. */
export type Answer = {
  readonly status: number;
  readonly meaning: Meaning;
  /** The parsed body; undefined when there was none or it could not be read. */
  readonly body: unknown;
  /** Graph's code and words when it was an error: for logs and the shelf, never to branch on. */
  readonly code: string;
  readonly message: string;
  /** Seconds to stay away, when it says so. */
  readonly retryAfter: number | undefined;
  readonly etag: string | undefined;
  readonly location: string | undefined;
};

type Header = (name: string) => string | undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property of something that came from outside; undefined when it is no object or has no such property. */
export const part = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

export const textPart = (value: unknown, name: string): string | undefined => {
  const found = part(value, name);
  return typeof found === 'string' ? found : undefined;
};

export const listPart = (value: unknown, name: string): readonly unknown[] => {
  const found = part(value, name);
  return Array.isArray(found) ? found : [];
};

const seconds = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isFinite(number) && number >= 0 ? Math.ceil(number) : undefined;
};

/** `Retry-After` may be smaller than `RateLimit-Reset`: the greater is honoured. A date is read by the answer's own clock. */
const patience = (header: Header): number | undefined => {
  const written = header('retry-after');
  const asDate = written === undefined ? Number.NaN : (Date.parse(written) - Date.parse(header('date') ?? '')) / 1000;
  const after = seconds(written) ?? (Number.isNaN(asDate) ? undefined : Math.max(0, Math.ceil(asDate)));
  const reset = seconds(header('ratelimit-reset'));
  return after === undefined ? reset : Math.max(after, reset ?? 0);
};

/** An error may come inside of a 200, after part of the page was written. */
const meaningFor = (status: number, body: unknown): Meaning =>
  meaningOf(status) === 'done' && part(body, 'error') !== undefined ? 'broken' : meaningOf(status);

export const answerOf = (status: number, body: unknown, header: Header): Answer => {
  const error = part(body, 'error');
  const meaning = meaningFor(status, body);
  return {
    status,
    meaning,
    body,
    code: textPart(error, 'code') ?? '',
    message: textPart(error, 'message') ?? '',
    retryAfter: meaning === 'busy' ? patience(header) : undefined,
    etag: header('etag'),
    location: header('location'),
  };
};

/** The answer when the text of a body is known; a success that cannot be parsed is broken. */
export const answerFromText = (status: number, text: string, header: Header): Answer => {
  if (text.trim() === '') return answerOf(status, undefined, header);
  try {
    return answerOf(status, JSON.parse(text), header);
  } catch {
    const answer = answerOf(status, undefined, header);
    // Gateways answer errors with HTML: that is no news. A success that was cut off is.
    return { ...answer, meaning: answer.meaning === 'done' ? 'broken' : answer.meaning, code: 'notJson' };
  }
};

/** No answer came: the socket broke, it took too long, or there was no token. */
export const noAnswer = (cause: unknown): Answer => ({
  ...answerOf(NO_ANSWER, undefined, () => undefined),
  code: textPart(cause, 'code') ?? (cause instanceof Error ? cause.name : ''),
  message: cause instanceof Error ? cause.message : '',
});

/** One line about an answer for the log or the shelf: status, code, words. */
export const sentence = ({ status, code, message }: Answer): string =>
  [status === NO_ANSWER ? 'no answer' : String(status), code, message].filter((word) => word !== '').join(' ');
