import type { ManifestValues } from './values.ts';

export const PLACEHOLDER = /\$\{\{(\w+)\}\}/g;

/**
 * The template with every `${{NAME}}` replaced, in every text at every depth. A name without a value stays as it
 * is; the lint names it.
 */
export const fillManifest = (template: unknown, values: ManifestValues): unknown => {
  const known: Readonly<Record<string, string>> = values;
  if (typeof template === 'string') return template.replace(PLACEHOLDER, (whole, name) => known[name] ?? whole);
  if (Array.isArray(template)) return template.map((part) => fillManifest(part, values));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, fillManifest(part, values)]));
};
