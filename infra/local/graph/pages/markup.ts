/** HTML that is safe to send: made by `html` only, which escapes every value that is not markup itself. */
export type Markup = { readonly html: string };

type Value = Markup | string | number | undefined | false | readonly Markup[];

export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  html: parts.reduce((text, part, at) => text + shown(values[at - 1]) + part),
});

function shown(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
