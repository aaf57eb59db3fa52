import { IncomingMessage, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import type { Log } from '../../bot/ports/log.ts';
import { createLiveFeed, type LiveFeed } from '../../bot/web/live.ts';
import { ana, north } from '../support/cast.ts';
import { type House, openHouse } from '../support/house.ts';

let house: House;
let live: LiveFeed;
/** When Ana's session ends, in seconds since 1970. */
let until: number;
beforeEach(async () => {
  house = await openHouse();
  until = Date.now() / 1000 + 3600;
  const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const signIn = {
    identify: async () => ({ id: ana.id, name: ana.name, until }),
    ready: async () => undefined,
    close: () => undefined,
  };
  live = createLiveFeed({ signIn, verbs: house.verbs, log: silent }, house.store.feed);
});
afterEach(async () => {
  live.close();
  await house.close();
});

/** A connection that takes what comes only as far as `take` says so, and what it heard. */
const connection = (take: boolean) => {
  const heard: string[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk, _encoding, done) => {
      heard.push(String(chunk));
      if (take) done();
    },
  });
  const request = Object.assign(new IncomingMessage(socket as never), { query: {}, params: { unit: north.key } });
  const response = new ServerResponse(request);
  const errors: unknown[] = [];
  response.on('error', (error) => errors.push(error));
  response.assignSocket(socket as never);
  const open = () => live.handler(request as unknown as Request, response as unknown as Response, () => undefined);
  const hears = async (words: string): Promise<void> => {
    while (!heard.join('').includes(words)) await new Promise((resolve) => setImmediate(resolve));
  };
  return { response, errors, open, hears };
};

test('a viewer whose session has ended, and who is slow to take what is left, is not written to any more', async () => {
  const slow = connection(false);
  until = 0;
  await slow.open();
  while (!slow.response.writableEnded) await new Promise((resolve) => setTimeout(resolve, 0));
  until = Date.now() / 1000 + 3600;
  const other = connection(true);
  await other.open();
  await house.says(ana, 'Vi bør merke hyllene');
  await other.hears('merke hyllene');
  expect([slow.response.destroyed, slow.errors]).toEqual([false, []]);
  other.response.destroy();
  slow.response.destroy();
});

test('somebody who has left before they were let in is no viewer', async () => {
  const gone = connection(true);
  gone.response.destroy();
  await gone.open();
  expect(live.viewers()).toBe(0);
});
