// Two identities, so that whoever could act as the bot could still not read a list.
param name string
param location string

resource graph 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-graph'
  location: location
}

resource bot 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-bot'
  location: location
}

output graphId string = graph.id
output graphClientId string = graph.properties.clientId
output graphPrincipalId string = graph.properties.principalId
output botId string = bot.id
output botClientId string = bot.properties.clientId
