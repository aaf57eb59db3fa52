import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findPostgres } from './postgres-binaries.ts';

export type Postgres = {
  /** Room for a store of its own; returns its address. A schema, because a database takes twenty times as long. */
  database(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * A PostgreSQL server of one's own, in a temporary folder, heard on a socket in it and nowhere else. It does not
 * wait for the disk: what a power cut leaves is not what these tests are about.
 */
export const startPostgres = async (): Promise<Postgres> => {
  const programs = findPrograms();
  const owner = ownerOf();
  const folder = mkdtempSync(join(tmpdir(), 'tavla-postgres-'));
  chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(programs, 'initdb'), initdb, { ...owner, cwd: folder });
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'shared_buffers=32MB'];
  const server = spawn(join(programs, 'postgres'), options, {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await ready(server.stderr);
  server.stderr.resume();
  const addressOf = (name: string): string =>
    `postgres://postgres@localhost/${name}?host=${encodeURIComponent(folder)}`;
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  let count = 0;
  return {
    database: async () => {
      count += 1;
      await client.query(`create schema tavla${count}`);
      return `${addressOf('postgres')}&options=${encodeURIComponent(`-c search_path=tavla${count}`)}`;
    },
    stop: async () => {
      await client.end();
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const findPrograms = (): string => {
  const found = findPostgres();
  if (found !== undefined) return found;
  throw new Error('No PostgreSQL found: install Debian\'s package "postgresql" (apt-get install postgresql)');
};

/** PostgreSQL refuses to run as root; the package brings a user for it. */
const ownerOf = (): { readonly uid: number; readonly gid: number } => {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0 };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const ready = (log: NodeJS.ReadableStream): Promise<void> =>
  new Promise((resolve, reject) => {
    let heard = '';
    log.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.includes('ready to accept connections')) resolve();
    });
    log.once('end', () => reject(new Error(`PostgreSQL did not start:\n${heard}`)));
  });
