// Tavla in Azure: one web app on Node 24, its two identities, the bot's registration, the vault, the database, the log.
// Deploy into a resource group of its own:
//   az deployment group create -g <group> -f infra/azure/main.bicep -p infra/azure/tavla.bicepparam
// The first time appId is not known yet: deploy without it, run infra/entra/register.ts, and deploy again.
targetScope = 'resourceGroup'

@description('Begins the name of every resource; letters and digits. Part of the public address unless hostName is set.')
@minLength(4)
@maxLength(16)
param name string = 'tavla'

@description('Azure region. Norway East keeps the working copy and the log in Norway.')
param location string = resourceGroup().location

@description('The Microsoft Entra tenant.')
param tenantId string = tenant().tenantId

@description('Client id of the registration “Tavla” (infra/entra). Empty only at the very first deployment.')
param appId string = ''

@description('Id of the app in its Teams manifest: a GUID that you make once.')
param teamsAppId string

@description('The SharePoint site that holds the lists, such as https://contoso.sharepoint.com/sites/tavla.')
param sharePointSite string

@description('Public host, such as tavla.example.no. Empty: the host that Azure gives. A host of your own needs a DNS record first (README.md).')
param hostName string = ''

@description('Language where nobody has chosen.')
@allowed(['nb', 'nn', 'en'])
param language string = 'nb'

@description('Where deviations (avvik) are reported; empty hides the link.')
param deviationLink string = ''

@description('Where whistleblowing (varsling) is explained; empty hides the link.')
param whistleblowingLink string = ''

@description('Size of the web app. P0v3 carries some thousand employees; B1 is enough for a trial.')
@allowed(['B1', 'P0v3', 'P1v3'])
param appSize string = 'P0v3'

@description('Web servers. More than one shares the work through the database.')
@minValue(1)
@maxValue(4)
param instances int = 1

@description('Size of the database. Burstable B1ms is enough: it holds a copy that can be rebuilt, and what waits to be saved.')
param databaseSize string = 'Standard_B1ms'

@description('Password of the database’s administrator. Make a new long random one; it is kept in the vault and read from there.')
@secure()
@minLength(24)
param databasePassword string

@description('Days that the log is kept. It holds ids and times, never a text or a name.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Mail address that is told when the app does not answer. Empty: nobody is.')
param alertMail string = ''

var unique = uniqueString(resourceGroup().id, name)
var webAppName = '${name}-${unique}'
var host = empty(hostName) ? '${webAppName}.azurewebsites.net' : hostName
var address = 'https://${host}'

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: { name: name, location: location }
}

module log 'modules/log.bicep' = {
  name: 'log'
  params: { name: name, location: location, days: logDays }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: toLower('${name}-${unique}')
    location: location
    size: databaseSize
    password: databasePassword
    subnetId: network.outputs.databaseSubnetId
    dnsZoneId: network.outputs.databaseZoneId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: take('${name}${unique}', 24)
    location: location
    tenantId: tenantId
    readerPrincipalId: identities.outputs.graphPrincipalId
    storeAddress: 'postgres://${database.outputs.user}:${uriComponent(databasePassword)}@${database.outputs.host}/${database.outputs.databaseName}?sslmode=verify-full'
    workspaceId: log.outputs.workspaceId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: webAppName
    location: location
    size: appSize
    instances: instances
    subnetId: network.outputs.appSubnetId
    identityIds: [identities.outputs.graphId, identities.outputs.botId]
    vaultIdentityId: identities.outputs.graphId
    workspaceId: log.outputs.workspaceId
    settings: {
      NODE_ENV: 'production'
      // Compiled code is kept between starts.
      NODE_COMPILE_CACHE: '/tmp/tavla-compiled'
      TAVLA_ADDRESS: address
      TENANT_ID: tenantId
      APP_ID: appId
      APP_MANAGED_IDENTITY: identities.outputs.graphClientId
      BOT_ID: identities.outputs.botClientId
      BOT_MANAGED_IDENTITY: identities.outputs.botClientId
      TEAMS_APP_ID: teamsAppId
      SHAREPOINT_SITE: sharePointSite
      STORE: '@Microsoft.KeyVault(SecretUri=${vault.outputs.storeSecretUri})'
      LANGUAGE: language
      DEVIATION_LINK: deviationLink
      WHISTLEBLOWING_LINK: whistleblowingLink
      APPLICATIONINSIGHTS_CONNECTION_STRING: log.outputs.connectionString
    }
  }
}

module watch 'modules/watch.bicep' = if (!empty(alertMail)) {
  name: 'watch'
  params: {
    name: name
    location: location
    address: address
    insightsId: log.outputs.insightsId
    mail: alertMail
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: '${name}-bot-${unique}'
    endpoint: '${address}/api/messages'
    tenantId: tenantId
    identityId: identities.outputs.botId
    clientId: identities.outputs.botClientId
  }
}

@description('TAVLA_ADDRESS for infra/entra and manifest/pack.ts.')
output tavlaAddress string = address

@description('APP_MANAGED_IDENTITY for infra/entra: who calls Graph.')
output appManagedIdentity string = identities.outputs.graphClientId

@description('BOT_ID and BOT_MANAGED_IDENTITY.')
output botId string = identities.outputs.botClientId

output webAppName string = webAppName
