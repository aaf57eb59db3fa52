/**
 * Who and what the local tenant holds: the people, teams and channels that Entra, Graph and Teams all speak of.
 * The one rule: a directory is data; it is made once (solvangdal.ts or a test) and handed to the three stand-ins.
 */

/** A person with an account. `id` is the Entra object id, a GUID. */
export type DirectoryUser = {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string;
  readonly userPrincipalName: string;
  readonly jobTitle: string;
  /** As Teams says it: nb-NO, nn-NO or en-GB. */
  readonly language: 'nb-NO' | 'nn-NO' | 'en-GB';
};

/** A channel; `id` has the form 19:…@thread.tacv2. The General channel's id is the team's `internalId`. */
export type DirectoryChannel = { readonly id: string; readonly displayName: string };

/** A team; `id` is its Entra group id, a GUID; `internalId` is 19:…@thread.tacv2. */
export type DirectoryTeam = {
  readonly id: string;
  readonly internalId: string;
  readonly displayName: string;
  readonly channels: readonly DirectoryChannel[];
  readonly members: readonly { readonly userId: string; readonly owner: boolean }[];
};

/** An application registration: what Entra gives tokens to and for. */
export type DirectoryApp = {
  readonly clientId: string;
  readonly displayName: string;
  /** The client secret of the local tenant. */
  readonly secret: string;
  /** A certificate (PEM) that the app may prove itself by instead of the secret. */
  readonly certificate?: string;
  /** Application ID URI of an API that users get tokens for, e.g. api://localhost:3978/<clientId>. */
  readonly idUri?: string;
  /** Graph application permissions that an administrator has consented to, e.g. Sites.Selected. */
  readonly graphRoles: readonly string[];
};

export type Directory = {
  readonly tenant: { readonly id: string; readonly name: string; readonly domain: string };
  readonly users: readonly DirectoryUser[];
  readonly teams: readonly DirectoryTeam[];
  readonly apps: readonly DirectoryApp[];
};
