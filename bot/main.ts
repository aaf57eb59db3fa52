/**
 * Starts Tavla: reads the configuration, opens the app, and closes it in good order when asked to stop.
 * With `--rebuild` the working copy is read anew from SharePoint at start.
 */
import { pino, stdSerializers } from 'pino';
import { monotonicFactory } from 'ulid';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { instantOf } from './domain/calendar/instant.ts';

const fail = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

/**
 * What an error is called, what it says and where it comes from, its causes included. Its own data stays out: a
 * database's holds the row that it did not take, and with it what people wrote.
 */
const errorInLog = (error: unknown): object => {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack, code } = stdSerializers.err(error);
  return { type, message, stack, code };
};

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL, base: null, serializers: { error: errorInLog } });
  const app = await createApp(config, {
    log,
    clock: { now: () => instantOf(Date.now()) },
    keys: { next: monotonicFactory() },
    random: Math.random,
  });
  log.info({ address: app.address }, 'Tavla is open');
  if (process.argv.includes('--rebuild')) {
    await app.rebuild();
    log.info({}, 'The working copy is rebuilt from SharePoint');
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    app.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

start().catch(fail);
