import { type UnitFacts, unitFacts } from './units.ts';

/** Seats that mean something in every unit; the rest are staff. */
export const SEAT = { leader: 0, deputy: 1, unionRep: 2, safetyRep: 3 } as const;

/** Nobody leads these at present; the head of the service area does so meanwhile. */
const VACANT = new Set(['HEO10', 'KUL05']);
const WITH_DEPUTY = new Set(['HEO01', 'HEO08', 'OPP03']);

/** Workplaces large enough for a union representative of their own. */
const UNION_REPS = 31;
/** Units whose size makes a safety representative of their own sensible; the smallest share one. */
const SAFETY_REPS = 58;

const bySize = [...unitFacts].sort((a, b) => b.headcount - a.headcount || a.code.localeCompare(b.code));
const largest = (count: number): ReadonlySet<string> => new Set(bySize.slice(0, count).map(({ code }) => code));
const withUnionRep = largest(UNION_REPS);
const withSafetyRep = largest(SAFETY_REPS);

export const hasLeader = ({ code }: UnitFacts): boolean => !VACANT.has(code);
export const hasDeputy = ({ code }: UnitFacts): boolean => WITH_DEPUTY.has(code);
export const hasUnionRep = ({ code }: UnitFacts): boolean => withUnionRep.has(code);
export const hasSafetyRep = ({ code }: UnitFacts): boolean => withSafetyRep.has(code);
