/**
 * The contract: what tab and server say to each other.
 * Lives here: the endpoints as values with the types of what goes in and out, and the readers of bodies (bodies.ts).
 * The one rule: the wire carries the domain's own shapes; what a viewer may not see is left out before it gets here.
 */

import type {
  Board,
  BoardMine,
  Card,
  Me,
  Member,
  Mine,
  Place,
  SuggestionView,
  SyncStatus,
} from '../domain/board/board.ts';
import type { Language } from '../domain/people/unit.ts';
import type { Problem } from '../domain/problem.ts';
import type { RawAnswers } from '../domain/suggestion/answers.ts';
import type { State } from '../domain/suggestion/states.ts';

/** One thing that the tab can ask: how, where, with what body, for what reply. `Body` is undefined for none. */
export type Endpoint<Body, Reply> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Express form; `:name` is a parameter. */
  readonly path: string;
  /** Types only; never there at run time. */
  readonly of?: { readonly body: Body; readonly reply: Reply };
};

const endpoint = <Body, Reply>(method: Endpoint<Body, Reply>['method'], path: string): Endpoint<Body, Reply> => ({
  method,
  path,
});

/** `once` is a fresh ULID that becomes the suggestion's key: sending twice is submitting once. */
export type SubmitBody = {
  readonly once: string;
  readonly unit: string;
  readonly text: string;
  readonly showName: boolean;
  readonly confirmed: boolean;
  readonly numberReason?: string | undefined;
};

export type EditBody = {
  readonly text: string;
  readonly showName: boolean;
  readonly confirmed: boolean;
  readonly numberReason?: string | undefined;
};

/** `once` is a fresh ULID that becomes the key of the comment's line: sending twice is saying it once. */
export type CommentBody = {
  readonly once: string;
  readonly text: string;
  readonly confirmed: boolean;
  readonly numberReason?: string | undefined;
};

/** `from` is the state that the mover saw. */
export type MoveBody = { readonly from: State; readonly to: State; readonly answers: RawAnswers };

/** Every endpoint of the API, by name. Refusals come as status 4xx with `Refusal`; trouble as 5xx with `Trouble`. */
export const ENDPOINTS = {
  me: endpoint<undefined, Me>('GET', '/api/me'),
  preferLanguage: endpoint<{ readonly language: Language }, Me>('PUT', '/api/me/language'),
  mine: endpoint<undefined, readonly Mine[]>('GET', '/api/me/suggestions'),
  board: endpoint<undefined, Board>('GET', '/api/units/:unit/board'),
  boardMine: endpoint<undefined, BoardMine>('GET', '/api/units/:unit/mine'),
  members: endpoint<undefined, readonly Member[]>('GET', '/api/units/:unit/members'),
  bind: endpoint<Place, { readonly unit: string }>('PUT', '/api/units/:unit/place'),
  submit: endpoint<SubmitBody, Card>('POST', '/api/suggestions'),
  suggestion: endpoint<undefined, SuggestionView>('GET', '/api/suggestions/:key'),
  edit: endpoint<EditBody, Card>('PATCH', '/api/suggestions/:key'),
  move: endpoint<MoveBody, Card>('POST', '/api/suggestions/:key/moves'),
  comment: endpoint<CommentBody, SuggestionView>('POST', '/api/suggestions/:key/comments'),
  sync: endpoint<undefined, SyncStatus>('GET', '/api/sync'),
  retry: endpoint<{ readonly list: string; readonly key: string }, SyncStatus>('POST', '/api/sync/retries'),
} as const;

/** Server-sent events of type `Live`; `?since=<seq>` or `Last-Event-ID`. Event `reload` means: read the board anew. */
export const FEED_PATH = '/api/units/:unit/feed';

/** Body of a 4xx that a person can mend. */
export type Refusal = { readonly problem: Problem };

/** Body of every other failure: a reference to name when asking for help. */
export type Trouble = {
  readonly trouble: 'signIn' | 'badRequest' | 'tooMuch' | 'unavailable' | 'fault';
  readonly reference: string;
};

/** The path with its parameters filled in, each encoded. */
export const pathOf = (endpoint: { readonly path: string }, parameters: Readonly<Record<string, string>>): string =>
  endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
