/** Reading JSON that came from outside: what has not the expected form is simply not there. */
export type Json = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asObject = (value: unknown): Json => (isObject(value) ? value : {});

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const asObjects = (value: unknown): readonly Json[] => asList(value).filter(isObject);

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const asTexts = (value: unknown): readonly string[] =>
  asList(value).filter((one): one is string => typeof one === 'string');

export const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
