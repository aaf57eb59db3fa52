import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import { AuthenticationHandler, Client, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, answerFromText, answerOf, noAnswer } from './answer.ts';
import { type Call, ifMatch } from './cost.ts';

/** One request over the wire and what came back; never throws. */
export type Exchange = (call: Call) => Promise<Answer>;

type Options = { readonly home: URL; readonly credential: TokenCredential; readonly timeoutSeconds: number };

/** Microsoft's decoration for traffic of an organisation's own application. */
const AGENT = 'NONISV|Tavla|Tavla/1.0';

/** Opens Microsoft's client for one host. The token goes there and nowhere else. */
export const openExchange = (options: Options): Exchange => {
  const client = openClient(options);
  return async (call) => {
    if (leadsAway(call.path, options.home)) return FOREIGN;
    try {
      const response = await request(client, call, options.timeoutSeconds);
      return answerFromText(response.status, await response.text(), (name) => response.headers.get(name) ?? undefined);
    } catch (cause) {
      return noAnswer(cause);
    }
  };
};

const leadsAway = (path: string, home: URL): boolean => /^https?:/i.test(path) && new URL(path).origin !== home.origin;

const FOREIGN: Answer = {
  ...answerOf(400, undefined, () => undefined),
  code: 'foreignLink',
  message: 'A link led to another host',
};

/** Ours instead of the client's own chain, which repeats POST after 504 and cuts Retry-After at three minutes. */
const openClient = ({ home, credential, timeoutSeconds }: Options): Client => {
  const provider = {
    getAccessToken: async (): Promise<string> => {
      const abortSignal = AbortSignal.timeout(timeoutSeconds * 1000);
      const token = await credential.getToken(`${home.origin}/.default`, { abortSignal });
      if (token === null) throw new Unavailable('The sign-in gave no token for Graph');
      return token.token;
    },
  };
  const authentication = new AuthenticationHandler(provider);
  authentication.setNext(new HTTPMessageHandler());
  return Client.initWithMiddleware({
    baseUrl: home.origin,
    middleware: authentication,
    // The client sends its token to hosts that it knows; it compares them without the port.
    customHosts: new Set([home.hostname]),
  });
};

const request = (client: Client, call: Call, timeoutSeconds: number): Promise<Response> => {
  const prepared = client
    .api(call.path)
    .responseType(ResponseType.RAW)
    .options({ signal: AbortSignal.timeout(timeoutSeconds * 1000), redirect: 'manual' })
    .headers({ 'User-Agent': AGENT, 'client-request-id': randomUUID(), ...ifMatch(call) });
  const send: Record<Call['method'], () => Promise<Response>> = {
    GET: () => prepared.get(),
    POST: () => prepared.post(call.body),
    PATCH: () => prepared.patch(call.body),
    DELETE: () => prepared.delete(),
  };
  return send[call.method]();
};
