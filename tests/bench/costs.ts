/** What an action asks of Graph: requests by kind, and their resource units. */
export type Cost = { readonly requests: Readonly<Record<string, number>>; readonly units: number };

/**
 * What was agreed. `npm run bench` and a test compare; more than this fails. `quietPoll` is one reading of all lists
 * when nothing has changed: a request and a unit for each list.
 */
export const COSTS = {
  openFresh: { requests: {}, units: 0 },
  openAfterRestart: { requests: {}, units: 0 },
  submit: { requests: { 'items.create': 1 }, units: 2 },
  move: { requests: { 'items.update': 1, 'items.create': 1 }, units: 4 },
  quietPoll: { requests: { 'items.delta': 4 }, units: 4 },
} as const satisfies Readonly<Record<string, Cost>>;

export type Action = keyof typeof COSTS;

export const ACTIONS = Object.keys(COSTS) as Action[];

const sum = (requests: Cost['requests']): number => Object.values(requests).reduce((all, one) => all + one, 0);

export const requestsOf = ({ requests }: Cost): number => sum(requests);

/** Is it more than what was agreed, in requests or units? */
export const isMore = (action: Action, cost: Cost): boolean =>
  sum(cost.requests) > sum(COSTS[action].requests) || cost.units > COSTS[action].units;
