import { expect } from '@jest/globals';
import { openTestGraph, type TestGraph, type Told } from '../support.ts';

/** A row of the decision table: its number there, what it says, and the proof on a running Graph. */
export type Row = readonly [number: number, says: string, proof: (world: World) => Promise<void>];

/** The Graph under test, its clock, and names for lists that no other row uses. */
export type World = TestGraph & {
  readonly clock: { now: number };
  /** A fresh list like TestGraph.makeList, under a title of its own. */
  freshList(columns?: readonly object[]): Promise<string>;
};

export async function openWorld(): Promise<World> {
  const clock = { now: Date.now() };
  const room = await openTestGraph({ now: () => clock.now });
  let made = 0;
  return { ...room, clock, freshList: (columns) => room.makeList(`Liste ${++made}`, columns) };
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
