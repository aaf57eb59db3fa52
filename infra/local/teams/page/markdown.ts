import type { Mention } from '../message.ts';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** U+E000 marks places below, so foreign text may not hold it. */
const escaped = (text: string): string =>
  text.replaceAll('\ue000', '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const isSafe = (address: string): boolean => /^(https?:|mailto:)/i.test(address);

/** What Teams makes of Markdown in a card: bold, italic, links and lists. The result is safe HTML. */
export const cardMarkdown = (text: string): string => blocks(text, (line) => inline(escaped(line)));

/** A message of a bot: the same and a little more, and its mentions. */
export function messageMarkdown(text: string, mentions: readonly Mention[]): string {
  const html = blocks(text, (line) =>
    inline(escaped(line))
      .replace(/~~(.+?)~~/g, '<s>$1</s>')
      .replace(/`([^`]+)`/g, '<code>$1</code>'),
  );
  return withMentions(html, mentions);
}

/** The little XML that a bot may send instead; other tags are shown as text. */
export function messageXml(text: string, mentions: readonly Mention[]): string {
  const html = escaped(text)
    .replace(/&lt;(\/?)(b|i|strong|em|s|u|p|ul|ol|li)&gt;/gi, '<$1$2>')
    .replace(/&lt;br ?\/?&gt;/gi, '<br>');
  return withMentions(html, mentions);
}

/** What a person wrote: lines, addresses and mentions, nothing else. */
export function plainText(text: string, mentions: readonly Mention[]): string {
  const html = escaped(text)
    .replace(/https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g, (address) => anchor(address, address))
    .replaceAll('\n', '<br>');
  return withMentions(html, mentions);
}

function withMentions(html: string, mentions: readonly Mention[]): string {
  return mentions.reduce(
    (whole, { text, name }) => whole.replace(escaped(text), `<span class="mention">${escaped(name)}</span>`),
    html,
  );
}

const anchor = (address: string, words: string): string =>
  `<a href="${address}" target="_blank" rel="noreferrer noopener">${words}</a>`;

/** Works on escaped text; a backslash takes a sign's meaning away. */
function inline(text: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `\ue000${kept.push(html) - 1}\ue000`;
  return text
    .replace(/\\([\\`*_{}[\]()#+\-.!~|])/g, (_, sign: string) => keep(sign))
    .replace(/\[([^\]]+)\]\(([^\s)]+)\)/g, (whole, words: string, address: string) =>
      isSafe(address) ? keep(anchor(address, strong(words))) : whole,
    )
    .replace(/[\s\S]+/, strong)
    .replace(/\ue000(\d+)\ue000/g, (_, at: string) => restore(kept, Number(at)));
}

const restore = (kept: readonly string[], at: number): string =>
  (kept[at] ?? '').replace(/\ue000(\d+)\ue000/g, (_, inner: string) => restore(kept, Number(inner)));

const strong = (text: string): string =>
  text
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w])__(?=\S)(.+?)(?<=\S)__(?!\w)/g, '$1<strong>$2</strong>')
    .replace(/(^|[^\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\w)/g, '$1<em>$2</em>')
    .replace(/(^|[^\w])_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '$1<em>$2</em>');

const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBER = /^\s*(\d{1,9})[.)]\s+(.*)$/;

/** Lines, and runs of list items. A blank line parts paragraphs. */
function blocks(text: string, render: (line: string) => string): string {
  const html: string[] = [];
  let paragraph: string[] = [];
  let list: { readonly tag: 'ul' | 'ol'; readonly start: string; readonly items: string[] } | undefined;
  const flush = () => {
    if (paragraph.length > 0) html.push(`<p>${paragraph.join('<br>')}</p>`);
    if (list)
      html.push(`<${list.tag}${list.start}>${list.items.map((item) => `<li>${item}</li>`).join('')}</${list.tag}>`);
    paragraph = [];
    list = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    if (bullet || number) {
      const tag = bullet ? 'ul' : 'ol';
      if (list?.tag !== tag) {
        flush();
        list = { tag, start: number && number[1] !== '1' ? ` start="${number[1]}"` : '', items: [] };
      }
      list.items.push(render((bullet ? bullet[1] : number?.[2]) ?? ''));
    } else if (line.trim() === '') flush();
    else {
      if (list) flush();
      paragraph.push(render(line));
    }
  }
  flush();
  return html.join('');
}
