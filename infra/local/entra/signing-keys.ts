import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, type JWK } from 'jose';

/** One RSA key that tokens are signed with, known by its `kid`. */
export type SigningKey = { readonly kid: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** The keys of one issuer: the newest signs, the one before is still published, older ones are gone. */
export type SigningKeys = {
  current(): SigningKey;
  /** By key id; undefined when never made here or rotated out. */
  find(kid: string): SigningKey | undefined;
  /** What a JWKS document holds, newest first. */
  published(): Promise<readonly JWK[]>;
  rotate(): Promise<void>;
};

type Kept = readonly { readonly kid: string; readonly pem: string }[];

const PUBLISHED = 2;

/** Opens the keys kept in `folder`/`name`.json, making the first one when there is none. */
export async function openSigningKeys(folder: string, name: string): Promise<SigningKeys> {
  const file = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  let keys = await readKept(file);
  const save = () => writeFile(file, JSON.stringify(keys.map(toKept)), { mode: 0o600 });
  const rotate = async () => {
    keys = [await newKey(), ...keys].slice(0, PUBLISHED);
    await save();
  };
  if (keys.length === 0) await rotate();

  return {
    current: () => {
      const [newest] = keys;
      if (!newest) throw new Error('There is no signing key.');
      return newest;
    },
    find: (kid) => keys.find((key) => key.kid === kid),
    published: () => Promise.all(keys.map(toJwk)),
    rotate,
  };
}

async function readKept(file: string): Promise<SigningKey[]> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
    return kept.map(({ kid, pem }) => fromPrivate(kid, createPrivateKey(pem)));
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A key that no JWKS holds, for tokens whose signature must be refused. */
export async function newKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return fromPrivate(randomBytes(20).toString('base64url'), privateKey);
}

const fromPrivate = (kid: string, privateKey: KeyObject): SigningKey => ({
  kid,
  privateKey,
  publicKey: createPublicKey(privateKey),
});

const toKept = ({ kid, privateKey }: SigningKey) => ({
  kid,
  pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});

async function toJwk({ kid, publicKey }: SigningKey): Promise<JWK> {
  const { kty, n, e } = await exportJWK(publicKey);
  return { kty, use: 'sig', kid, x5t: kid, n, e } as JWK;
}
