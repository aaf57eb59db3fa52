declare const brand: unique symbol;

/** A string that only its own maker can mint, so that ids and times are not mixed up. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
