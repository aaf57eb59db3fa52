import type { Mention } from './incoming.ts';

/** Names of the entities that Teams writes; anything else stays as it is written. */
const ENTITIES = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    aring: 'å',
    Aring: 'Å',
    oslash: 'ø',
    Oslash: 'Ø',
    aelig: 'æ',
    AElig: 'Æ',
    eacute: 'é',
    Eacute: 'É',
    egrave: 'è',
    ecirc: 'ê',
    oacute: 'ó',
    ograve: 'ò',
    ocirc: 'ô',
    agrave: 'à',
    acirc: 'â',
    auml: 'ä',
    Auml: 'Ä',
    ouml: 'ö',
    Ouml: 'Ö',
    uuml: 'ü',
    Uuml: 'Ü',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    laquo: '«',
    raquo: '»',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    bull: '•',
    deg: '°',
    frac12: '½',
    times: '×',
    euro: '€',
    sect: '§',
    shy: '',
  }),
);

/** Each entity once, so that `&amp;lt;` becomes `&lt;` and not a tag. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z0-9]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : '';
  });

/** Ends of lines kept, other white space (the non-breaking too) as single spaces, at most one empty line. */
const collapse = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** What somebody wrote to the bot: every mention of the bot taken out, other people's names kept, entities decoded. */
export const messageText = (text: string, mentions: readonly Mention[], bot: string): string => {
  const own = mentions.filter(({ account }) => account === bot).map(({ text: written }) => written);
  const without = own.reduce((rest, written) => rest.replaceAll(written, ' '), text);
  return collapse(decodeEntities(without.replace(/<\/?at(?:\s[^<>]*)?>/gi, '')));
};

const BREAKS = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/blockquote)\b[^<>]*>/gi;
const UNSEEN = /<(script|style|head|title|template|iframe|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;

/**
 * The words of a message that came as HTML. The result is plain text that is shown as text everywhere, so what is
 * left of broken tags is only ever seen, never run.
 */
export const htmlToText = (html: string): string =>
  collapse(
    decodeEntities(
      html
        .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
        .replace(UNSEEN, '')
        .replace(/\s+/g, ' ')
        .replace(/<li\b[^<>]*>/gi, '- ')
        .replace(BREAKS, '\n')
        .replace(/<\/?[a-z][^<>]*>/gi, ''),
    ),
  );

/** At most `max` characters, cut at a space where one is near, with an ellipsis. */
export const cut = (text: string, max: number): string => {
  const characters = [...text];
  if (characters.length <= max) return text;
  const head = characters.slice(0, max - 1).join('');
  const space = head.search(/\s\S{0,40}$/);
  return `${(space > 0 ? head.slice(0, space) : head).trimEnd()}…`;
};
