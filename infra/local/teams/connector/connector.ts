/**
 * The Bot Connector: the REST service through which the bot speaks.
 * Lives here: its addresses, who may call, how much and how big, and the documented refusals.
 * The one rule: nothing is more forgiving here than in the real service.
 */
import express, { type NextFunction, type Request, type Response } from 'express';
import { asObject, asObjects, asText } from '../json.ts';
import { joinThread, type Place, splitThread } from '../place.ts';
import type { TeamsSignIn } from '../sign-in.ts';
import type { World } from '../world.ts';
import { ownMessage, rewrite, speak, speakable, withdraw } from './bot-speech.ts';
import { createRate, READ, SEND } from './rate.ts';
import { Refusal, refusals } from './refusal.ts';
import { members, oneMember, pagedMembers, teamChannels, teamDetails } from './roster.ts';

const AUDIENCE = ['https://api.botframework.com'];
const BODY_LIMIT = '4mb';

export function createConnector(world: World, signIn: TeamsSignIn, serviceUrl: () => string): express.Router {
  const sends = createRate(SEND, world.now);
  const creations = createRate(SEND, world.now);
  const reads = createRate(READ, world.now);
  const router = express.Router();
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(allow(world, signIn));
  router.use(suffer(world));

  router.post('/v3/conversations', (request, response) => {
    const wanted = asObject(request.body);
    measure(world, wanted.activity);
    const channelId = asText(asObject(asObject(wanted.channelData).channel).id);
    const created = channelId === undefined ? openPersonal(wanted) : openThread(channelId, wanted);
    response.status(201).json(created);
  });

  function openPersonal(wanted: Record<string, unknown>) {
    const [person, ...others] = asObjects(wanted.members);
    // A bot can make neither group chats nor channels.
    if (others.length > 0 || wanted.isGroup === true) throw refusals.bad('Bots cannot create group chats.');
    const user = world.tenant.userOf(asText(person?.id) ?? asText(person?.aadObjectId) ?? '');
    const tenantId = asText(wanted.tenantId) ?? asText(asObject(asObject(wanted.channelData).tenant).id);
    if (user === undefined) throw refusals.bad('Bad format of conversation ID or unknown member.');
    if (tenantId !== world.tenant.id) throw refusals.bad('The tenant ID is missing or wrong.');
    const place = speakable(world, world.tenant.personalChat(user.id));
    pace(creations.count(place.id));
    if (wanted.activity === undefined) return { id: place.id };
    pace(sends.count(place.id));
    return { id: place.id, ...idOf(speak(world, place, undefined, asObject(wanted.activity)), 'activityId') };
  }

  function openThread(channelId: string, wanted: Record<string, unknown>) {
    const place = speakable(world, channelId);
    if (place.kind !== 'channel') throw refusals.bad('The channel ID is not a channel.');
    if (wanted.activity === undefined) throw refusals.bad('A thread needs its first activity.');
    pace(creations.count(place.id));
    const [first] = speak(world, place, undefined, asObject(wanted.activity));
    if (first === undefined) throw refusals.bad('A thread needs a message.');
    return { id: joinThread(place.id, first.id), activityId: first.id, serviceUrl: serviceUrl() };
  }

  const post = (request: Request<{ id: string }>, response: Response) => {
    const activity = asObject(request.body);
    measure(world, activity);
    const { root } = splitThread(request.params.id);
    const place = speakable(world, request.params.id);
    if (root !== undefined && !isThread(world, place, root)) throw refusals.noConversation();
    pace(sends.count(request.params.id));
    response.status(201).json(idOf(speak(world, place, root, activity), 'id'));
  };
  router.post('/v3/conversations/:id/activities', post);
  // replyToId alone does not thread: only the suffix of the conversation id does.
  router.post('/v3/conversations/:id/activities/:activityId', post);

  router.put('/v3/conversations/:id/activities/:activityId', (request, response) => {
    measure(world, request.body);
    speakable(world, request.params.id);
    const message = ownMessage(world, request.params.id, request.params.activityId);
    response.json({ id: rewrite(world, message, asObject(request.body)).id });
  });

  router.delete('/v3/conversations/:id/activities/:activityId', (request, response) => {
    speakable(world, request.params.id);
    withdraw(world, ownMessage(world, request.params.id, request.params.activityId));
    response.status(200).end();
  });

  const roster = (request: Request<{ id: string }>): Place => {
    const place = speakable(world, request.params.id);
    pace(reads.count(place.id));
    return place;
  };
  router.get('/v3/conversations/:id/members', (request, response) => {
    response.json(members(world.tenant, roster(request)));
  });
  router.get('/v3/conversations/:id/pagedmembers', (request, response) => {
    const { pageSize, continuationToken } = request.query;
    const asked = { pageSize: Number(pageSize ?? 0), token: asText(continuationToken) };
    response.json(pagedMembers(world.tenant, roster(request), asked));
  });
  router.get('/v3/conversations/:id/members/:memberId', (request, response) => {
    response.json(oneMember(world.tenant, roster(request), request.params.memberId));
  });
  router.get('/v3/teams/:id', (request, response) => {
    response.json(teamDetails(world.tenant, ownTeam(request)));
  });
  router.get('/v3/teams/:id/conversations', (request, response) => {
    response.json(teamChannels(ownTeam(request)));
  });

  function ownTeam(request: Request<{ id: string }>) {
    const place = roster(request);
    if (place.kind !== 'channel') throw refusals.noConversation();
    return place.team;
  }

  router.use((_request, response) => void refuse(response, new Refusal(404, 'NotFound', 'No such address.')));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    refuse(response, error instanceof Refusal ? error : asRefusal(error));
  });
  return router;
}

/** Text and card in one activity become two messages, and then no id comes back. */
const idOf = (messages: readonly { readonly id: string }[], name: 'id' | 'activityId') =>
  messages.length === 1 ? { [name]: messages[0]?.id } : {};

const isThread = (world: World, place: Place, root: string): boolean =>
  place.kind === 'channel' && world.messages.find(place.id, root) !== undefined;

function pace(wait: number | undefined): void {
  if (wait !== undefined) throw refusals.throttled(wait);
}

/** Counted in UTF-16, everything included. */
function measure(world: World, activity: unknown): void {
  if (JSON.stringify(activity ?? '').length * 2 > world.faults.messageBytes()) throw refusals.tooBig();
}

const allow = (world: World, signIn: TeamsSignIn) => async (request: Request, _: Response, next: NextFunction) => {
  const verified = await signIn.verifyAppToken(request.headers.authorization, { audience: AUDIENCE });
  if (!verified.ok) throw refusals.unauthorized();
  if (verified.claims.appId !== world.manifest.botId) throw refusals.botNotRegistered();
  next();
};

const RETRY_SECONDS = 1;

/** The faults that tests and people switch on. */
const suffer = (world: World) => (request: Request, response: Response, next: NextFunction) => {
  const fault = world.faults.take(`${request.method} ${request.path}`);
  if (fault === undefined) return next();
  if (fault.kind === 'slow') return void setTimeout(next, fault.milliseconds ?? 1000);
  if (fault.kind === 'drop') {
    // Done, but the answer never leaves: the connection is cut when it would be written.
    response.writeHead = () => {
      request.socket.destroy();
      return response;
    };
    return next();
  }
  const code = { '429': 'Throttled', '503': 'ServiceUnavailable', '412': 'PreconditionFailed' }[fault.kind];
  const wait = fault.kind === '412' ? undefined : (fault.retryAfter ?? RETRY_SECONDS);
  refuse(response, new Refusal(Number(fault.kind), code, 'A fault that was switched on.', wait));
};

function asRefusal(error: unknown): Refusal {
  const { type } = asObject(error instanceof Error ? { ...error } : {});
  if (type === 'entity.too.large') return refusals.tooBig();
  if (type === 'entity.parse.failed') return refusals.bad('The body is not JSON.');
  return new Refusal(500, 'ServiceError', error instanceof Error ? error.message : 'Unknown error.');
}

function refuse(response: Response, { status, code, message, retryAfter }: Refusal): void {
  if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
  response.status(status).json({ error: { code, message } });
}
