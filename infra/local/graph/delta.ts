import type { Answer, Call } from './call.ts';
import type { Chance } from './chance.ts';
import { parseWanted, type Wanted } from './expand.ts';
import { GraphFailure, invalidRequest } from './failure.ts';
import type { Item } from './item.ts';
import type { Shapes } from './item-shape.ts';
import type { Items } from './items.ts';
import type { List } from './list.ts';
import type { Switches } from './switches.ts';

/**
 * Where a reader of changes stands. `all` reads the whole list by id and ends at `change`, the state when it began;
 * `since` reads what changed after `change`. The token remembers the first call's options.
 */
type Token = {
  readonly list: number;
  readonly epoch: number;
  readonly mode: 'all' | 'since';
  readonly change: number;
  readonly after: number;
  readonly select: string | undefined;
  readonly expand: string | undefined;
  readonly top: number;
  /** Milliseconds. */
  readonly made: number;
};

const DEFAULT_PAGE = 200;
const LARGEST_PAGE = 5000;
/** SharePoint keeps its log of changes about sixty days. */
const HORIZON = 60 * 24 * 60 * 60 * 1000;

export type Delta = {
  page(list: List, call: Call): Answer;
  /** The answer to a token that cannot be served; also a fault of its own. */
  gone(list: List, call: Call, code?: string): GraphFailure;
};

export type DeltaNeeds = { items: Items; shapes: Shapes; switches: Switches; chance: Chance; now: () => number };

export function createDelta({ items, shapes, switches, chance, now }: DeltaNeeds): Delta {
  const start = (list: List, call: Call): Token => ({
    list: list.key,
    epoch: list.deltaEpoch,
    mode: 'all',
    change: items.visibleChange(),
    after: 0,
    select: call.query.get('select'),
    expand: call.query.get('expand'),
    top: readTop(call.query.get('top')),
    made: now(),
  });

  function page(list: List, call: Call): Answer {
    const written = call.query.get('token') ?? '';
    if (written === 'latest') {
      return answer(list, call, [], { ...start(list, call), mode: 'since' }, true);
    }
    const token = written === '' ? start(list, call) : overridden(readToken(written), call);
    if (token.list !== list.key) throw malformed();
    if (token.epoch !== list.deltaEpoch || now() - token.made > HORIZON) throw gone(list, call);
    const size = pageSize(token.top);
    const read =
      size === 0
        ? []
        : token.mode === 'all'
          ? items.page(list, token.after, size + 1)
          : items.changedSince(list, token.change, size + 1);
    const shown = read.slice(0, size);
    const more = size === 0 || read.length > size;
    return answer(list, call, [...again(list, token), ...shown], next(token, shown, more), !more);
  }

  function next(token: Token, shown: readonly Item[], more: boolean): Token {
    const last = shown.at(-1);
    if (!more)
      return {
        ...token,
        mode: 'since',
        after: 0,
        change: token.mode === 'all' ? token.change : (last?.change ?? token.change),
        made: now(),
      };
    if (!last) return token;
    return token.mode === 'all' ? { ...token, after: last.id } : { ...token, change: last.change, after: last.id };
  }

  /** The same item may come more than once, the last one wins: now and then the page before's last item comes again. */
  function again(list: List, token: Token): Item[] {
    if (!switches.deltaVaries || token.after === 0 || !chance.happens(0.2)) return [];
    return items.byIds(list, [token.after]).filter((item) => !item.deleted || token.mode === 'since');
  }

  /** From a few items to all that were asked for; an empty page is no end either. */
  function pageSize(top: number): number {
    if (!switches.deltaVaries) return top;
    return chance.happens(0.02) ? 0 : Math.max(1, Math.ceil(top * (0.4 + 0.6 * chance.next())));
  }

  function answer(list: List, call: Call, found: readonly Item[], token: Token, last: boolean): Answer {
    const wanted: Wanted = parseWanted(token.select, token.expand, call.byPath);
    const value = found.map((item) =>
      item.deleted ? shapes.tombstone(list, item, wanted) : shapes.item(list, item, wanted, call.root),
    );
    const link = linkTo(list, call, token);
    const body = {
      '@odata.context': `${call.root}/$metadata#Collection(listItem)`,
      [last ? '@odata.deltaLink' : '@odata.nextLink']: link,
      value,
    };
    return { status: 200, body };
  }

  function gone(list: List, call: Call, code = 'resyncChangesApplyDifferences'): GraphFailure {
    const fresh = { ...start(list, call), ...(call.query.get('token') && keptOptions(call)) };
    return new GraphFailure(
      410,
      code,
      "Resync required. Replace any local items with the server's version (including deletes).",
      {
        headers: { Location: linkTo(list, call, fresh) },
      },
    );
  }

  return { page, gone };
}

/** The options of the unusable token, so that a reader who follows Location gets the same shape as before. */
function keptOptions(call: Call): Partial<Token> {
  try {
    const { select, expand, top } = overridden(readToken(call.query.get('token') ?? ''), call);
    return { select, expand, top };
  } catch (error) {
    if (error instanceof GraphFailure) return {};
    throw error;
  }
}

function overridden(token: Token, call: Call): Token {
  const [select, expand, top] = [call.query.get('select'), call.query.get('expand'), call.query.get('top')];
  return { ...token, ...(select && { select }), ...(expand && { expand }), ...(top && { top: readTop(top) }) };
}

/** `$select`, `$expand` and `$top` are carried on in the link, for people to see; the token holds them too. */
function linkTo(list: List, call: Call, token: Token): string {
  const options = Object.entries({
    $select: token.select,
    $expand: token.expand,
    $top: token.top === DEFAULT_PAGE ? undefined : String(token.top),
  })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}&`))
    .join('');
  return `${call.root}/sites/${list.site.id}/lists/${list.id}/items/delta?${options}token=${writeToken(token)}`;
}

const writeToken = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64url');

const malformed = () => invalidRequest('Provided sync token is malformed');

function readToken(text: string): Token {
  try {
    const token: Partial<Token> = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const { list, epoch, mode, change, after, top, made } = token;
    const numbers = [list, epoch, change, after, top, made].every((value) => Number.isInteger(value));
    if (numbers && (mode === 'all' || mode === 'since')) return token as Token;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformed();
}

const readTop = (text: string | undefined): number => {
  const top = Number(text);
  return Number.isInteger(top) && top > 0 ? Math.min(top, LARGEST_PAGE) : DEFAULT_PAGE;
};
