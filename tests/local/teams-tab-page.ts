import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const LIBRARY = fileURLToPath(
  new URL('../../node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js', import.meta.url),
);

/** The scripts of three small pages that do with the real teams-js what a tab does, and show what came of it. */
const SCRIPTS: Record<string, string> = {
  '/tab': `
    const show = (id, text) => { document.getElementById(id).textContent = text; };
    const press = (id, run) => document.getElementById(id).addEventListener('click', () =>
      run().then((result) => show('result', JSON.stringify(result)), (error) => show('result', 'failed ' + (error.message ?? error))));
    teams.app.registerOnThemeChangeHandler((theme) => show('theme', theme));
    const context = await teams.app.getContext();
    show('theme', context.app.theme);
    show('context', JSON.stringify(context));
    press('token', () => teams.authentication.getAuthToken());
    press('dialog', () => new Promise((done) =>
      teams.dialog.url.open({ title: 'En dialog', url: location.origin + '/dialog', size: { width: 400, height: 200 } },
        (answer) => done(answer.err ?? answer.result))));
    press('link', () => teams.app.openLink('https://teams.microsoft.com/l/entity/app/unit-1?context='
      + encodeURIComponent(JSON.stringify({ subEntityId: 'item-7', channelId: context.channel?.id }))));
    press('stage', () => new Promise((done) => teams.meeting.getMeetingDetails((error) => done(error))));
    await teams.app.notifySuccess();
    show('ready', 'ready');`,
  '/config': `
    teams.pages.config.registerOnSaveHandler(async (event) => {
      await teams.pages.config.setConfig({ entityId: 'unit-1', contentUrl: location.origin + '/tab', suggestedDisplayName: 'Tavle' });
      event.notifySuccess();
    });
    teams.pages.config.setValidityState(true);
    await teams.app.notifySuccess();`,
  '/dialog': `
    document.getElementById('token').addEventListener('click', () => teams.dialog.url.submit({ chosen: 42 }));
    await teams.app.notifySuccess();`,
};

const page = (script: string, host: string) => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><title>Prøvefane</title></head>
<body><main><h1>Prøvefane</h1>
<p id="ready"></p><p id="theme"></p><p id="context"></p><p id="result"></p>
${['token', 'dialog', 'link', 'stage'].map((id) => `<button id="${id}">${id}</button>`).join('')}
</main><script src="/teams.js"></script>
<script type="module">
const teams = window.microsoftTeams;
await teams.app.initialize([${JSON.stringify(host)}]);
${script}
</script></body></html>`;

/** Serves them; `host` is the page that may frame them and is believed. */
export async function openTabPage() {
  let host = '';
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/teams.js')
      return response.setHeader('content-type', 'text/javascript').end(await readFile(LIBRARY));
    const script = SCRIPTS[pathname];
    response.statusCode = script === undefined ? 404 : 200;
    response.setHeader('content-type', 'text/html').end(script === undefined ? '' : page(script, host));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    believe: (address: string) => {
      host = address;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
