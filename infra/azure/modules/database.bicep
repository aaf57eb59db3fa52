// The working copy. It can be rebuilt from SharePoint; only what still waits to be saved there would be lost with it.
param name string
param location string
param size string
param subnetId string
param dnsZoneId string

@secure()
param password string

var user = 'tavla'
var databaseName = 'tavla'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: {
    name: size
    tier: startsWith(size, 'Standard_B') ? 'Burstable' : 'GeneralPurpose'
  }
  properties: {
    version: '16'
    administratorLogin: user
    administratorLoginPassword: password
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: dnsZoneId
    }
  }

  resource database 'databases' = {
    name: databaseName
    // Tavla sorts by Norwegian rules itself; its keys are compared byte by byte.
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

output host string = server.properties.fullyQualifiedDomainName
output user string = user
output databaseName string = databaseName
