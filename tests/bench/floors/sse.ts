/** Server-sent events with nothing around them: what is posted goes to everybody who listens, written out once. */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listening } from './listening.ts';

const PAGE = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Gulv</title>
<style>body{margin:0;font:14px sans-serif}ul{display:grid;grid-template-columns:repeat(5,1fr);gap:8px;padding:8px}
li{list-style:none;border:1px solid #ccc;padding:8px}span{display:block}</style></head><body><ul></ul>
<script type="module">
const fill = (item, { key, state, text }) => {
  Object.assign(item.dataset, { key, state });
  const [words, name] = [document.createElement('button'), document.createElement('span')];
  words.textContent = text;
  name.textContent = state;
  item.className = 'card';
  item.replaceChildren(words, name);
  return item;
};
const { cards } = await (await fetch('/cards')).json();
document.querySelector('ul').append(...cards.map((card) => fill(document.createElement('li'), card)));
new EventSource('/feed').onmessage = ({ data }) => {
  const card = JSON.parse(data);
  fill(document.querySelector('[data-key="' + card.key + '"]'), card);
};
</script></body></html>`;

const cards = readFileSync(process.env.FILE ?? '');
const listeners = new Set<ServerResponse>();

listening(
  createServer(async (request, response) => {
    if (request.url === '/feed') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': welcome\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (request.method === 'POST') {
      const event = `data: ${await text(request)}\n\n`;
      for (const listener of listeners) listener.write(event);
      response.end('{}');
    } else {
      response.setHeader('Content-Type', request.url === '/cards' ? 'application/json' : 'text/html; charset=utf-8');
      response.end(request.url === '/cards' ? cards : PAGE);
    }
  }),
);
