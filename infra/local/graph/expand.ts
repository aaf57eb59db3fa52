import type { Call } from './call.ts';
import { GraphFailure, invalidRequest } from './failure.ts';

/** What an answer holds beside its own members: `$select` on top, and each `$expand` with options of its own. */
export type Wanted = {
  /** Undefined: the usual members. */
  readonly select: readonly string[] | undefined;
  readonly expand: ReadonlyMap<string, Wanted>;
};

/** Reads `$select` and `$expand` of a call. Throws 400 on what cannot be read. */
export const readWanted = (call: Call): Wanted =>
  parseWanted(call.query.get('select'), call.query.get('expand'), call.byPath);

export function parseWanted(select: string | undefined, expand: string | undefined, byPath = false): Wanted {
  return {
    select: names(select),
    expand: new Map(splitOutside(expand ?? '', ',').map((part) => expansion(part, byPath))),
  };
}

function expansion(part: string, byPath: boolean): [string, Wanted] {
  const [, name, options = ''] = /^\s*([\w.]+)\s*(?:\((.*)\))?\s*$/s.exec(part) ?? [];
  if (!name) throw invalidRequest('The request is malformed or incorrect.');
  const inner = new Map(splitOutside(options, ';').map(option));
  // A site named by its path goes another way in SharePoint, which knows only the `$` forms inside.
  if (byPath && [...inner.keys()].some((written) => !written.startsWith('$'))) {
    throw new GraphFailure(
      400,
      '-1, Microsoft.SharePoint.Client.InvalidClientQueryException',
      'The expression is not valid.',
    );
  }
  const value = (wanted: string) => inner.get(`$${wanted}`) ?? inner.get(wanted);
  return [name, parseWanted(value('select'), value('expand'), byPath)];
}

function option(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 0) throw invalidRequest('The request is malformed or incorrect.');
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

const names = (list: string | undefined): string[] | undefined => {
  const found = (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return found.length > 0 ? found : undefined;
};

/** Splits at a sign where no parenthesis is open. */
function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === sign && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((one) => one.trim()).filter(Boolean);
}

/** The body with only the selected members; annotations stay. */
export function selected(body: Readonly<Record<string, unknown>>, { select, expand }: Wanted): Record<string, unknown> {
  if (!select || select.includes('*')) return { ...body };
  const kept = (name: string) => name.startsWith('@') || select.includes(name) || expand.has(name.split('@')[0] ?? '');
  return Object.fromEntries(Object.entries(body).filter(([name]) => kept(name)));
}
