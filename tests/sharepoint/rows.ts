import fc from 'fast-check';
import { dayAt } from '../../bot/domain/calendar/day.ts';
import { instantOf } from '../../bot/domain/calendar/instant.ts';
import { type Grant, type PersonId, ROLES, SCOPES } from '../../bot/domain/people/person.ts';
import { LANGUAGES, type Unit, type UnitKey } from '../../bot/domain/people/unit.ts';
import { HAPPENINGS, type HistoryEntry } from '../../bot/domain/suggestion/history.ts';
import { STATES } from '../../bot/domain/suggestion/states.ts';
import {
  PHASES,
  REASON_CODES,
  SCORES,
  type Suggestion,
  type SuggestionKey,
  THREE_F,
} from '../../bot/domain/suggestion/suggestion.ts';
import type { ListName, RowOf } from '../../bot/ports/rows.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const among = <T>(values: readonly T[]) => fc.constantFrom(...values);

const ulids = fc
  .tuple(among([...'01234567']), fc.array(among([...ALPHABET]), { minLength: 25, maxLength: 25 }))
  .map(([first, rest]) => [first, ...rest].join(''));

const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => instantOf(seconds * 1000));
const days = instants.map((instant) => dayAt(instant, 'UTC'));
const people = fc.uuid().map((id) => id.toLowerCase() as PersonId);
const unitKeys = fc.stringMatching(/^[A-ZÆØÅ0-9-]{1,20}$/) as fc.Arbitrary<UnitKey>;
/** As the domain keeps it: no carriage returns, and no empty text where null means nothing. */
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }).filter((text) => !text.includes('\r'));
const lines = fc.string({ minLength: 1, maxLength: 255 }).filter((text) => !/[\r\n]/.test(text));

export const suggestions: fc.Arbitrary<Suggestion> = fc.record({
  key: ulids as fc.Arbitrary<SuggestionKey>,
  unit: unitKeys,
  text: words,
  state: among(STATES),
  phase: maybe(among(PHASES)),
  proposer: people,
  showName: fc.boolean(),
  sourceLink: maybe(words),
  submittedAt: instants,
  movedAt: instants,
  owner: maybe(people),
  due: maybe(days),
  threeF: maybe(among(THREE_F)),
  effort: maybe(among(SCORES)),
  effect: maybe(among(SCORES)),
  firstTest: maybe(words),
  reply: maybe(words),
  question: maybe(words),
  reasonCode: maybe(among(REASON_CODES)),
  reviewDate: maybe(days),
  result: maybe(words),
  learning: maybe(words),
});

const units: fc.Arbitrary<Unit> = fc.record({
  key: unitKeys,
  name: lines,
  area: lines,
  language: among(LANGUAGES),
  startYear: maybe(fc.integer({ min: 1990, max: 2200 })),
  headcount: fc.integer({ min: 0, max: 100_000 }),
  teamId: maybe(lines),
  channelId: maybe(lines),
});

const grants: fc.Arbitrary<Grant> = fc.record({
  key: ulids,
  person: people,
  role: among(ROLES),
  scope: among(SCOPES),
  place: fc.oneof(fc.constant(''), lines),
});

const entries: fc.Arbitrary<HistoryEntry> = fc.record({
  key: ulids,
  suggestion: ulids as fc.Arbitrary<SuggestionKey>,
  unit: unitKeys,
  what: among(HAPPENINGS),
  at: instants,
  by: maybe(people),
  role: maybe(among(ROLES)),
  from: maybe(words),
  to: maybe(words),
  field: maybe(lines),
  words: maybe(words),
});

/** Any row of any list, as the working copy may hold it. */
export const ROWS: { readonly [L in ListName]: fc.Arbitrary<RowOf[L]> } = {
  Units: units,
  People: grants,
  Suggestions: suggestions,
  History: entries,
};

export const A_SUGGESTION: Suggestion = {
  key: '01K8ZZZZZZZZZZZZZZZZZZZZZA' as SuggestionKey,
  unit: 'HEO01' as UnitKey,
  text: 'Felles mal for overlevering ved vaktskifte',
  state: 'new',
  phase: null,
  proposer: '11111111-1111-4111-8111-111111111111' as PersonId,
  showName: true,
  sourceLink: null,
  submittedAt: instantOf(Date.UTC(2026, 10, 24, 8)),
  movedAt: instantOf(Date.UTC(2026, 10, 24, 8)),
  owner: null,
  due: null,
  threeF: null,
  effort: null,
  effect: null,
  firstTest: null,
  reply: null,
  question: null,
  reasonCode: null,
  reviewDate: null,
  result: null,
  learning: null,
};
