import type { Mention } from './message.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Somebody who can be mentioned. `id` is 28:… or 29:…. */
export type Mentionable = { readonly id: string; readonly name: string };

/** Finds `@Name` of the given people and apps in what was typed, longest names first. */
export function findMentions(typed: string, known: readonly Mentionable[]): { text: string; mentions: Mention[] } {
  const byLength = [...known].sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  let text = '';
  for (let at = 0; at < typed.length; ) {
    const found = byLength.find(({ name }) => isMentionAt(typed, at, name));
    if (found === undefined) {
      text += typed[at];
      at += 1;
      continue;
    }
    const mark = `<at>${found.name}</at>`;
    mentions.push({ text: mark, id: found.id, name: found.name });
    text += mark;
    at += found.name.length + 1;
  }
  return { text, mentions };
}

const isMentionAt = (typed: string, at: number, name: string): boolean =>
  typed[at] === '@' &&
  typed.slice(at + 1, at + 1 + name.length).toLowerCase() === name.toLowerCase() &&
  !/[\p{L}\p{N}]/u.test(typed[at + 1 + name.length] ?? '');

type Piece = { readonly mention: Mention } | { readonly plain: string };

/** Cuts a text into its mentions and what is between them. */
export function pieces(text: string, mentions: readonly Mention[]): readonly Piece[] {
  const [first, ...rest] = mentions;
  if (first === undefined) return text === '' ? [] : [{ plain: text }];
  const at = text.indexOf(first.text);
  if (at < 0) return pieces(text, rest);
  const before: Piece[] = at > 0 ? [{ plain: text.slice(0, at) }] : [];
  return [...before, { mention: first }, ...pieces(text.slice(at + first.text.length), rest)];
}

/**
 * The `text` that a bot gets. With mentions it is what Teams makes of the message's HTML: entities stay, and the space
 * after a mention is a non-breaking one. Without, it is what was typed.
 */
export function botText(text: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0) return text;
  const joined = pieces(text, mentions).map((piece, index, all) => {
    if ('mention' in piece) return piece.mention.text;
    const afterMention = index > 0 && 'mention' in (all[index - 1] ?? {});
    return escapeHtml(piece.plain).replace(afterMention ? /^ / : /^$/, '&nbsp;');
  });
  return joined.join('');
}

/** The copy of the message in the `text/html` attachment. */
export function htmlCopy(text: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0) return `<p>${lines(escapeHtml(text))}</p>`;
  let number = -1;
  const inner = pieces(text, mentions).map((piece) => {
    if ('plain' in piece) return lines(escapeHtml(piece.plain)).replace(/^ /, '&nbsp;');
    number += 1;
    return `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${number}">${escapeHtml(piece.mention.name)}</span>`;
  });
  return `<div><div>${inner.join('')}</div></div>`;
}

/** The body that a message extension gets: mentions are <at id="n">. */
export function messageHtml(text: string, mentions: readonly Mention[]): string {
  let number = -1;
  const inner = pieces(text, mentions).map((piece) => {
    if ('plain' in piece) return lines(escapeHtml(piece.plain));
    number += 1;
    return `<at id="${number}">${escapeHtml(piece.mention.name)}</at>`;
  });
  return `<p>${inner.join('')}</p>`;
}

const lines = (html: string): string => html.replaceAll('\n', '<br>');
