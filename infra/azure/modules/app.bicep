// The web app: Node 24 runs the server's TypeScript as it stands, so nothing is built on the way.
param name string
param location string
param size string
param instances int
param subnetId string
param identityIds array
param vaultIdentityId string
param workspaceId string
param settings object

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: size, capacity: instances }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: toObject(identityIds, id => id, id => {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // The change feed is a stream from each server's own table: any server can continue it.
    clientAffinityEnabled: false
    virtualNetworkSubnetId: subnetId
    keyVaultReferenceIdentity: vaultIdentityId
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node bot/main.ts'
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      // Not /ready: a day without Graph is no reason to replace a server that works on.
      healthCheckPath: '/health'
      appSettings: [
        for setting in items(settings): { name: setting.key, value: setting.value }
      ]
    }
  }
}

// Deployment by a signed-in person or pipeline only, never by a password.
resource noPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = [
  for kind in ['ftp', 'scm']: {
    parent: app
    name: kind
    properties: { allow: false }
  }
]

resource lines 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'lines'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
      { category: 'AppServiceAuditLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
