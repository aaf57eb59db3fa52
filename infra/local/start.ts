/**
 * `npm start`: a living municipality on your machine.
 * Lives here: the order of the first day (build, stand-ins, lists, people, server), told while it happens.
 * The one rule: what goes wrong is said in one sentence with its remedy.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { fillLists } from './fill.ts';
import { localManifest } from './local-manifest.ts';
import { type Microsoft365, openMicrosoft365, type Ports } from './microsoft365.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { settleIn } from './settle-in.ts';
import { APPS, SITE } from './tenant.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATA = process.env.TAVLA_DATA ?? join(ROOT, '.tavla');
const SERVER_PORT = 3978;
const FIRST_PORT = 4000;
/** Where playground.ts, when a developer starts it, is a connector. */
const PLAYGROUND_HOST = 'localhost:4011';

type Places = Ports & { readonly server: number };

const placesFrom = (first: string | undefined): Places => {
  const base = Number(first ?? FIRST_PORT);
  if (!Number.isInteger(base) || base < 1024 || base > 65000) {
    throw new Error('TAVLA_LOCAL_PORT must be a number from 1024 to 65000.');
  }
  const server = first === undefined ? SERVER_PORT : base + 4;
  return { teams: base, entra: base + 1, graph: base + 2, connector: base + 3, server };
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });

const checkPorts = async (places: Places): Promise<void> => {
  for (const port of Object.values(places)) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} is taken, perhaps by another Tavla. Stop it, or start with other ports: TAVLA_LOCAL_PORT=5000 npm start`,
      );
    }
  }
};

const interactive = process.stdout.isTTY;

/** One line that says what is going on; on a terminal the count moves. */
const tell = (line: string): void => void process.stdout.write(`  ${line}\n`);
const counting = (what: string) => {
  let told = 0;
  return (done: number, of: number): void => {
    if (interactive) process.stdout.write(`\r  ${what}: ${done} of ${of}${done === of ? '\n' : ''}`);
    else if (done === of && told === 0) {
      told = done;
      tell(`${what}: ${done}`);
    }
  };
};

/** Runs a program of ours beside this process, which meanwhile answers as Microsoft 365. Throws what it said. */
const run = async (
  program: string,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, program), ...options], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(said.trim() || `${program} failed.`);
};

/** The lists exist and hold Solvangdal. What is there already stays; done when it was finished once. */
const prepareLists = async ({ entra, graph, municipality, administrator }: Microsoft365): Promise<void> => {
  const mark = join(DATA, 'local', 'filled');
  if (existsSync(mark)) return;
  tell('Making the SharePoint lists');
  await run('bot/sharepoint/provision-command.ts', [], administrator);
  const token = await entra.appToken({
    appId: APPS.provisioning.id,
    audience: 'https://graph.microsoft.com',
    roles: ['Sites.FullControl.All'],
  });
  await fillLists(municipality, {
    graph: graph.address,
    token,
    site: `${SITE.host}:${SITE.path}`,
    today: new Date(),
    progress: counting('Filling them with Solvangdal, rows'),
  });
  writeFileSync(mark, '');
};

/** How often a server that dies by itself is started again, as a host would. */
const RESTARTS = 5;

const keepServer = async (
  start: () => Promise<ServerProcess>,
  isStopping: () => boolean,
): Promise<() => ServerProcess> => {
  let server = await start();
  const watch = async (left: number): Promise<void> => {
    await server.ended;
    if (isStopping()) return;
    tell(`The server ended by itself. ${server.complaint()}`);
    if (left === 0) throw new Error('The server keeps ending; .tavla/server.log says more.');
    server = await start();
    tell('It is started again.');
    await watch(left - 1);
  };
  watch(RESTARTS).catch(fail);
  return () => server;
};

const fail = (error: unknown): never => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

const open = async (): Promise<void> => {
  process.stdout.write('Tavla and a Microsoft 365 of its own\n');
  const places = placesFrom(process.env.TAVLA_LOCAL_PORT);
  await checkPorts(places);
  mkdirSync(join(DATA, 'local'), { recursive: true });
  await run('infra/build.ts', ['--local']);
  const address = `http://localhost:${places.server}`;
  tell('Starting sign-in, Graph and Teams');
  const microsoft365 = await openMicrosoft365({
    folder: join(DATA, 'local'),
    ports: places,
    server: address,
    ...(await localManifest(address)),
  });
  setDefaultCACertificates([...getCACertificates('default'), microsoft365.certificates.authorityPem]);
  await prepareLists(microsoft365);
  tell('Starting Tavla');
  let stopping = false;
  const environment = {
    ...microsoft365.environment,
    STORE: `sqlite:${join(DATA, 'tavla.sqlite')}`,
    SERVICE_HOSTS: `${microsoft365.environment.SERVICE_HOSTS} ${PLAYGROUND_HOST}`,
  };
  const start = () => startServer({ environment, address, logFile: join(DATA, 'server.log') });
  const server = await keepServer(start, () => stopping);
  await settleIn(microsoft365, address, counting('Adding the app to the teams'));
  process.stdout.write(`\nOpen  ${microsoft365.teams.address}\n\nStop with Ctrl+C. Everything is kept in ${DATA}\n`);
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    tell('Closing');
    server()
      .stop()
      .then(() => microsoft365.close())
      .then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

/** Sentences for what the machine refuses. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make some room and start again; nothing that was kept is lost.',
  EACCES: `${DATA} may not be written to. Start as its owner, or set TAVLA_DATA to a folder of your own.`,
  EROFS: `${DATA} cannot be written to. Set TAVLA_DATA to a folder of your own.`,
};

const remedied = (error: unknown): unknown => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return REMEDIES[code] === undefined ? error : new Error(REMEDIES[code], { cause: error });
};

open().catch((error: unknown) => fail(remedied(error)));
