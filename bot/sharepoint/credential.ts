import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

/** How the server proves who it is towards Graph; the first that is given counts. */
export type Proof = {
  readonly tenantId: string;
  readonly appId: string;
  /** Sign-in; Microsoft's own unless configured. */
  readonly authority: string;
  /** Client id of a managed identity: nothing to keep or to renew. */
  readonly managedIdentity?: string | undefined;
  /** PEM file with certificate and private key. */
  readonly certificateFile?: string | undefined;
  readonly secret?: string | undefined;
};

const MICROSOFT = 'https://login.microsoftonline.com';

/** Managed identity first, certificate second, secret last. */
export const createCredential = (proof: Proof): TokenCredential => {
  const { tenantId, appId, authority, managedIdentity, certificateFile, secret } = proof;
  // Discovery asks Microsoft whether an authority is one of theirs; another one is ours to know.
  const options = { authorityHost: authority, disableInstanceDiscovery: new URL(authority).origin !== MICROSOFT };
  if (managedIdentity) return new ManagedIdentityCredential({ clientId: managedIdentity });
  if (certificateFile) {
    return new ClientCertificateCredential(tenantId, appId, { certificatePath: certificateFile }, options);
  }
  if (secret) return new ClientSecretCredential(tenantId, appId, secret, options);
  throw new Error('Graph needs a managed identity, a certificate or a secret to sign in with');
};
