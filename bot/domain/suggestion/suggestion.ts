import type { Brand } from '../brand.ts';
import type { Day } from '../calendar/day.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUlid } from '../key.ts';
import type { PersonId } from '../people/person.ts';
import type { UnitKey } from '../people/unit.ts';
import type { State } from './states.ts';

export type SuggestionKey = Brand<'SuggestionKey'>;

export const isSuggestionKey = (text: string): text is SuggestionKey => isUlid(text);

/** Limits of the one text that a suggestion needs, in characters after trimming. */
export const TEXT_MIN = 5;
export const TEXT_MAX = 500;

export const THREE_F = ['improve', 'create', 'remove'] as const;
export type ThreeF = (typeof THREE_F)[number];

export const PHASES = ['plan', 'do', 'check', 'act'] as const;
export type Phase = (typeof PHASES)[number];

export const REASON_CODES = [
  'no_value_user',
  'cost_gt_benefit',
  'not_lawful_safe',
  'tried',
  'exists',
  'standard_exists',
  'conflict_goal',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** 1 (little) to 5 (much), for effort and effect. */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

/** An improvement suggestion as the board shows it. What is not known yet is null. */
export type Suggestion = {
  readonly key: SuggestionKey;
  readonly unit: UnitKey;
  readonly text: string;
  readonly state: State;
  readonly phase: Phase | null;
  readonly proposer: PersonId;
  /** False: the name is shown to the leader and the proposer only. */
  readonly showName: boolean;
  /** Link back to the Teams message that it was made from. */
  readonly sourceLink: string | null;
  readonly submittedAt: Instant;
  /** Last time it changed state or phase. */
  readonly movedAt: Instant;
  readonly owner: PersonId | null;
  readonly due: Day | null;
  readonly threeF: ThreeF | null;
  readonly effort: Score | null;
  readonly effect: Score | null;
  readonly firstTest: string | null;
  /** The last words to the proposer. */
  readonly reply: string | null;
  readonly question: string | null;
  readonly reasonCode: ReasonCode | null;
  readonly reviewDate: Day | null;
  readonly result: string | null;
  readonly learning: string | null;
};
