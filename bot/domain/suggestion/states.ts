/** The states of a suggestion, in the order of its life. The codes stand in SharePoint and in posted cards: never rename. */
export const STATES = [
  'new',
  'clarify',
  'prioritised',
  'in_progress',
  'on_hold',
  'implemented',
  'closed_effect',
  'closed_learning',
  'rejected',
  'parked',
  'escalated',
  'transferred',
  'rerouted',
  'merged',
  'withdrawn',
] as const;
export type State = (typeof STATES)[number];

/** What a move asks for. Each is a field of the dialog, of the card, and of `Answers`. */
export const NEEDS = [
  'threeF',
  'effect',
  'effort',
  'owner',
  'due',
  'firstTest',
  'question',
  'answer',
  'result',
  'learning',
  'reasonCode',
  'reason',
  'reviewDate',
  'reply',
] as const;
export type Need = (typeof NEEDS)[number];

/** Who may make a move, as seen from the suggestion. */
export type Mover = 'leader' | 'host' | 'proposer' | 'owner';

export type Transition = {
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Mover[];
  readonly needs: readonly Need[];
  /** Only for a suggestion whose effort (1–5) was set to at most this. */
  readonly maxEffort?: number;
};

const OPEN: readonly State[] = ['new', 'clarify', 'prioritised', 'in_progress', 'on_hold', 'implemented'];

/**
 * The moves that people can make. Who and what follow the table of transitions in the municipality's
 * description of improvement work; a move that is not here does not exist.
 */
export const TRANSITIONS: readonly Transition[] = [
  { from: ['new'], to: 'clarify', by: ['leader', 'host'], needs: ['question'] },
  { from: ['clarify'], to: 'new', by: ['proposer'], needs: ['answer'] },
  { from: ['new'], to: 'prioritised', by: ['leader', 'host'], needs: ['threeF', 'effect', 'effort', 'reply'] },
  { from: ['parked'], to: 'prioritised', by: ['leader'], needs: [] },
  { from: ['new', 'prioritised'], to: 'in_progress', by: ['leader'], needs: ['owner', 'due', 'firstTest'] },
  { from: ['in_progress'], to: 'implemented', by: ['owner', 'leader'], needs: ['result'] },
  { from: ['implemented'], to: 'closed_effect', by: ['leader'], needs: ['result', 'learning'] },
  { from: ['in_progress', 'implemented'], to: 'closed_learning', by: ['leader'], needs: ['learning'] },
  { from: ['prioritised'], to: 'closed_effect', by: ['owner', 'leader'], needs: ['owner', 'result'], maxEffort: 2 },
  { from: ['new', 'clarify', 'prioritised', 'parked'], to: 'rejected', by: ['leader'], needs: ['reasonCode', 'reply'] },
  { from: OPEN, to: 'parked', by: ['leader'], needs: ['reason', 'reviewDate'] },
  { from: ['new', 'clarify', 'prioritised'], to: 'withdrawn', by: ['proposer'], needs: [] },
];

/** States in which the matter is settled. */
export const SETTLED: readonly State[] = [
  'closed_effect',
  'closed_learning',
  'rejected',
  'rerouted',
  'merged',
  'withdrawn',
];

/** In which the proposer may still change the words: before the unit has answered. */
export const EDITABLE: readonly State[] = ['new', 'clarify'];
