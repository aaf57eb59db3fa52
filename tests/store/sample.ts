import { ulid } from 'ulid';
import type { PersonId } from '../../bot/domain/people/person.ts';
import type { Unit, UnitKey } from '../../bot/domain/people/unit.ts';
import type { HistoryEntry } from '../../bot/domain/suggestion/history.ts';
import type { Suggestion, SuggestionKey } from '../../bot/domain/suggestion/suggestion.ts';
import type { Incoming, Merge, Place } from '../../bot/ports/outbox.ts';
import type { Row } from '../../bot/ports/rows.ts';
import type { Along } from '../../bot/ports/suggestions.ts';
import { START } from './rig.ts';

export const ANA = '00000000-0000-4000-8000-00000000000a' as PersonId;
export const BEN = '00000000-0000-4000-8000-00000000000b' as PersonId;
export const HOME = 'HEO01' as UnitKey;
export const SCHOOL = 'OPP02' as UnitKey;

export const newKey = (): SuggestionKey => ulid() as SuggestionKey;

/** Ana's suggestion for the nursing home, with what the test cares about. */
export const suggestion = (given: Partial<Suggestion> = {}): Suggestion => ({
  key: newKey(),
  unit: HOME,
  text: 'Flytt bleielageret nærmere vaskerommet',
  state: 'new',
  phase: null,
  proposer: ANA,
  showName: true,
  sourceLink: null,
  submittedAt: START,
  movedAt: START,
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
  ...given,
});

export const entry = (of: Suggestion, given: Partial<HistoryEntry> = {}): HistoryEntry => ({
  key: ulid(),
  suggestion: of.key,
  unit: of.unit,
  what: 'edited',
  at: START,
  by: ANA,
  role: null,
  from: null,
  to: null,
  field: 'text',
  words: 'før',
  ...given,
});

export const unit = (given: Partial<Unit> = {}): Unit => ({
  key: HOME,
  name: 'Solsiden sykehjem',
  area: 'HEO',
  language: 'nb',
  startYear: 2026,
  headcount: 40,
  teamId: null,
  channelId: null,
  ...given,
});

export const NOTHING_ALONG: Along = { history: [], notices: [] };

/** A time before which every twin lies: adding with it never takes two suggestions for one. */
export const NO_TWINS = '9999-01-01T00:00:00Z' as typeof START;

export const place = (itemId: string, version = 1): Place => ({ itemId, etag: `"${itemId},${version}"` });

export const came = (row: Row, where: Place, editor: string | null = BEN): Incoming => ({
  kind: 'row',
  row,
  place: where,
  editor,
});

/** Theirs where only they changed, else ours; enough to see that the store asks with the right three. */
export const simpleMerge: Merge = (_, { base, ours, theirs }) => ({
  row: {
    ...ours,
    ...Object.fromEntries(
      Object.keys(theirs)
        .filter((name) => base !== null && ours[name] === base[name])
        .map((name) => [name, theirs[name] ?? null]),
    ),
  },
  history: [],
});
