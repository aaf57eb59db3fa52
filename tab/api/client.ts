/**
 * What the tab knows of the server and of this device.
 * Lives here: the client of the contract, the live feed, the queue of what is not sent yet, the kept copies.
 * The one rule: nothing outside this room calls the network or the device's storage.
 */

import { type Endpoint, pathOf, type Refusal, type Trouble } from '../../bot/contract/endpoints.ts';
import type { Problem } from '../../bot/domain/problem.ts';

/** What came of a call. `unreachable`: nobody answered in time, so it is not known whether it was done. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly etag: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'trouble'; readonly trouble: Trouble['trouble']; readonly reference: string }
  | { readonly kind: 'unreachable' };

export type Failure = Exclude<Answer<never>, { readonly kind: 'ok' | 'unchanged' }>;

export type Transport = (url: string, init: RequestInit) => Promise<Response>;

type Asked = { readonly etag?: string | undefined };

/** How long a call may take, in milliseconds, before the person is told that nobody answers. */
const TIMEOUT_MS = 15_000;

type Deps = {
  readonly transport: Transport;
  /** A bearer token for the server; `fresh` when the last one was not believed. Rejects when the person has none. */
  readonly token: (fresh: boolean) => Promise<string>;
  /** The language that Teams speaks, for somebody whom the server meets for the first time. */
  readonly locale: string;
  readonly timeoutMs?: number;
};

/** Calls the contract's endpoints. Never throws for what the network or the server does. */
export const createClient = ({ transport, token, locale, timeoutMs = TIMEOUT_MS }: Deps) => {
  const attempt = async (url: string, init: RequestInit, fresh: boolean): Promise<Response> => {
    const bearer = await token(fresh).then(itself, nothing);
    if (bearer === undefined) return new Response(JSON.stringify(NOT_SIGNED_IN), { status: 401 });
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${bearer}`);
    headers.set('accept-language', locale);
    return transport(url, { ...init, headers });
  };

  /** Sends with the bearer token; when that is not believed, once more with a fresh one. */
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const first = await attempt(url, init, false);
    if (first.status !== 401) return first;
    await first.body?.cancel();
    return attempt(url, init, true);
  };

  const call = async <Body, Reply>(
    endpoint: Endpoint<Body, Reply>,
    parameters: Readonly<Record<string, string>>,
    body: Body,
    { etag }: Asked = {},
  ): Promise<Answer<Reply>> => {
    const init: RequestInit = { method: endpoint.method, signal: AbortSignal.timeout(timeoutMs), cache: 'no-store' };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'content-type': 'application/json' };
    }
    if (etag !== undefined) init.headers = { 'if-none-match': etag };
    return answerOf<Reply>(send(pathOf(endpoint, parameters), init));
  };

  return { call, send };
};

export type Client = ReturnType<typeof createClient>;

const UNREACHABLE = { kind: 'unreachable' } as const;

/** What the server would say to somebody for whom Teams has no token. */
const NOT_SIGNED_IN: Trouble = { trouble: 'signIn', reference: '' };

/**
 * A lost network and a time-out reject, and look the same to the person: nobody answered. By the contract 4xx with a problem is a refusal, everything else that failed is trouble.
 */
const answerOf = async <Reply>(asked: Promise<Response>): Promise<Answer<Reply>> => {
  const response = await asked.then(itself, nothing);
  if (response === undefined) return UNREACHABLE;
  if (response.status === 304) return { kind: 'unchanged' };
  const text = await response.text().then(itself, nothing);
  if (text === undefined) return UNREACHABLE;
  if (response.ok) return { kind: 'ok', value: JSON.parse(text) as Reply, etag: response.headers.get('etag') };
  return failureOf(text);
};

const itself = <T>(value: T): T => value;
const nothing = (): undefined => undefined;

const failureOf = (text: string): Failure => {
  const body = jsonOf(text);
  if (body !== undefined && 'problem' in body) return { kind: 'refused', problem: body.problem };
  if (body !== undefined && 'trouble' in body) return { kind: 'trouble', ...body };
  return { kind: 'trouble', trouble: 'unavailable', reference: '' };
};

/** A proxy in between may answer with a page of its own. */
const jsonOf = (text: string): Refusal | Trouble | undefined =>
  text.startsWith('{') ? (JSON.parse(text) as Refusal | Trouble) : undefined;
