using 'main.bicep'

// An example; every value is documented in main.bicep. The password comes from the environment of whoever deploys.
param name = 'tavla'
param appId = ''
param teamsAppId = '00000000-0000-0000-0000-000000000000'
param sharePointSite = 'https://contoso.sharepoint.com/sites/tavla'
param databasePassword = readEnvironmentVariable('TAVLA_DATABASE_PASSWORD')
