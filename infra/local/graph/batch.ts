import { type Answer, bodyObject, type Call, isObject } from './call.ts';
import type { Chance } from './chance.ts';
import { GraphFailure } from './failure.ts';

const MOST = 20;

type Inner = {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
};

export type InnerAnswer = { readonly answer: Answer; readonly headers: Readonly<Record<string, string>> };

const refuse = (message: string) => new GraphFailure(400, 'BadRequest', message);

/**
 * Answers up to twenty requests in one: each for itself, throttled for itself, in no order that anybody may rely on.
 * A request whose parent failed is answered 424. It saves round trips, not resource units, and is no transaction.
 */
export async function answerBatch(
  call: Call,
  chance: Chance,
  serve: (inner: Inner) => Promise<InnerAnswer>,
): Promise<Answer> {
  const requests = readRequests(call);
  const statuses = new Map<string, number>();
  const responses: object[] = [];
  for (const inner of requests) {
    const failed = inner.dependsOn.some((parent) => (statuses.get(parent.toLowerCase()) ?? 424) >= 400);
    const { answer, headers } = failed ? dependencyFailed() : await serve(inner);
    statuses.set(inner.id.toLowerCase(), answer.status);
    responses.push({
      id: inner.id,
      status: answer.status,
      headers,
      ...(answer.body !== undefined && { body: answer.body }),
    });
  }
  return { status: 200, body: { responses: chance.shuffle(responses) } };
}

function readRequests(call: Call): Inner[] {
  const { requests } = bodyObject(call);
  if (!Array.isArray(requests) || requests.length === 0) throw refuse('Invalid batch payload format.');
  if (requests.length > MOST) throw refuse(`Number of batch request steps exceeds the maximum value of ${MOST}.`);
  const read = requests.map(readInner);
  const ids = read.map(({ id }) => id.toLowerCase());
  if (new Set(ids).size < ids.length) throw refuse('Request Id must be unique within a batch.');
  checkOrder(read, ids);
  return read;
}

function readInner(value: unknown): Inner {
  if (!isObject(value)) throw refuse('Invalid batch payload format.');
  const { id, method, url, body, dependsOn } = value;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string' || /^https?:/i.test(url))
    throw refuse('Invalid batch payload format.');
  if (url.replace(/^\//, '').startsWith('$batch')) throw refuse('A batch within a batch is not allowed.');
  const headers = Object.fromEntries(
    Object.entries(isObject(value.headers) ? value.headers : {}).map(([name, text]) => [
      name.toLowerCase(),
      String(text),
    ]),
  );
  if (body !== undefined && !headers['content-type']) throw refuse(`Request '${id}' has a body but no Content-Type.`);
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers,
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

/** Either nobody waits, or each for the one before, or all for the first; a parent must come earlier. */
function checkOrder(requests: readonly Inner[], ids: readonly string[]): void {
  const parents = requests.map(({ dependsOn }) => dependsOn.map((id) => ids.indexOf(id.toLowerCase())));
  if (parents.some((ones, at) => ones.some((parent) => parent < 0 || parent >= at)))
    throw refuse('Invalid dependsOn: unknown or later request.');
  const waiting = parents.flatMap((ones, at) => ones.map((parent) => ({ parent, at })));
  const serial = waiting.every(({ parent, at }) => parent === at - 1);
  const onFirst = new Set(waiting.map(({ parent }) => parent)).size <= 1;
  if (!serial && !onFirst) throw refuse('Invalid dependsOn: only serial, or all on the same request.');
}

const dependencyFailed = (): InnerAnswer => ({
  answer: { status: 424, body: { error: { code: 'FailedDependency', message: 'Dependency failed', innerError: {} } } },
  headers: { 'Content-Type': 'application/json' },
});
