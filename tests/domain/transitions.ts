import type { RawAnswers } from '../../bot/domain/suggestion/answers.ts';
import type { State } from '../../bot/domain/suggestion/states.ts';

/** Who stands before the suggestion: its proposer, its owner, a leader, and others of the unit or over it. */
export const ACTORS = [
  'proposer',
  'owner',
  'leader',
  'deputy',
  'host',
  'areaHead',
  'colleague',
  'unionRep',
  'safetyRep',
  'coordinator',
] as const;
export type Actor = (typeof ACTORS)[number];

const LEADERS: readonly Actor[] = ['leader', 'deputy'];
const REPLY = 'Takk, dette tar vi tak i på mandag.';
const PARK: RawAnswers = { reason: 'Venter på ny avtale', reviewDate: '2027-01-15' };
const REJECT: RawAnswers = { reasonCode: 'tried', reply: REPLY };
const START: RawAnswers = { owner: 'OWNER', due: '2026-12-24', firstTest: 'Ana, avdeling 1, uke 49' };
const RESULT = 'Lageret står i skapet ved vaktrommet.';
const LEARNING = 'Små lager må fylles fast.';

/**
 * The moves of the description of improvement work (3.2), as far as they go in this step: from, to, who may, and
 * answers that are enough. Every pair of states that is not here is no move for anybody.
 */
export const MOVES: readonly (readonly [State, State, readonly Actor[], RawAnswers])[] = [
  ['new', 'clarify', [...LEADERS, 'host'], { question: 'Hvilket skap mener du?' }],
  ['new', 'prioritised', [...LEADERS, 'host'], { threeF: 'improve', effect: '4', effort: '1', reply: REPLY }],
  ['new', 'in_progress', LEADERS, START],
  ['new', 'rejected', LEADERS, REJECT],
  ['new', 'parked', LEADERS, PARK],
  ['new', 'withdrawn', ['proposer'], {}],
  ['clarify', 'new', ['proposer'], { answer: 'Det ved vaktrommet' }],
  ['clarify', 'rejected', LEADERS, REJECT],
  ['clarify', 'parked', LEADERS, PARK],
  ['clarify', 'withdrawn', ['proposer'], {}],
  ['prioritised', 'in_progress', LEADERS, START],
  ['prioritised', 'closed_effect', [...LEADERS, 'owner'], { owner: 'OWNER', result: RESULT }],
  ['prioritised', 'rejected', LEADERS, REJECT],
  ['prioritised', 'parked', LEADERS, PARK],
  ['prioritised', 'withdrawn', ['proposer'], {}],
  ['in_progress', 'implemented', [...LEADERS, 'owner'], { result: RESULT }],
  ['in_progress', 'closed_learning', LEADERS, { learning: LEARNING }],
  ['in_progress', 'parked', LEADERS, PARK],
  ['on_hold', 'parked', LEADERS, PARK],
  ['implemented', 'closed_effect', LEADERS, { result: RESULT, learning: LEARNING }],
  ['implemented', 'closed_learning', LEADERS, { learning: LEARNING }],
  ['implemented', 'parked', LEADERS, PARK],
  ['parked', 'prioritised', LEADERS, {}],
  ['parked', 'rejected', LEADERS, REJECT],
];

/** States that exist in the lists already and get their moves later. */
export const NOT_REACHED_YET: readonly State[] = ['on_hold', 'escalated', 'transferred', 'merged', 'rerouted'];
