/** What can be wrong about who somebody is or where they belong. */
export type PeopleProblem =
  | { readonly kind: 'notAllowed' }
  | { readonly kind: 'unitUnknown' }
  | { readonly kind: 'noUnit' }
  | { readonly kind: 'chooseUnit' };
