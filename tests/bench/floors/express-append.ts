/** Express that acknowledges what it has appended to a file and forced to the disk; no more than that. */
import { fdatasync, openSync, write } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import express from 'express';
import { listening } from './listening.ts';

const [put, force] = [promisify(write), promisify(fdatasync)];
const file = openSync(process.env.FILE ?? '', 'a');

const app = express();
app.post('/', express.json(), async (request, response) => {
  await put(file, `${JSON.stringify(request.body)}\n`);
  await force(file);
  response.json({ ...request.body, state: 'new' });
});
listening(createServer(app));
