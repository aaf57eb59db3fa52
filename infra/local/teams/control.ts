import express from 'express';
import type { Fault } from './faults.ts';
import { asNumber, asObject, asText, type Json } from './json.ts';
import { splitThread } from './place.ts';
import type { World } from './world.ts';

const KINDS = ['429', '503', '412', 'drop', 'slow'] as const;

/** Switches and windows for tests and curious people: faults, what was kept, what went to the bot. */
export function createControl(world: World): express.Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/faults', (_request, response) => void response.json(world.faults.list()));
  router.post('/faults', (request, response) => {
    const fault = readFault(asObject(request.body));
    if (fault === undefined)
      return void response.status(400).json({ error: `kind must be one of ${KINDS.join(', ')}` });
    world.faults.set(fault);
    response.status(201).json(world.faults.list());
  });
  router.delete('/faults', (_request, response) => {
    world.faults.clear();
    response.json(world.faults.list());
  });
  router.put('/faults/blocked/:userId', (request, response) => {
    world.faults.block(request.params.userId, asObject(request.body).blocked !== false);
    response.json(world.faults.list());
  });
  router.put('/faults/message-bytes', (request, response) => {
    const bytes = asNumber(asObject(request.body).bytes);
    if (bytes === undefined) return void response.status(400).json({ error: 'bytes must be a number' });
    world.faults.setMessageBytes(bytes);
    response.json(world.faults.list());
  });
  router.get('/conversations', (_request, response) => {
    const counted = world.messages.counts().map(({ conversationId, messages }) => {
      const place = world.places.find(conversationId);
      return { id: conversationId, kind: place?.kind, messages };
    });
    response.json(counted);
  });
  router.get('/conversations/:id/messages', (request, response) => {
    const { id, root } = splitThread(request.params.id);
    response.json(world.messages.list(id).filter((message) => root === undefined || message.root === root));
  });
  router.get('/installs', (_request, response) => void response.json(world.installs.all()));
  router.get('/deliveries', (_request, response) => void response.json(world.bot.deliveries()));
  router.post('/notices', (request, response) => {
    const { userId, text, preview, link } = asObject(request.body);
    const user = world.tenant.user(asText(userId) ?? '');
    if (user === undefined) return void response.status(404).json({ error: 'nobody has that userId' });
    const notice = world.notices.add({
      userId: user.id,
      kind: 'app',
      from: world.manifest.name,
      text: asText(text) ?? '',
      preview: asText(preview) ?? '',
      link: asText(link) ?? '',
    });
    world.live.tell({ kind: 'changed' });
    response.status(201).json(notice);
  });
  router.put('/bot', (request, response) => {
    const endpoint = asText(asObject(request.body).endpoint);
    if (endpoint === undefined || !URL.canParse(endpoint))
      return void response.status(400).json({ error: 'endpoint must be an address' });
    world.bot.pointAt(endpoint);
    response.json({ endpoint });
  });
  return router;
}

function readFault(body: Json): Fault | undefined {
  const kind = KINDS.find((one) => one === String(body.kind));
  if (kind === undefined) return undefined;
  const match = asText(body.match);
  const retryAfter = asNumber(body.retryAfter);
  const milliseconds = asNumber(body.milliseconds);
  return {
    kind,
    times: asNumber(body.times) ?? 1,
    ...(match !== undefined && { match }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(milliseconds !== undefined && { milliseconds }),
  };
}
