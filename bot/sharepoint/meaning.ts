/**
 * What an answer of Graph means for whoever asked.
 *
 * - `done`: it is so.
 * - `refused`: the request is wrong as it is; repeating it is useless.
 * - `denied`: not allowed for this application, here or anywhere in the site.
 * - `unsigned`: the token was not accepted.
 * - `gone`: there is no such thing.
 * - `conflict`: somebody else has changed it, or is changing it.
 * - `resync`: the delta link is too old.
 * - `locked`: the site is locked, archived or full; somebody must open it.
 * - `busy`: not now, and nothing was done.
 * - `unsure`: no proper answer; it may have been done or not.
 * - `broken`: it says that it is done, but what came cannot be used.
 */
export const MEANINGS = [
  'done',
  'refused',
  'denied',
  'unsigned',
  'gone',
  'conflict',
  'resync',
  'locked',
  'busy',
  'unsure',
  'broken',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** The status of a request that got no answer at all: a dropped socket, a timeout, no token. */
export const NO_ANSWER = -1;

const BY_STATUS: Readonly<Record<number, Meaning>> = {
  [NO_ANSWER]: 'unsure',
  401: 'unsigned',
  403: 'denied',
  404: 'gone',
  408: 'unsure',
  409: 'conflict',
  410: 'resync',
  412: 'conflict',
  423: 'locked',
  /** A part of a batch that another part took down with it. */
  424: 'busy',
  425: 'busy',
  429: 'busy',
  501: 'refused',
  /** Overloaded; for a write it is treated as unsure all the same, because a gateway may say it too. */
  503: 'busy',
  507: 'locked',
  509: 'busy',
};

const BY_HUNDRED: Readonly<Record<number, Meaning>> = {
  2: 'done',
  /** Graph does not redirect list requests; a redirect would carry the token elsewhere. */
  3: 'refused',
  4: 'refused',
  5: 'unsure',
};

/** Total: every status has a meaning. */
export const meaningOf = (status: number): Meaning =>
  BY_STATUS[status] ?? BY_HUNDRED[Math.floor(status / 100)] ?? 'unsure';
