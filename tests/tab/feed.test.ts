import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../tab/api/client.ts';
import { openFeed, type Sleep, waitAfter } from '../../tab/api/feed.ts';
import { cutEvents } from '../../tab/api/server-events.ts';
import { card, openServer } from './rig.ts';

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

/** Waits that end when the test says so; those that were asked for stand in `asked`. */
const heldSleep = () => {
  const held: { readonly milliseconds: number; readonly end: () => void }[] = [];
  const sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = () => resolve();
      held.push({ milliseconds, end });
      signal.addEventListener('abort', end);
    });
  return { sleep, held };
};

/** Waiting for something that another part does, without a clock. */
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => setImmediate(resolve));
};

const openRig = async () => {
  const lines: ServerResponse[] = [];
  const server = await openServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    lines.push(response);
  });
  const { sleep, held } = heldSleep();
  const client = createClient({ transport: server.transport, token: async () => 't', locale: 'nb' });
  const told: string[] = [];
  let seq = 5;
  const feed = openFeed({ client, sleep }, 'HEO01', {
    since: () => seq,
    onLive(live) {
      seq = live.seq;
      told.push(`live ${live.seq}`);
    },
    onReload: () => told.push('reload'),
    onDown: () => told.push('down'),
    onUp: () => told.push('up'),
  });
  close = async () => {
    feed.stop();
    await feed.done;
    await server.close();
  };
  await until(() => lines.length === 1);
  const says = (n: number) =>
    `id: ${n}\nevent: change\ndata: ${JSON.stringify({ seq: n, key: 'k', card: card(1), names: {} })}\n\n`;
  return { lines, held, told, feed, says, heard: server.heard };
};

describe('the feed', () => {
  test('begins after what the board holds, and tells each change', async () => {
    const { lines, told, says, heard } = await openRig();
    expect(heard[0]?.url).toBe('/api/units/HEO01/feed?since=5');
    lines[0]?.write(`${says(6)}: beat\n\n${says(9)}event: reload\ndata:\n\n`);
    await until(() => told.includes('reload'));
    expect(told).toEqual(['up', 'live 6', 'live 9', 'reload']);
  });

  test('after a break it goes on where it was, so that nothing is missed', async () => {
    const { lines, told, says, heard, held } = await openRig();
    lines[0]?.end(says(6));
    await until(() => told.includes('down'));
    held.at(-1)?.end();
    await until(() => lines.length === 2);
    expect(heard[1]?.url).toBe('/api/units/HEO01/feed?since=6');
  });

  test('a change that is cut in two arrives whole', async () => {
    const { lines, told, says } = await openRig();
    const text = says(6);
    lines[0]?.write(text.slice(0, 30));
    lines[0]?.write(text.slice(30));
    await until(() => told.includes('live 6'));
    expect(told).toEqual(['up', 'live 6']);
  });

  test('a line that says nothing for a minute is dead', async () => {
    const { told, held } = await openRig();
    await until(() => told.includes('up'));
    expect(held.at(-1)?.milliseconds).toBe(62_000);
    held.at(-1)?.end();
    await until(() => told.includes('down'));
  });

  test('waking it does not wait for the pause to end', async () => {
    const { lines, told, feed } = await openRig();
    lines[0]?.end();
    await until(() => told.includes('down'));
    feed.wake();
    await until(() => lines.length === 2);
  });

  test('the pauses double up to half a minute, and no two tabs keep step', () => {
    expect([1, 2, 3, 6, 20].map((failures) => waitAfter(failures, 1))).toEqual([1000, 2000, 4000, 30_000, 30_000]);
    expect(waitAfter(1, 0)).toBe(500);
  });
});

describe('events of a stream', () => {
  test('lines may end in any of the three ways; data may have several lines', () => {
    expect(cutEvents('event: a\r\ndata: 1\r\ndata: 2\r\n\r\nrest').events).toEqual([{ event: 'a', data: '1\n2' }]);
    expect(cutEvents('data:x\n\n: beat\n\nda')).toEqual({
      events: [
        { event: 'message', data: 'x' },
        { event: 'message', data: '' },
      ],
      rest: 'da',
    });
  });
});
