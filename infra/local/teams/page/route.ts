/** Where in the page one is: in the address after #, so that it survives a reload and can be sent to a friend. */
export type Route =
  | { readonly view: 'chat' | 'channel'; readonly id: string; readonly tab: string | undefined; readonly sub?: string }
  | { readonly view: 'chats' | 'teams' | 'activity' | 'apps' }
  | { readonly view: 'app'; readonly entityId: string; readonly sub?: string };

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, first, second] = path.split('/').map(decodeURIComponent);
  const sub = new URLSearchParams(query).get('sub');
  const more = sub === null ? {} : { sub };
  if ((view === 'chat' || view === 'channel') && first) return { view, id: first, tab: second, ...more };
  if (view === 'app' && first) return { view, entityId: first, ...more };
  if (view === 'teams' || view === 'activity' || view === 'apps') return { view };
  return { view: 'chats' };
}

export function writeRoute(route: Route): string {
  const sub = 'sub' in route && route.sub !== undefined ? `?${new URLSearchParams({ sub: route.sub })}` : '';
  if (route.view === 'app') return `#/app/${encodeURIComponent(route.entityId)}${sub}`;
  if (route.view !== 'chat' && route.view !== 'channel') return `#/${route.view}`;
  const tab = route.tab === undefined ? '' : `/${encodeURIComponent(route.tab)}`;
  return `#/${route.view}/${encodeURIComponent(route.id)}${tab}${sub}`;
}

export const goTo = (route: Route): void => {
  location.hash = writeRoute(route);
};
