import type { AppPackage, Rule } from '../app-package.ts';
import type { Manifest } from '../schema.ts';

type Address = { readonly where: string; readonly url: string };

const present = (where: string, url: string | undefined): Address[] => (url === undefined ? [] : [{ where, url }]);

/** Addresses that Teams loads Tavla's own pages from. */
const ownAddresses = ({ configurableTabs = [], staticTabs = [] }: Manifest): Address[] => [
  ...configurableTabs.flatMap((tab) => present('The configuration page', tab.configurationUrl)),
  ...staticTabs.flatMap((tab) => [
    ...present(`The tab ${tab.entityId}`, tab.contentUrl),
    ...present(`The tab ${tab.entityId} in a browser`, tab.websiteUrl),
    ...present(`The search of the tab ${tab.entityId}`, tab.searchUrl),
  ]),
];

const developerAddresses = ({ developer }: Manifest): Address[] => [
  { where: 'The website', url: developer.websiteUrl },
  { where: 'The privacy page', url: developer.privacyUrl },
  { where: 'The terms of use', url: developer.termsOfUseUrl },
];

const LOOPBACK = /^(localhost|127\.0\.0\.1)$/;

const isSecure = ({ url }: Address, local: boolean): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (local && LOOPBACK.test(hostname));
};

export const onlyHttps: Rule = ({ manifest, local }) =>
  [...ownAddresses(manifest), ...developerAddresses(manifest)]
    .filter((address) => !isSecure(address, local))
    .map(({ where, url }) => `${where} is ${url}: Teams only loads addresses that begin with https://.`);

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** A leading `*.` stands for any one or more labels. */
const covers = (domain: string, host: string): boolean =>
  domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : domain === host;

export const hostsListed: Rule = ({ manifest }) =>
  ownAddresses(manifest)
    .filter(({ url }) => !(manifest.validDomains ?? []).some((domain) => covers(domain, hostOf(url))))
    .map(({ where, url }) => `${where} lies on ${hostOf(url)}, which validDomains does not list.`);

/** Domains under which anybody may have a host: listing them with a wildcard would let strangers' pages in. */
const SHARED = /^\*\.(azurewebsites\.net|azurecontainerapps\.io|ngrok\.io|ngrok-free\.app|devtunnels\.ms|web\.app)$/;

export const plainDomains: Rule = ({ manifest }) =>
  (manifest.validDomains ?? []).flatMap((domain) => {
    if (/[/?#]|:\/\//.test(domain)) return [`validDomains lists ${domain}: only a host, without scheme and path.`];
    if (domain.lastIndexOf('*') > 0 || /^\*(?!\.)/.test(domain) || /^\*\.[^.]+$/.test(domain))
      return [`validDomains lists ${domain}: a wildcard may only be the first label of a domain that you own.`];
    return SHARED.test(domain) ? [`validDomains lists ${domain}: others have hosts there too, so name your own.`] : [];
  });

/** The client compares the two, and gives no token when they differ. */
export const resourceFollowsTab: Rule = ({ manifest }: AppPackage) => {
  const { id, resource } = manifest.webApplicationInfo ?? {};
  const hosts = [...new Set(ownAddresses(manifest).map(({ url }) => hostOf(url)))];
  return hosts
    .filter((host) => resource !== `api://${host.toLowerCase()}/${id}`)
    .map((host) => `The sign-in resource is ${resource}, but the tab lies on ${host}: it must be api://${host}/${id}.`);
};

export const pagesDiffer: Rule = ({ manifest: { developer } }) =>
  [
    ['privacy page', developer.privacyUrl],
    ['page with terms of use', developer.termsOfUseUrl],
  ]
    .filter(([, url]) => url === developer.websiteUrl)
    .map(([name]) => `The ${name} is the website itself: give the page that is about it.`);
