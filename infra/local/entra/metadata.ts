import { issuerOf } from './tokens.ts';

/** The OpenID configuration of the tenant, in Entra's two versions. `tenant` is what the caller wrote in the path. */
export function openIdConfiguration(authority: string, tenantId: string, version: '1.0' | '2.0') {
  const base = `${authority}/${tenantId}`;
  const oauth = version === '2.0' ? `${base}/oauth2/v2.0` : `${base}/oauth2`;
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: version === '2.0' ? `${base}/discovery/v2.0/keys` : `${authority}/common/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(version, { tenantId, authority }),
    authorization_endpoint: `${oauth}/authorize`,
    end_session_endpoint: `${oauth}/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(authority).host,
  };
}

/** The Bot Connector's own metadata, from which a bot learns the channel's keys. */
export const botConfiguration = (authority: string) => ({
  issuer: 'https://api.botframework.com',
  authorization_endpoint: 'https://invalid.botframework.com',
  jwks_uri: `${authority}/v1/.well-known/keys`,
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
});

/** What Entra answers when a client asks which clouds an authority belongs to. */
export const instanceDiscovery = (authority: string, tenantId: string) => {
  const { host } = new URL(authority);
  return {
    tenant_discovery_endpoint: `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
};
