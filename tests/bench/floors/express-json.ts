/** Express as most people would: the board as an object, written out and hashed for each who asks. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { listening } from './listening.ts';

const board: unknown = JSON.parse(readFileSync(process.env.FILE ?? '', 'utf8'));

const app = express();
app.get('/', (_request, response) => void response.json(board));
listening(createServer(app));
