import express, { type Request } from 'express';
import { asObject, asText, isObject, type Json } from '../json.ts';
import { fetchTask, query, selectItem, submitAction, type Use } from '../person/extension.ts';
import type { World } from '../world.ts';
import { placeAsked, whoAsks } from './asked.ts';

type Asked = Request<{ id: string; commandId: string }>;

/** Using a message extension: fetch, submit, query, select. */
export function extensionRoutes(world: World): express.Router {
  const router = express.Router();
  const path = '/conversations/:id/extension/:commandId';
  const asked = (request: Asked) => {
    const place = placeAsked(world, request);
    const body = asObject(request.body);
    const context: Use['context'] = body.context === 'message' ? 'message' : 'compose';
    const use: Use = {
      commandId: request.params.commandId,
      context,
      message: world.messages.find(place.id, asText(body.messageId) ?? ''),
      thread: asText(body.thread),
      requestId: asText(body.requestId),
    };
    return { userId: whoAsks(world, request).id, place, body, use };
  };
  router.post(`${path}/fetch`, async (request: Asked, response) => {
    const { userId, place, use } = asked(request);
    response.json(await fetchTask(world, userId, place, use));
  });
  router.post(`${path}/submit`, async (request: Asked, response) => {
    const { userId, place, use, body } = asked(request);
    response.json(await submitAction(world, userId, place, use, body.data, readPreview(body)));
  });
  router.post(`${path}/query`, async (request: Asked, response) => {
    const { userId, place, use, body } = asked(request);
    const command = world.manifest.extension.find(({ id }) => id === use.commandId);
    const parameter = command?.parameters[0]?.name ?? 'query';
    response.json(await query(world, userId, place, use, parameter, asText(body.typed) ?? ''));
  });
  router.post(`${path}/select`, async (request: Asked, response) => {
    const { userId, place, use, body } = asked(request);
    response.json(await selectItem(world, userId, place, use, asObject(body.value)));
  });
  return router;
}

function readPreview(body: Json) {
  const { preview, activity } = body;
  if ((preview !== 'send' && preview !== 'edit') || !isObject(activity)) return undefined;
  return { action: preview, activity } as const;
}
