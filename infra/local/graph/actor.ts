import type { DirectoryUser } from '../directory.ts';

/** Who changed something: an application on its own, or a person in SharePoint's pages. */
export type Actor =
  | { readonly kind: 'app'; readonly id: string; readonly displayName: string }
  | { readonly kind: 'user'; readonly id: string; readonly displayName: string; readonly email: string };

/** SharePoint names this pseudo user as author of whatever an application does on its own. */
export const SHAREPOINT_APP = {
  title: 'SharePoint App',
  name: 'i:0i.t|00000003-0000-0ff1-ce00-000000000000|app@sharepoint',
};

export const userActor = ({ id, displayName, mail }: DirectoryUser): Actor => ({
  kind: 'user',
  id,
  displayName,
  email: mail,
});

/** An identitySet as createdBy and lastModifiedBy carry it. */
export const identitySet = (actor: Actor) =>
  actor.kind === 'app'
    ? { application: { id: actor.id, displayName: actor.displayName }, user: { displayName: SHAREPOINT_APP.title } }
    : { user: { id: actor.id, displayName: actor.displayName, email: actor.email } };
