/** The roles that Solvangdal has given out. `scope` of a role row is a unit code, an area code or `municipality`. */
export type SolvangdalRoleName =
  | 'unitLeader'
  | 'deputyLeader'
  | 'areaHead'
  | 'leaderGroup'
  | 'guide'
  | 'coordinator'
  | 'unionRep'
  | 'chiefUnionRep'
  | 'safetyRep'
  | 'chiefSafetyRep'
  | 'hr'
  | 'economist'
  | 'admin';

export type SolvangdalRole = {
  /** Entra object id. */
  readonly person: string;
  readonly role: SolvangdalRoleName;
  readonly scope: string;
};

export const EVERYWHERE = 'municipality';
