import { invalidRequest } from './failure.ts';

export type Operator = 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge' | 'startswith';

export type Literal = string | number | boolean | null;

/** A filter as read. `path` is `fields/Name` or a member of the item. */
export type Filter =
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter };

/** More terms than this and SharePoint finds the query too complex. */
const MOST_TERMS = 25;

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?(?![\d:T-]))|(\d{4}-\d{2}-\d{2}[\dT:.Z+-]*)|([A-Za-z_][\w./]*)|([(),]))/y;

type Token = { readonly kind: 'text' | 'number' | 'moment' | 'word' | 'sign'; readonly text: string };

const invalid = () => invalidRequest('Invalid filter clause');

/** Reads `$filter`: the operators that the page promises, `and`, `or`, parentheses and startswith. Throws 400 on others. */
export function parseFilter(text: string): Filter {
  const tokens = tokenize(text);
  let at = 0;
  let terms = 0;
  const peek = () => tokens[at]?.text;
  const take = (): Token => {
    const token = tokens[at++];
    if (!token) throw invalid();
    return token;
  };
  const expect = (sign: string) => {
    if (take().text !== sign) throw invalid();
  };

  function either(): Filter {
    let left = both();
    while (peek() === 'or') {
      at += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }
  function both(): Filter {
    let left = single();
    while (peek() === 'and') {
      at += 1;
      left = { kind: 'and', left, right: single() };
    }
    return left;
  }
  function single(): Filter {
    terms += 1;
    if (terms > MOST_TERMS) throw invalidRequest('The query is too complex.', 'maxQueryLengthExceeded');
    if (peek() !== '(') return compare();
    at += 1;
    const inner = either();
    expect(')');
    return inner;
  }
  function compare(): Filter {
    const first = take();
    if (first.kind !== 'word') throw invalid();
    if (peek() === '(') return call(first.text);
    const operator = take().text;
    if (!isOperator(operator)) throw invalid();
    return { kind: 'compare', path: first.text, operator, value: literal(take()) };
  }
  function call(name: string): Filter {
    if (name !== 'startswith') throw invalidRequest('The provided filter statement is not supported');
    expect('(');
    const path = take();
    expect(',');
    const value = literal(take());
    expect(')');
    return { kind: 'compare', path: path.text, operator: 'startswith', value };
  }

  const filter = either();
  if (at < tokens.length) throw invalid();
  return filter;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw invalid();
    const [, quoted, number, moment, word, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (moment !== undefined) tokens.push({ kind: 'moment', text: moment });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

function literal({ kind, text }: Token): Literal {
  if (kind === 'text') return text.slice(1, -1).replaceAll("''", "'");
  if (kind === 'number') return Number(text);
  if (kind === 'moment') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  throw invalid();
}

const isOperator = (text: string): text is Exclude<Operator, 'startswith'> =>
  ['eq', 'ne', 'lt', 'gt', 'le', 'ge'].includes(text);
