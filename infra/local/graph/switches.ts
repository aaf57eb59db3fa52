/** What nobody has proved about the real SharePoint, or what a tenant decides: each is a switch, with the likelier side as default. */
export type Switches = {
  /** Row 50: an administrator has locked or archived the site. */
  siteLocked: boolean;
  /** Row 5: the least role under Sites.Selected that may make and change lists and columns. */
  provisioningNeeds: 'write' | 'manage' | 'fullcontrol';
  /** Row 41: the least role under Sites.Selected that may subscribe to a list; `never` is the reported 403. */
  subscribingNeeds: 'write' | 'manage' | 'fullcontrol' | 'never';
  /** Row 21: whether an item without a required value is refused. */
  requiredEnforced: boolean;
  /** Probe P7: whether a choice outside `choices` is refused. */
  choicesEnforced: boolean;
  /** Row 18: a hyperlink written is answered so. */
  hyperlinkStatus: 400 | 500;
  /** Row 32: `eq true` on a boolean: a clear refusal, or the opposite rows as reported. */
  booleanFilter: 'refused' | 'inverted';
  /** Row 33: a person or lookup filtered by its value: a clear refusal, or no filter at all as reported. */
  lookupValueFilter: 'refused' | 'ignored';
  /** Row 37: delta pages of uneven size, now and then empty, now and then with an item again. */
  deltaVaries: boolean;
  /** Row 51: two writes on one item within so many milliseconds may end in 409; 0 is never. */
  overlapMilliseconds: number;
  overlapProbability: number;
  /** Section 19: for so many milliseconds a new item is not found by filters, and a change not by delta; by id it is. */
  lagMilliseconds: number;
  /** Milliseconds that every answer takes beyond its own work. */
  serviceTime: number;
  /** Resource units that an app may use in a minute; 0 is no limit. */
  unitsPerMinute: number;
  /** Rows that a query may scan. */
  listViewThreshold: number;
};

export const defaultSwitches = (): Switches => ({
  siteLocked: false,
  provisioningNeeds: 'manage',
  subscribingNeeds: 'write',
  requiredEnforced: false,
  choicesEnforced: false,
  hyperlinkStatus: 500,
  booleanFilter: 'refused',
  lookupValueFilter: 'refused',
  deltaVaries: true,
  overlapMilliseconds: 0,
  overlapProbability: 0.5,
  lagMilliseconds: 0,
  serviceTime: 0,
  unitsPerMinute: 1250,
  listViewThreshold: 5000,
});

/** Takes over the members of `wanted` that are switches with a value of the same kind; names the others. */
export function setSwitches(switches: Switches, wanted: Readonly<Record<string, unknown>>): string[] {
  const defaults: Readonly<Record<string, unknown>> = defaultSwitches();
  const wrong = Object.keys(wanted).filter(
    (name) => typeof defaults[name] !== typeof wanted[name] || !(name in defaults),
  );
  if (wrong.length === 0) Object.assign(switches, wanted);
  return wrong;
}
