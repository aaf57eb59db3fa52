/**
 * A page, its script, and the cards as JSON, painted with plain DOM: what any board has to do at the least. The page
 * keeps the cards on the device and, when asked with ?snapshot, paints those before it asks for new ones.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { listening } from './listening.ts';

const PAGE = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Gulv</title>
<style>body{margin:0;font:14px sans-serif}ul{display:grid;grid-template-columns:repeat(5,1fr);gap:8px;padding:8px}
li{list-style:none;border:1px solid #ccc;border-radius:4px;padding:8px}span{display:block;color:#555}</style>
<script type="module" src="/board.js"></script></head><body><ul></ul></body></html>`;

const SCRIPT = `
const add = (to, name, text) => { const made = document.createElement(name); made.textContent = text; to.append(made); return made; };
const paint = ({ cards, names }) => {
  const all = document.createDocumentFragment();
  for (const card of cards) {
    const item = add(all, 'li', '');
    item.className = 'card';
    add(item, 'button', card.text);
    add(item, 'span', names[card.proposer] ?? '');
    if (card.owner) add(item, 'span', names[card.owner] ?? '');
    if (card.due) add(item, 'span', card.due);
    add(item, 'span', card.submittedAt.slice(0, 10));
    add(item, 'button', '⋯');
  }
  document.querySelector('ul').replaceChildren(all);
};
const kept = location.search === '?snapshot' && localStorage.getItem('floor');
if (kept) paint(JSON.parse(kept));
const text = await (await fetch('/cards')).text();
if (!kept) paint(JSON.parse(text));
localStorage.setItem('floor', text);
`;

const FILES: Readonly<Record<string, readonly [type: string, bytes: Buffer]>> = {
  '/': ['text/html; charset=utf-8', brotliCompressSync(PAGE)],
  '/board.js': ['text/javascript; charset=utf-8', brotliCompressSync(SCRIPT)],
  '/cards': ['application/json; charset=utf-8', brotliCompressSync(readFileSync(process.env.FILE ?? ''))],
};

listening(
  createServer((request, response) => {
    const [type, bytes] = FILES[new URL(request.url ?? '', 'http://localhost').pathname] ?? [
      'text/plain',
      Buffer.from(''),
    ];
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Encoding', 'br');
    response.setHeader('Content-Length', bytes.length);
    response.setHeader('Cache-Control', request.url === '/board.js' ? 'max-age=31536000, immutable' : 'no-cache');
    response.end(bytes);
  }),
);
