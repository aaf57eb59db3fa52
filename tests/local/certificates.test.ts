import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCertificates } from '../../infra/local/certificates.ts';

const DAY = 24 * 60 * 60 * 1000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tavla-certificates-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the authority signs for localhost, is kept, and the server’s certificate is renewed in its last month', async () => {
  const first = await openCertificates(folder);
  const authority = new X509Certificate(first.authorityPem);
  const server = new X509Certificate(first.server.cert);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect([server.checkHost('localhost'), server.checkIP('127.0.0.1'), server.checkHost('example.org')]).toEqual([
    'localhost',
    '127.0.0.1',
    undefined,
  ]);
  expect(await readFile(first.authorityFile, 'utf8')).toBe(first.authorityPem);
  expect((await stat(join(folder, 'authority.key'))).mode & 0o077).toBe(0);

  expect(await openCertificates(folder)).toEqual(first);
  const later = await openCertificates(folder, () => Date.now() + 340 * DAY);
  expect(later.authorityPem).toBe(first.authorityPem);
  expect(later.server.cert).not.toBe(first.server.cert);
  expect(new X509Certificate(later.server.cert).verify(authority.publicKey)).toBe(true);
});

test('a server certificate of another authority is replaced', async () => {
  const other = await mkdtemp(join(tmpdir(), 'tavla-certificates-'));
  const foreign = await openCertificates(other);
  await writeFile(join(folder, 'server.crt'), foreign.server.cert);
  const mended = await openCertificates(folder);
  expect(new X509Certificate(mended.server.cert).verify(new X509Certificate(mended.authorityPem).publicKey)).toBe(true);
  await rm(other, { recursive: true, force: true });
});
