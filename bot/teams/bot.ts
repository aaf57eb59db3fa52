/**
 * The door where people talk: the bot in Teams.
 * Lives here: who is let in (entry.ts), what they ask for (commands.ts, cards/), and how they are told (delivery.ts, notices.ts).
 * The one rule: the bot SDK is known in this file, authentication.ts and connector.ts; behind them are our own plain shapes.
 */
import type { ServerResponse } from 'node:http';
import { ActivityTypes, CloudAdapter, type TurnContext } from 'botbuilder';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Log } from '../ports/log.ts';
import type { Notices } from '../ports/notices.ts';
import type { People, Units } from '../ports/people.ts';
import type { Suggestions } from '../ports/suggestions.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Verbs } from '../verbs/verbs.ts';
import { createAuthentication, tryToken } from './authentication.ts';
import { type BotRequest, readBody } from './body.ts';
import { createConnector } from './connector.ts';
import { createBotToken } from './credentials.ts';
import { createDelivery, type Delivered } from './delivery.ts';
import { admit, BODY_LIMIT } from './entry.ts';
import type { Incoming } from './incoming.ts';
import { createLinks } from './links.ts';
import { createNotices } from './notices.ts';
import { createPlaces } from './places.ts';
import { createPrivateLine } from './private-line.ts';
import { createSuggestionTalk } from './suggestion.ts';
import { createTalk } from './talk.ts';
import { checkTeamsConfig, type TeamsConfig } from './teams-config.ts';
import { createTurn } from './turn.ts';

export type Teams = {
  /** Answers POST /api/messages; returns when all that the activity asked for is done. */
  messages(request: BotRequest, response: ServerResponse): Promise<void>;
  readonly notices: Notices;
  /** Returns when the bot can sign in. Throws `Unavailable` when it cannot. */
  ready(): Promise<void>;
};

export type TeamsNeeds = {
  readonly config: TeamsConfig;
  readonly verbs: Verbs;
  readonly ports: {
    readonly conversations: Conversations;
    readonly suggestions: Suggestions;
    readonly units: Units;
    readonly people: People;
    readonly clock: Clock;
    readonly keys: Keys;
  };
  readonly log: Log;
};

/** The bot. Throws when it is set up so that it must not start. */
export const createTeams = ({ config, verbs, ports, log }: TeamsNeeds): Teams => {
  checkTeamsConfig(config);
  const { conversations, suggestions, units, people, keys } = ports;
  const token = createBotToken(config);
  const adapter = new CloudAdapter(createAuthentication(config, token));
  const connector = createConnector(adapter, config);
  const links = createLinks(config);
  const tellPrivately = createPrivateLine(connector, conversations, config);
  const suggestion = createSuggestionTalk({ verbs, suggestions, units, keys, links, config });
  const talk = createTalk({ verbs, units, keys, links, log, suggestion });
  const places = createPlaces({ connector, conversations, units, verbs, config });
  const deliver = createDelivery(connector, tellPrivately);
  const turn = createTurn({ verbs, conversations, talk, places, deliver });

  const messages = async (request: BotRequest, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, BODY_LIMIT);
    if (!body.ok) return end(response, body.status);
    const admission = admit(body.value, config);
    if (!admission.ok) {
      log.warn({ status: admission.status }, 'An activity was not let in');
      return end(response, admission.status);
    }
    const started = performance.now();
    const { status, answer, afterwards } = await authenticated(request, admission.incoming);
    end(response, status, answer);
    await afterwards?.().catch(failed);
    log.info({ kind: admission.incoming.what.kind, status, ms: Math.round(performance.now() - started) }, 'talked');
  };

  /** What went wrong stays here; whoever asks for help has the time and the status. */
  const failed = (error: unknown): Delivered => {
    if (error instanceof Unavailable) log.warn({ error }, 'Something outside does not answer');
    else log.error({ error }, 'A turn failed');
    return FAILED;
  };

  /** Runs the turn when the token is good. The SDK writes its own error texts into its answer; they stay here. */
  const authenticated = async (request: BotRequest, incoming: Incoming) => {
    const reply = createReply();
    const asked = { method: request.method ?? '', headers: request.headers, body: activityOf(incoming) };
    let delivered: Delivered = {};
    await adapter.process(asked, reply, async (context: TurnContext) => {
      delivered = await turn(incoming).catch(failed);
      if (delivered.body === undefined) return;
      await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body: delivered.body } });
    });
    const status = delivered === FAILED ? 500 : reply.taken();
    return { status, answer: status < 400 ? delivered.body : undefined, afterwards: delivered.afterwards };
  };

  return {
    messages,
    notices: createNotices({ connector, conversations, suggestions, units, people, links, tellPrivately }),
    ready: () => tryToken(token),
  };
};

const FAILED: Delivered = {};

/** What the SDK needs for its token checks and its answer, and nothing of what people sent. */
const activityOf = ({ where, what }: Incoming): Record<string, unknown> => ({
  type: INVOKES.has(what.kind) ? 'invoke' : 'message',
  id: where.activity,
  channelId: 'msteams',
  serviceUrl: where.serviceUrl,
  from: { id: where.account },
  recipient: { id: where.bot },
  conversation: { id: where.conversation },
});

const INVOKES = new Set<Incoming['what']['kind']>([
  'execute',
  'dialogOpen',
  'dialogSubmit',
  'extensionFetch',
  'extensionSubmit',
  'unsupported',
]);

/** Takes the SDK's answer in place of a real response, to pass on its status only. */
const createReply = () => {
  let status = 200;
  const reply = {
    socket: undefined,
    status: (code: number) => {
      status = code;
      return reply;
    },
    header: () => reply,
    send: () => reply,
    end: () => reply,
    taken: () => status,
  };
  return reply;
};

const end = (response: ServerResponse, status: number, body?: object): void => {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
};
