import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TeamsFrame = { readonly address: string; close(): Promise<void> };

/** Speaks as much of teams-js's protocol as a tab needs to open: hands over who one is and a token, at once. */
const SCRIPT = `
const asked = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
frame.src = asked.get('src');
const supports = { app: { notifySuccessResponse: {} }, pages: { config: {} } };
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports });
const context = {
  locale: 'nb-no', theme: 'default', hostName: 'Teams', hostClientType: 'web', frameContext: 'content',
  entityId: '', subEntityId: '', userObjectId: asked.get('person'), appSessionId: 'b', sessionId: 'b',
};
const answers = {
  initialize: () => ['content', 'web', runtime, '2.58.0'],
  getContext: () => [context],
  'authentication.getAuthToken': () => [true, asked.get('token')],
  'appInitialization.success': () => [],
};
addEventListener('message', ({ data, source, origin }) => {
  const args = answers[data?.func]?.();
  if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, origin);
});
document.body.append(frame);
`;

const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style><body><script>${SCRIPT}</script>`;

/** The page around a tab, in place of Teams: as light as can be, so that what is measured is the tab. */
export const openTeamsFrame = async (): Promise<TeamsFrame> => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(PAGE);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
