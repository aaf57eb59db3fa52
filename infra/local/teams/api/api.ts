/**
 * What the page asks of Teams, and tests like it: plain JSON, one address for each thing a person can do.
 * Lives here: who asks, where, and what they are shown.
 * The one rule: nothing is checked in the page that is not checked here; who you are is what the address says.
 */
import express, { type NextFunction, type Request, type Response } from 'express';
import type { AppManifest } from '../app-manifest.ts';
import { asObject, asText, asTexts, type Json } from '../json.ts';
import { viewMessage } from '../message-view.ts';
import { findChoices } from '../person/choices.ts';
import { install, uninstall } from '../person/install.ts';
import { readAttachments } from '../person/outcome.ts';
import { createRefresh, press, task } from '../person/press.ts';
import { edit, react, say, takeBack } from '../person/say.ts';
import type { Place } from '../place.ts';
import { isLanguage, isTheme, type Language } from '../preferences.ts';
import type { TeamsSignIn } from '../sign-in.ts';
import type { World } from '../world.ts';
import { Mistake, messageAsked, ownMessageAsked, placeAsked, whoAsks } from './asked.ts';
import { extensionRoutes } from './extension-routes.ts';
import { streamLive } from './live-stream.ts';
import { type Offer, offerPeople, searchPeople } from './people.ts';
import { type Shows, viewConversation, viewHome, viewPerson } from './views.ts';

export type ApiOptions = {
  readonly world: World;
  readonly signIn: TeamsSignIn;
  /** The manifest in each language of the client. */
  readonly appIn: (language: Language) => AppManifest;
  readonly shows: Shows;
  readonly offered: readonly Offer[];
};

type InConversation = Request<{ id: string }>;
type OnMessage = Request<{ id: string; messageId: string }>;

export function createApi({ world, signIn, appIn, shows, offered }: ApiOptions): express.Router {
  const router = express.Router();
  const refresh = createRefresh(world);
  const offers = offerPeople(world.tenant, offered);
  const me = (request: Request) => whoAsks(world, request).id;
  router.use(express.json({ limit: '4mb' }));

  router.get('/start', (_request, response) => {
    const { id, name, description, accentColor } = appIn('nb-NO');
    const people = offers.map(({ user, part }) => ({ ...viewPerson(world, user), part }));
    const app = { id, name, description, accentColor };
    response.json({ tenant: world.tenant.name, app, people, count: world.tenant.users.length, ...shows });
  });
  router.get('/people', (request, response) => {
    response.json(searchPeople(world.tenant, asText(request.query.q) ?? '').map((user) => viewPerson(world, user)));
  });
  router.get('/home', (request, response) => {
    const userId = me(request);
    response.json(viewHome(world, userId, appIn(world.preferences.of(userId).language), shows));
  });
  router.get('/token', async (request, response) => {
    response.json({ token: await signIn.userToken({ userId: me(request) }) });
  });
  router.get('/live', (request, response) => streamLive(world, me(request), response));
  router.put('/preference', (request, response) => {
    const { theme, language } = asObject(request.body);
    const change = { ...(isTheme(theme) && { theme }), ...(isLanguage(language) && { language }) };
    const preference = world.preferences.set(me(request), change);
    world.live.tell({ kind: 'changed' });
    response.json(preference);
  });
  router.post('/chats', (request, response) => {
    const { members, topic } = asObject(request.body);
    const known = asTexts(members).filter((id) => world.tenant.user(id) !== undefined);
    const all = [...new Set([me(request), ...known])];
    if (all.length < 2) throw new Mistake(400, 'A chat needs somebody else.');
    const place = world.places.createChat(asText(topic) ?? '', all);
    world.live.tell({ kind: 'changed' });
    response.status(201).json({ id: place.id });
  });

  router.get('/conversations/:id', (request, response) => {
    response.json(viewConversation(world, me(request), placeAsked(world, request)));
  });
  router.post('/conversations/:id/seen', (request, response) => {
    world.messages.markSeen(me(request), placeAsked(world, request).id);
    response.json({});
  });
  router.post('/conversations/:id/messages', async (request, response) => {
    const { text, thread, attachments } = asObject(request.body);
    const words = {
      text: asText(text)?.trim() ?? '',
      thread: asText(thread),
      attachments: readAttachments(attachments),
    };
    const place = placeAsked(world, request);
    if (words.text === '' && words.attachments.length === 0) throw new Mistake(400, 'The message is empty.');
    if (words.thread !== undefined && world.messages.find(place.id, words.thread)?.root !== words.thread)
      throw new Mistake(404, 'There is no such thread.');
    const message = await say(world, me(request), place, words);
    response.status(201).json(viewMessage(world, message, me(request)));
  });
  router.put('/conversations/:id/messages/:messageId', async (request, response) => {
    const typed = asText(asObject(request.body).text)?.trim() ?? '';
    if (typed === '') throw new Mistake(400, 'The message is empty.');
    await edit(world, me(request), placeAsked(world, request), ownMessageAsked(world, request), typed);
    response.json({});
  });
  router.delete('/conversations/:id/messages/:messageId', async (request, response) => {
    await takeBack(world, me(request), placeAsked(world, request), ownMessageAsked(world, request));
    response.json({});
  });
  router.post('/conversations/:id/messages/:messageId/reactions', async (request, response) => {
    const type = asText(asObject(request.body).type) ?? 'like';
    await react(world, me(request), placeAsked(world, request), messageAsked(world, request), type);
    response.json({});
  });

  router.post('/conversations/:id/messages/:messageId/press', async (request: OnMessage, response) => {
    const { type, id, verb, data, inputs } = asObject(request.body);
    const pressed = { type: asText(type) ?? '', id: asText(id), verb: asText(verb), data, inputs: asObject(inputs) };
    const place = placeAsked(world, request);
    response.json(await press(world, me(request), place, messageAsked(world, request), pressed));
  });
  router.post('/conversations/:id/messages/:messageId/refresh', async (request: OnMessage, response) => {
    response.json(await refresh(me(request), placeAsked(world, request), messageAsked(world, request)));
  });
  router.post('/conversations/:id/task', async (request: InConversation, response) => {
    const { data, messageId } = asObject(request.body);
    const place = placeAsked(world, request);
    const message = world.messages.find(place.id, asText(messageId) ?? '');
    response.json(await task(world, me(request), place, message, 'task/submit', data));
  });
  router.post('/conversations/:id/choices', async (request: InConversation, response) => {
    const { dataset, typed, data } = asObject(request.body);
    const asked = { dataset: asText(dataset) ?? '', typed: asText(typed) ?? '', data: asObject(data) };
    response.json(await findChoices(world, me(request), placeAsked(world, request), asked));
  });
  router.use(extensionRoutes(world));

  router.post('/conversations/:id/install', async (request: InConversation, response) => {
    await install(world, me(request), placeAsked(world, request));
    response.json({});
  });
  router.delete('/conversations/:id/install', async (request: InConversation, response) => {
    await uninstall(world, me(request), placeAsked(world, request));
    response.json({});
  });
  router.post('/conversations/:id/tabs', async (request: InConversation, response) => {
    const place = placeAsked(world, request);
    const wanted = readTab(asObject(request.body), place, world.manifest);
    // A tab brings its app along.
    await install(world, me(request), place);
    const tab = world.tabs.save(wanted);
    world.live.tell({ kind: 'changed' });
    response.status(201).json(tab);
  });
  router.delete('/conversations/:id/tabs/:tabId', (request, response) => {
    const place = placeAsked(world, request);
    if (world.tabs.find(request.params.tabId)?.conversationId !== place.id) throw new Mistake(404, 'No such tab.');
    world.tabs.remove(request.params.tabId);
    world.live.tell({ kind: 'changed' });
    response.json({});
  });

  router.use((_request: Request, response: Response) => void response.status(404).json({ error: 'No such address.' }));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = error instanceof Mistake ? error.status : 500;
    response.status(status).json({ error: error instanceof Error ? error.message : 'Unknown error.' });
  });
  return router;
}

function readTab(body: Json, place: Place, app: AppManifest) {
  const contentUrl = asText(body.contentUrl) ?? '';
  const entityId = asText(body.entityId) ?? '';
  if (!URL.canParse(contentUrl)) throw new Mistake(400, 'The tab needs an address.');
  if (!app.validDomains.includes(new URL(contentUrl).host))
    throw new Mistake(400, `${new URL(contentUrl).host} is not among the app's valid domains.`);
  const id = asText(body.id);
  return {
    ...(id !== undefined && { id }),
    conversationId: place.id,
    name: asText(body.name) || app.name,
    entityId,
    contentUrl,
    websiteUrl: asText(body.websiteUrl) ?? contentUrl,
  };
}
