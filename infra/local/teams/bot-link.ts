import type { Activity } from './activities.ts';
import type { TeamsSignIn } from './sign-in.ts';

export type InvokeAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable' };

/** One try to bring an activity to the bot. */
export type Delivery = {
  readonly activityId: string;
  readonly type: string;
  readonly name: string | undefined;
  readonly status: number | undefined;
  readonly milliseconds: number;
};

/** The way from Teams to the bot. */
export type BotLink = {
  /** True when the bot took it. Messages are not repeated. */
  deliver(activity: Activity): Promise<boolean>;
  /** Within five seconds or again, twice, with the same id. */
  invoke(activity: Activity): Promise<InvokeAnswer>;
  deliveries(): readonly Delivery[];
  pointAt(endpoint: string): void;
};

/** The channel waits about this long for a bot's answer to a message. */
const MESSAGE_MILLISECONDS = 15_000;
const INVOKE_TRIES = 3;
const REMEMBERED = 500;
/** Nobody was there; a bot that fails by itself says 500 and is not asked again. */
const GATEWAY = [502, 503, 504];

export function createBotLink(deps: {
  readonly signIn: TeamsSignIn;
  readonly botId: string;
  readonly endpoint: string;
  readonly serviceUrl: () => string;
  /** Teams documents 5000. */
  readonly invokeMilliseconds: number;
}): BotLink {
  let endpoint = deps.endpoint;
  const deliveries: Delivery[] = [];

  async function attempt(activity: Activity, milliseconds: number): Promise<Response | undefined> {
    const started = performance.now();
    const response = await post(activity, milliseconds);
    deliveries.push({
      activityId: activity.id,
      type: activity.type,
      name: typeof activity.name === 'string' ? activity.name : undefined,
      status: response?.status,
      milliseconds: Math.round(performance.now() - started),
    });
    deliveries.splice(0, deliveries.length - REMEMBERED);
    return response;
  }

  /** Undefined when nobody answered in time. */
  async function post(activity: Activity, milliseconds: number): Promise<Response | undefined> {
    const token = await deps.signIn.channelToken({ serviceUrl: deps.serviceUrl(), botId: deps.botId });
    return fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(milliseconds),
    }).catch(() => undefined);
  }

  async function invoke(activity: Activity, triesLeft: number): Promise<InvokeAnswer> {
    const response = await attempt(activity, deps.invokeMilliseconds);
    const isDown = response === undefined || GATEWAY.includes(response.status);
    if (response && !isDown) return { kind: 'answered', status: response.status, body: await readJson(response) };
    await response?.body?.cancel();
    return triesLeft > 1 ? invoke(activity, triesLeft - 1) : { kind: 'unreachable' };
  }

  return {
    deliver: async (activity) => {
      const response = await attempt(activity, MESSAGE_MILLISECONDS);
      await response?.body?.cancel();
      return response?.ok ?? false;
    },
    invoke: (activity) => invoke(activity, INVOKE_TRIES),
    deliveries: () => deliveries,
    pointAt: (address) => {
      endpoint = address;
    },
  };
}

/** An empty or broken body is no answer, which for most invokes means: nothing more to show. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '');
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
