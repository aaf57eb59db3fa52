import { afterEach, describe, expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../bot/contract/endpoints.ts';
import { createClient } from '../../tab/api/client.ts';
import { board, json, openServer } from './rig.ts';

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

const openClient = async (answer: Parameters<typeof openServer>[0], timeoutMs?: number) => {
  const server = await openServer(answer);
  close = server.close;
  const asked: boolean[] = [];
  const token = async (fresh: boolean): Promise<string> => {
    asked.push(fresh);
    return fresh ? 'new' : 'old';
  };
  const client = createClient({ transport: server.transport, token, locale: 'nn-NO', ...(timeoutMs && { timeoutMs }) });
  return { client, asked, heard: server.heard };
};

const askBoard = ({ client }: { client: ReturnType<typeof createClient> }, etag?: string) =>
  client.call(ENDPOINTS.board, { unit: 'HEO01' }, undefined, { etag });

describe('the client of the contract', () => {
  test('sends the token and the language, and brings the reply with its ETag', async () => {
    const opened = await openClient((_, response) => json(response, 200, board(7), { etag: '"7"' }));
    expect(await askBoard(opened)).toEqual({ kind: 'ok', value: board(7), etag: '"7"' });
    expect(opened.heard[0]).toMatchObject({ method: 'GET', url: '/api/units/HEO01/board' });
    expect(opened.heard[0]?.headers).toMatchObject({ authorization: 'Bearer old', 'accept-language': 'nn-NO' });
  });

  test('asks whether what it holds is still so', async () => {
    const opened = await openClient((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"7"' ? 304 : 200).end(),
    );
    expect(await askBoard(opened, '"7"')).toEqual({ kind: 'unchanged' });
  });

  test('sends a body as JSON, and encodes what stands in the path', async () => {
    let sent = '';
    const opened = await openClient((_, response, body) => {
      sent = body;
      json(response, 200, {});
    });
    const move = { from: 'new', to: 'parked', answers: { reason: 'æøå' } } as const;
    await opened.client.call(ENDPOINTS.move, { key: 'a/b' }, move);
    expect(JSON.parse(sent)).toEqual(move);
    expect(opened.heard[0]).toMatchObject({ method: 'POST', url: '/api/suggestions/a%2Fb/moves' });
  });

  test('a token that is not believed is fetched anew, once', async () => {
    const opened = await openClient((request, response) =>
      request.headers.authorization === 'Bearer new'
        ? json(response, 200, board(1))
        : json(response, 401, { trouble: 'signIn', reference: 'r1' }),
    );
    expect(await askBoard(opened)).toMatchObject({ kind: 'ok' });
    expect(opened.asked).toEqual([false, true]);
  });

  test('when the fresh token is not believed either, that is the answer', async () => {
    const opened = await openClient((_, response) => json(response, 401, { trouble: 'signIn', reference: 'r1' }));
    expect(await askBoard(opened)).toEqual({ kind: 'trouble', trouble: 'signIn', reference: 'r1' });
    expect(opened.heard).toHaveLength(2);
  });

  test.each([
    [403, { problem: { kind: 'notAllowed' } }, { kind: 'refused', problem: { kind: 'notAllowed' } }],
    [429, { trouble: 'tooMuch', reference: 'r2' }, { kind: 'trouble', trouble: 'tooMuch', reference: 'r2' }],
    [503, { trouble: 'unavailable', reference: 'r3' }, { kind: 'trouble', trouble: 'unavailable', reference: 'r3' }],
  ])('%i becomes words for people: %j', async (status, body, answer) => {
    expect(await askBoard(await openClient((_, response) => json(response, status, body)))).toEqual(answer);
  });

  test('a page of a proxy in between is trouble without a reference', async () => {
    const opened = await openClient((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
    expect(await askBoard(opened)).toEqual({ kind: 'trouble', trouble: 'unavailable', reference: '' });
  });

  test('nobody answering, and nobody answering in time, are the same', async () => {
    const hung = await openClient(() => undefined, 30);
    expect(await askBoard(hung)).toEqual({ kind: 'unreachable' });
    await close();
    expect(await askBoard(hung)).toEqual({ kind: 'unreachable' });
  });

  test('without a token from Teams nothing is sent, and the person is told that it is about signing in', async () => {
    const server = await openServer((_, response) => json(response, 200, {}));
    close = server.close;
    const token = () => Promise.reject(new Error('consent'));
    const client = createClient({ transport: server.transport, token, locale: 'nb' });
    expect(await askBoard({ client })).toEqual({ kind: 'trouble', trouble: 'signIn', reference: '' });
    expect(server.heard).toEqual([]);
  });
});
