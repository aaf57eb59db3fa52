/**
 * TLS for the local Microsoft 365: a certificate authority of its own and one server certificate for localhost.
 * Lives here: making them at first start, keeping them in the data folder, renewing the server's before it runs out.
 * The one rule: the authority's key never leaves the folder; whoever should trust it is handed `authorityFile`.
 */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as x509 from '@peculiar/x509';

export type Certificates = {
  /** Path of the authority's certificate (PEM), for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string;
  readonly authorityPem: string;
  readonly server: { readonly key: string; readonly cert: string };
};

const DAY = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const SERVER_DAYS = 365;
const RENEW_DAYS = 30;
const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

type Pair = { readonly key: string; readonly cert: string };

/** Opens the certificates kept in `folder`, making or renewing what is missing or runs out within 30 days. */
export async function openCertificates(folder: string, now: () => number = Date.now): Promise<Certificates> {
  x509.cryptoProvider.set(crypto);
  await mkdir(folder, { recursive: true });
  const authority = await keptOrMade(folder, 'authority', now, () => makeAuthority(now()));
  const server = await keptOrMade(folder, 'server', now, () => makeServer(authority, now()), authority.cert);
  return {
    authorityFile: resolve(folder, 'authority.crt'),
    authorityPem: authority.cert,
    server: { key: server.key, cert: server.cert },
  };
}

async function keptOrMade(
  folder: string,
  name: string,
  now: () => number,
  make: () => Promise<Pair>,
  issuer?: string,
): Promise<Pair> {
  const kept = await read(folder, name);
  if (kept && (await stillGood(kept.cert, now(), issuer))) return kept;
  const made = await make();
  await writeFile(join(folder, `${name}.key`), made.key, { mode: 0o600 });
  await writeFile(join(folder, `${name}.crt`), made.cert);
  return made;
}

async function read(folder: string, name: string): Promise<Pair | undefined> {
  try {
    const [key, cert] = await Promise.all(
      ['key', 'crt'].map((end) => readFile(join(folder, `${name}.${end}`), 'utf8')),
    );
    return key && cert ? { key, cert } : undefined;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function stillGood(pem: string, now: number, issuer?: string): Promise<boolean> {
  const certificate = new x509.X509Certificate(pem);
  if (certificate.notAfter.getTime() - now < RENEW_DAYS * DAY) return false;
  if (!issuer) return true;
  const publicKey = await new x509.X509Certificate(issuer).publicKey.export();
  return certificate.verify({ publicKey, date: new Date(now) });
}

async function makeAuthority(now: number): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Tavla local Microsoft 365',
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY),
    signingAlgorithm: CURVE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await privatePem(keys), cert: certificate.toString('pem') };
}

async function makeServer(authority: Pair, now: number): Promise<Pair> {
  const keys = await newKeys();
  const issuer = new x509.X509Certificate(authority.cert);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=localhost',
    issuer: issuer.subject,
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + SERVER_DAYS * DAY),
    signingAlgorithm: CURVE,
    publicKey: keys.publicKey,
    signingKey: await importPrivate(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { key: await privatePem(keys), cert: certificate.toString('pem') };
}

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

const privatePem = async (keys: CryptoKeyPair): Promise<string> =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');

const importPrivate = (pem: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), CURVE, false, ['sign']);

/** Sixteen random bytes whose first bit is clear, as X.509 wants serial numbers positive. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('hex');
}
