/** What is asked of Graph: a path below the version (already encoded) or a link that Graph gave. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The version that the change is based on. */
  readonly ifMatch?: string;
};

export const ifMatch = (call: Call): Record<string, string> =>
  call.ifMatch === undefined ? {} : { 'If-Match': call.ifMatch };

/** SharePoint's resource units of a request (Microsoft's throttling page for SharePoint Online, 2025-10). */
const SINGLE = 1;
const MULTIPLE = 2;
const WRITE = 2;
const PERMISSIONS = 5;

/** The last segment of paths that answer with many: items, columns, lists, versions, members. */
const COLLECTION = /\/(?:items|columns|lists|versions|members|subscriptions)$/;

/** Resource units that a request costs. Requests outside of SharePoint are counted too, to be on the safe side. */
export const unitsOf = ({ method, path }: Call): number => {
  const [address = '', query = ''] = path.split('?');
  if (/\/permissions(?:\/|$)/.test(address) || /expand=permissions/.test(query)) return PERMISSIONS;
  if (method !== 'GET') return WRITE;
  if (/\/delta\(token=/.test(address)) return SINGLE;
  if (/\/delta(?:\(\))?$/.test(address)) return /(?:^|&)(?:token|\$skiptoken)=/i.test(query) ? SINGLE : MULTIPLE;
  return COLLECTION.test(address) ? MULTIPLE : SINGLE;
};
