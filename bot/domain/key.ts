/** The form of the keys that Tavla makes: a ULID, 26 characters of Crockford's alphabet, sortable by time. */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isUlid = (text: string): boolean => ULID.test(text);
