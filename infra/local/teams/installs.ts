import type { Place } from './place.ts';
import type { Store } from './store.ts';

export type InstallKind = 'team' | 'chat' | 'personal';

/** `id` is the team's group id, the chat's id or the person's object id. */
export type InstallTarget = { readonly kind: InstallKind; readonly id: string };

export type Installs = {
  has(target: InstallTarget): boolean;
  /** It was there once and was taken away. */
  wasRemoved(target: InstallTarget): boolean;
  add(target: InstallTarget, userId: string): void;
  remove(target: InstallTarget): void;
  all(): readonly InstallTarget[];
};

export function createInstalls(store: Store, now: () => number): Installs {
  const row = ({ kind, id }: InstallTarget) =>
    store.one('select removed from install where kind = ? and id = ?', kind, id);
  return {
    has: (target) => row(target)?.removed === null,
    wasRemoved: (target) => typeof row(target)?.removed === 'number',
    add: ({ kind, id }, userId) =>
      store.run(
        `insert into install (kind, id, by_person, at) values (?, ?, ?, ?)
         on conflict do update set by_person = excluded.by_person, at = excluded.at, removed = null`,
        kind,
        id,
        userId,
        now(),
      ),
    remove: ({ kind, id }) => store.run('update install set removed = ? where kind = ? and id = ?', now(), kind, id),
    all: () =>
      store
        .all('select kind, id from install where removed is null order by at')
        .flatMap(({ kind, id }) =>
          kind === 'team' || kind === 'chat' || kind === 'personal' ? [{ kind, id: String(id) }] : [],
        ),
  };
}

/** The installation that lets the app speak in a place. */
export const installFor = (place: Place): InstallTarget => {
  if (place.kind === 'personal') return { kind: 'personal', id: place.userId };
  return place.kind === 'chat' ? { kind: 'chat', id: place.id } : { kind: 'team', id: place.team.id };
};
