import type { Host } from './host.ts';

/** How long Teams may take to shake hands, in milliseconds, before we take it that there is no Teams. */
const HANDSHAKE_MS = 10_000;

type Page = {
  readonly framed: boolean;
  /** Origins beside Microsoft's that may frame us, as the server wrote them into the page; none in production. */
  readonly hosts: readonly string[];
};

export const readPage = (page: Window): Page => ({
  framed: page.parent !== page || page.opener !== null,
  hosts: (page.document.querySelector<HTMLMetaElement>('meta[name="tavla-hosts"]')?.content ?? '')
    .split(/\s+/)
    .filter((origin) => origin !== ''),
});

const late = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));

/** The host around the page; undefined when the page is not inside Teams. */
export const openHost = async ({ framed, hosts }: Page): Promise<Host | undefined> => {
  if (!framed) return undefined;
  const { openTeams } = await import('./teams-host.ts');
  return Promise.race([openTeams(hosts), late(HANDSHAKE_MS)]);
};
