import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { ENDPOINTS, pathOf } from '../../bot/contract/endpoints.ts';
import type { Board, Card, Live } from '../../bot/domain/board/board.ts';
import { ana, CAST, liv, north, per } from '../support/cast.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openTestWeb(CAST);
});
afterAll(() => web.close());

const path = pathOf(ENDPOINTS.board, { unit: north.key });
const FEED = `/api/units/${north.key}/feed`;

const submit = async (text: string): Promise<Card> => {
  const body = { once: ulid(), unit: north.key, text, showName: true, confirmed: true };
  return (await web.post(ana, ENDPOINTS.submit.path, body)).json() as Promise<Card>;
};

const board = async (who = ana, init: RequestInit = {}): Promise<{ answer: Response; board: Board }> => {
  const answer = await web.ask(who, path, init);
  return { answer, board: (await answer.json()) as Board };
};

/** Reads server-sent events until `count` of them have come. */
const listen = async (
  since: number | undefined,
  count: number,
  who = ana,
): Promise<{ event: string; data: Live }[]> => {
  const abort = new AbortController();
  const answer = await web.ask(who, since === undefined ? FEED : `${FEED}?since=${since}`, { signal: abort.signal });
  const events: { event: string; data: Live }[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push({ event: /^event: (.*)$/m.exec(block)?.[1] ?? '', data: JSON.parse(data) });
    }
    if (events.length >= count) break;
  }
  abort.abort();
  return events;
};

describe('opening a board', () => {
  test('what was submitted is there at once, and an unchanged board answers 304', async () => {
    const card = await submit('Flytt hylla nærmere døra');
    const first = await board();
    expect(first.board.cards.map(({ key }) => key)).toContain(card.key);
    expect(first.board.names[ana.id]).toBe(ana.name);
    const etag = first.answer.headers.get('etag') ?? '';
    const again = await web.ask(ana, path, { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await submit('Enda en hylle nærmere døra');
    const third = await web.ask(ana, path, { headers: { 'If-None-Match': etag } });
    expect(third.status).toBe(200);
  });

  test('comes compressed where the browser can read it', async () => {
    const token = await web.entra.userToken({ userId: ana.id });
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'br' };
      request(`${web.address}${path}`, { headers }, (answer) => {
        expect(answer.headers['content-encoding']).toBe('br');
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(brotliDecompressSync(bytes).toString()).unit.key).toBe(north.key);
  });

  test('a move is seen by everybody, and a move from an old state is refused with the state it has now', async () => {
    const card = await submit('Merk skapene likt i hele avdelingen');
    const moves = pathOf(ENDPOINTS.move, { key: card.key });
    const answers = { question: 'Hvilke skap tenker du på?' };
    const moved = await web.post(liv, moves, { from: 'new', to: 'clarify', answers });
    expect(await moved.json()).toMatchObject({ state: 'clarify', question: answers.question });
    const late = await web.post(liv, moves, { from: 'new', to: 'clarify', answers });
    expect([late.status, await late.json()]).toEqual([
      409,
      { problem: { kind: 'changedMeanwhile', state: 'clarify' } },
    ]);
    const staff = await web.post(ana, moves, { from: 'clarify', to: 'rejected', answers: {} });
    expect(staff.status).toBe(403);
    const seen = (await board()).board.cards.find(({ key }) => key === card.key);
    expect(seen?.state).toBe('clarify');
  });
});

describe('the live feed', () => {
  test('sends a change to an open board', async () => {
    const waiting = listen(undefined, 1);
    await new Promise((resolve) => setImmediate(resolve));
    const { board: now } = await board();
    const card = await submit('Lån en tralle av kjøkkenet');
    const events = await Promise.race([waiting, listen(now.seq, 1)]);
    expect(events[0]).toMatchObject({ event: 'change', data: { key: card.key, card: { text: card.text } } });
  });

  test('a reconnect gets what it missed, once, in order', async () => {
    const { board: before } = await board();
    const keys: string[] = [];
    for (const text of ['Første hull i feeden', 'Andre hull i feeden', 'Tredje hull i feeden'])
      keys.push((await submit(text)).key);
    const events = await listen(before.seq, 3);
    expect(events.map(({ data }) => data.key)).toEqual(keys);
    const numbers = events.map(({ data }) => data.seq);
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
    const rest = await listen(numbers[1], 1);
    expect(rest.map(({ data }) => data.key)).toEqual(keys.slice(2));
  });

  test('says when a card leaves the board', async () => {
    const card = await submit('Dette trekker jeg igjen');
    const { board: before } = await board();
    await web.post(ana, pathOf(ENDPOINTS.move, { key: card.key }), { from: 'new', to: 'withdrawn', answers: {} });
    const [event] = await listen(before.seq, 1);
    expect(event?.data).toMatchObject({ key: card.key, card: null });
  });

  test('is for those who may see the board', async () => {
    expect((await web.ask(per, FEED)).status).toBe(403);
  });
});

describe('what Microsoft asks', () => {
  test('Graph’s handshake is answered with its token as plain text', async () => {
    const token = 'Validation: <b>Testing</b> & more';
    const answer = await fetch(`${web.address}/graph/notifications?validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
    });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe(token);
  });

  test('a notification is taken with 202, whatever is in it', async () => {
    for (const body of ['{"value":[]}', 'not json', '']) {
      const answer = await fetch(`${web.address}/graph/notifications`, { method: 'POST', body });
      expect(answer.status).toBe(202);
    }
  });

  test('the page may be framed by Teams and the configured hosts, and by nobody else', async () => {
    const answer = await fetch(`${web.address}/`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'self' https://teams.microsoft.com http://localhost:4000");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-frame-options')).toBeNull();
    const page = await answer.text();
    expect(page).toContain('name="tavla-hosts" content="http://localhost:4000"');
    expect(page).toContain('name="tavla-zone" content="Europe/Oslo"');
  });

  test('health and readiness say what works', async () => {
    expect(await (await fetch(`${web.address}/health`)).json()).toEqual({ live: true });
    const ready = await fetch(`${web.address}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { store: { ok: true } } }]);
  });
});
