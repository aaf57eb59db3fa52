import { expect } from '@jest/globals';
import { type Description, openDescription } from '../description.ts';
import { type Asking, openTestGraph, type TestGraph, type Told } from '../support.ts';

/** A row of the decision table: its number there, what it says, and the proof on a running Graph. */
export type Row = readonly [number: number, says: string, proof: (world: World) => Promise<void>];

/** The Graph under test, its clock, and names for lists that no other row uses. */
export type World = TestGraph & {
  readonly clock: { now: number };
  /** A fresh list like TestGraph.makeList, under a title of its own. */
  freshList(columns?: readonly object[]): Promise<string>;
  /** Answers so far that Microsoft's description does not allow, each with the reason. */
  readonly undescribed: string[];
};

/** Every answer that `ask` gets is held against Microsoft's own description. */
export async function openWorld(): Promise<World> {
  const clock = { now: Date.now() };
  const room = await openTestGraph({ now: () => clock.now });
  const description = openDescription();
  const undescribed: string[] = [];
  const ask = async (method: string, path: string, asking?: Asking): Promise<Told> => {
    const answer = await room.ask(method, path, asking);
    const relative = path.replace(`${room.graph.address}/v1.0`, '');
    undescribed.push(...judge(description, method, relative, answer));
    for (const inner of path === '/$batch' ? (answer.body?.responses ?? []) : []) {
      const asked = requestsOf(asking).find(({ id }) => id === inner.id);
      if (asked) undescribed.push(...judge(description, asked.method, asked.url, { ...answer, ...inner }));
    }
    return answer;
  };
  let made = 0;
  const freshList = (columns?: readonly object[]) => room.makeList(`Liste ${++made}`, columns);
  return { ...room, ask, clock, freshList, undescribed };
}

const requestsOf = (asking: Asking | undefined) =>
  (asking?.body as { requests?: { id: string; method: string; url: string }[] } | undefined)?.requests ?? [];

/** Text that is no JSON is left alone: it was cut or came from a gateway, as a fault wanted. */
function judge(description: Description, method: string, path: string, { status, body, text }: Told): string[] {
  const spoiled = body === undefined && text !== '';
  if (spoiled || !description.knows(path)) return [];
  return description.ofAnswer(method, path, status, body).map((wrong) => `${method} ${path} ${status}: ${wrong}`);
}

/** The answer is Graph's error with this status and code; gives the message. */
export function expectError({ status, body, headers }: Told, wanted: number, code: string | readonly string[]): string {
  expect({ status, code: body?.error?.code }).toEqual({
    status: wanted,
    code: typeof code === 'string' ? code : expect.stringMatching(new RegExp(`^(${code.join('|')})$`)),
  });
  expect(headers.get('request-id')).toBe(body.error.innerError['request-id']);
  return body.error.message;
}

/** Makes an item and gives the answer's body. */
export async function addItem(world: TestGraph, list: string, fields: Record<string, unknown>): Promise<Told['body']> {
  const answer = await world.ask('POST', `${list}/items`, { body: { fields } });
  expect(answer.status).toBe(201);
  return answer.body;
}
