import type { Board } from '../../bot/domain/board/board.ts';
import { type Municipality, type MunicipalityOptions, openMunicipality, until } from '../support/municipality.ts';
import { fill, finishedCards, openCards } from './fill.ts';

/** Milliseconds that the local Graph takes for every answer, as the real one does at its best. */
export const SERVICE_MS = 100;
/** Cards of the board that everything is measured on. */
export const CARDS = 200;

export type Stage = Municipality & {
  /** The unit whose board is full. */
  readonly unit: string;
  /** Entra object ids of its people; the first leads it. */
  readonly people: readonly string[];
  /** What a tab sends to say who it is. */
  bearer(userId: string): Promise<Readonly<Record<string, string>>>;
  board(): Promise<Board>;
  /** Stops the server, and starts it again over what it had kept. */
  restart(): Promise<void>;
};

export type StageOptions = Omit<MunicipalityOptions, 'graph'> & {
  readonly cards?: number;
  readonly finished?: number;
  readonly serviceTime?: number;
};

/**
 * Solvangdal with a board of so many open cards, and the real server as a process of its own, which has read it and is
 * at rest. The server runs as in production but for how often one person may ask.
 */
export const openStage = async (options: StageOptions = {}): Promise<Stage> => {
  const { cards = CARDS, finished = 0, serviceTime = SERVICE_MS, environment, ...rest } = options;
  const here = await openMunicipality({
    ...rest,
    graph: { switches: { serviceTime: 0 } },
    environment: { REQUESTS_PER_MINUTE: '10000000', PULL_SECONDS: '15', ...environment },
  });
  const { municipality, entra, graph } = here.microsoft365;
  const taken = new Set(municipality.suggestions.map(({ unit }) => unit));
  const chosen = municipality.units.find(({ code, leader, headcount }) => !taken.has(code) && leader && headcount > 15);
  const members = municipality.directory.teams.find(({ id }) => id === chosen?.teamId)?.members ?? [];
  const leader = chosen?.leader ?? '';
  const people = [leader, ...members.map(({ userId }) => userId).filter((id) => id !== leader)];
  const unit = chosen?.code ?? '';
  const filling = { unit, people };
  await fill(here, [...finishedCards(filling, finished), ...openCards(filling, cards)]);
  const bearer = async (userId: string) => ({ Authorization: `Bearer ${await entra.userToken({ userId })}` });
  const path = `/api/units/${unit}/board`;
  const board = async (): Promise<Board> => (await here.ask(leader, path)).json();
  const isRead = async (): Promise<boolean> => {
    const answer = await here.ask(leader, path);
    return answer.ok && ((await answer.json()) as Board).cards.length === cards;
  };
  const restart = async (): Promise<void> => {
    await here.server().stop();
    await here.start();
    await quiet(here);
  };
  await here.server().stop();
  await here.start();
  await until('the board is read', isRead, 120);
  await quiet(here);
  graph.switches.serviceTime = serviceTime;
  return { ...here, unit, people, bearer, board, restart };
};

/** Requests that come by the clock and not because somebody did something. */
const BY_THE_CLOCK = ['items.delta'];

/** What was asked of Graph by kind, without what comes by the clock. */
export const askedOf = ({ microsoft365 }: Pick<Municipality, 'microsoft365'>): Readonly<Record<string, number>> => {
  const { byKind } = microsoft365.graph.counters.read();
  return Object.fromEntries(Object.entries(byKind).filter(([kind]) => !BY_THE_CLOCK.includes(kind)));
};

const REST_MS = 1_500;

const sum = (figures: Readonly<Record<string, number>>): number =>
  Object.values(figures).reduce((all, one) => all + one, 0);

/** Resolves when nothing was asked of Graph for a while but what comes by the clock, and everything was answered. */
export const quiet = async (here: Pick<Municipality, 'microsoft365'>): Promise<void> => {
  let before = '';
  let since = Date.now();
  await until(
    'Graph is left alone',
    async () => {
      const { requests, byStatus } = here.microsoft365.graph.counters.read();
      const now = JSON.stringify(askedOf(here));
      if (now !== before || requests > sum(byStatus)) since = Date.now();
      before = now;
      return Date.now() - since > REST_MS;
    },
    120,
  );
};
