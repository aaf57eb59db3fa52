import { ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { describe, expect, test } from '@jest/globals';
import { createCredential, type Proof } from '../../bot/sharepoint/credential.ts';

const registration = {
  tenantId: '99999999-aaaa-4aaa-8aaa-000000000009',
  appId: '11111111-aaaa-4aaa-8aaa-000000000001',
  authority: 'https://login.microsoftonline.com',
};

describe('how the server proves who it is', () => {
  test.each<[string, Partial<Proof>, unknown]>([
    [
      'a managed identity before all else',
      { managedIdentity: 'id', certificateFile: 'a.pem', secret: 's' },
      ManagedIdentityCredential,
    ],
    ['a certificate before a secret', { certificateFile: 'a.pem', secret: 's' }, ClientCertificateCredential],
    ['a secret last', { secret: 's' }, ClientSecretCredential],
  ])('%s', (_, proof, kind) => {
    expect(createCredential({ ...registration, ...proof })).toBeInstanceOf(kind);
  });

  test('with nothing it says so', () => {
    expect(() => createCredential({ ...registration, secret: '' })).toThrow(
      /needs a managed identity, a certificate or a secret/,
    );
  });
});
