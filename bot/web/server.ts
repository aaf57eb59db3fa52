/**
 * The door where people click, and where Microsoft knocks.
 * Lives here: Express, sign-in, the contract's endpoints, ready-made boards, the live feed, the tab's files.
 * The one rule: identify here, authorise in the verb; nothing that a person wrote is ever logged.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { ENDPOINTS, FEED_PATH } from '../contract/endpoints.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feed } from '../ports/feed.ts';
import type { Log } from '../ports/log.ts';
import type { Verbs } from '../verbs/verbs.ts';
import type { Door } from './endpoint.ts';
import { catchFailures, sendTrouble } from './failures.ts';
import { type Check, createHealth } from './health.ts';
import { createLiveFeed } from './live.ts';
import { receiveNotifications, type TakeNotification } from './notifications.ts';
import { logRequests } from './request-log.ts';
import { createRoutes } from './routes.ts';
import type { SignIn } from './sign-in.ts';
import { createSnapshots } from './snapshots.ts';
import { openTabFiles } from './tab-files.ts';

/** Largest body of a request to the API: a suggestion is 500 characters. */
const API_BODY = '32kb';

export type WebSettings = {
  readonly host: string;
  readonly port: number;
  readonly tabFolder: string;
  readonly language: string;
  readonly timeZone: string;
  readonly frameAncestors: readonly string[];
  /** Requests that one person (or address, before sign-in) may make in a minute. */
  readonly requestsPerMinute: number;
};

export type WebDeps = {
  readonly verbs: Verbs;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly log: Log;
  readonly signIn: SignIn;
  /** The bot's door; reads the body itself. */
  readonly messages: RequestHandler;
  readonly takeNotification: TakeNotification;
  readonly checks: Readonly<Record<string, Check>>;
};

const headers = (frameAncestors: readonly string[]): RequestHandler =>
  helmet({
    frameguard: false,
    crossOriginResourcePolicy: { policy: 'same-site' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...frameAncestors],
      },
    },
  });

/** Counts by person, whatever token they come with; whoever proves to be nobody is counted by address. */
const limit = (perMinute: number, signIn: SignIn): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    legacyHeaders: false,
    standardHeaders: 'draft-8',
    keyGenerator: async ({ headers, ip }) => (await signIn.identify(headers.authorization))?.id ?? ip ?? '',
    validate: false,
    handler: (_request, response) => sendTrouble(response, 'tooMuch'),
  });

export type Web = { readonly address: string; close(): Promise<void> };

const listen = (server: Server, { host, port }: WebSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken. Stop what uses it, or set PORT to another number.`, { cause: error })
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });

/** Opens the door; resolves when it listens. */
export const openWeb = async (settings: WebSettings, deps: WebDeps): Promise<Web> => {
  const door: Door = deps;
  const live = createLiveFeed(door, deps.feed);
  const snapshots = createSnapshots(door, { feed: deps.feed, clock: deps.clock, timeZone: settings.timeZone });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(headers(settings.frameAncestors));
  app.use(createHealth(deps.checks, deps.log));
  app.post('/api/messages', deps.messages);
  app.post('/graph/notifications', ...receiveNotifications(deps.takeNotification));
  app.use('/api', logRequests(deps.log));
  app.use('/api', limit(settings.requestsPerMinute, deps.signIn));
  app.get(ENDPOINTS.board.path, snapshots.handler);
  app.get(FEED_PATH, live.handler);
  app.use('/api', express.json({ limit: API_BODY }), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(createRoutes(door));
  app.use('/api', (_request, response) => sendTrouble(response, 'badRequest'));
  app.use(await openTabFiles({ ...settings, folder: settings.tabFolder }));
  app.use((_request, response) => void response.status(404).type('text/plain').send('404'));
  app.use(catchFailures(deps.log));
  const server = createServer(app);
  await listen(server, settings);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    close: async () => {
      live.close();
      snapshots.close();
      deps.signIn.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      });
    },
  };
};
