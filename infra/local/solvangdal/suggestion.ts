/** The states that the seed uses; the codes are those of the list's choice column. */
export type SeedState =
  | 'new'
  | 'clarify'
  | 'prioritised'
  | 'in_progress'
  | 'on_hold'
  | 'implemented'
  | 'closed_effect'
  | 'closed_learning'
  | 'rejected'
  | 'parked';

export type Waste =
  | 'transport'
  | 'inventory'
  | 'motion'
  | 'waiting'
  | 'overprocessing'
  | 'overproduction'
  | 'defects'
  | 'skills';

type Score = 1 | 2 | 3 | 4 | 5;

/** What a suggestion says of itself, wherever it comes from. Days count calendar days from the day of seeding. */
type Told = {
  readonly unit: string;
  readonly state: SeedState;
  readonly submittedDaysAgo: number;
  /** When it last changed state or phase. */
  readonly movedDaysAgo: number;
  /** Negative: the date has passed. */
  readonly dueInDays?: number;
  readonly threeF?: 'improve' | 'create' | 'remove';
  readonly effort?: Score;
  readonly effect?: Score;
  readonly waste?: Waste;
  /** The last words to the proposer, in the unit's written form. */
  readonly reply?: string;
  readonly question?: string;
  readonly firstTest?: string;
  readonly result?: string;
  readonly learning?: string;
  /** Why it is parked or on hold, in words. */
  readonly why?: string;
  /** Why it was declined, as a code. */
  readonly reason?: 'cost_gt_benefit' | 'not_lawful_safe' | 'standard_exists' | 'exists' | 'tried';
  readonly phase?: 'plan' | 'do' | 'check' | 'act';
  readonly reviewInDays?: number;
};

/** A suggestion as the seed lists have it: people are seats in the unit. */
export type Seed = Told & {
  /** Both forms, or only the unit's own. */
  readonly text: string | { readonly nb: string; readonly nn: string };
  readonly by: number;
  /** True: the name is shown to the leader and the proposer only. */
  readonly hidden?: true;
  readonly owner?: number;
};

/** A suggestion of Solvangdal. `proposer` and `owner` are Entra object ids. */
export type SolvangdalSuggestion = Told & {
  readonly text: string;
  readonly proposer: string;
  readonly showName: boolean;
  readonly owner?: string;
};
