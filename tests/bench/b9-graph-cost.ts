import type { Benchmark, Line } from './benchmark.ts';
import { ACTIONS, type Action, COSTS, isMore, requestsOf } from './costs.ts';
import { measureCosts } from './measure-costs.ts';
import { openStage } from './stage.ts';

const NAMES: Readonly<Record<Action, string>> = {
  openFresh: 'open a board',
  openAfterRestart: 'open a board after a restart',
  submit: 'submit, all that follows',
  move: 'move, all that follows',
  quietPoll: 'a reading of all lists, nothing new',
};

/** Readings of each list in an hour when they are read every fifteen seconds, as in production. */
const READINGS_AN_HOUR = 240;

/** B9: what actions ask of Graph, in requests and resource units. More than was agreed fails. */
export const graphCost: Benchmark = {
  name: 'B9',
  title: 'Graph requests and resource units',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage({ environment: { PULL_SECONDS: '3' } });
    after(stage.close);
    say('counting');
    const { costs, inReply } = await measureCosts(stage);
    const lines = ACTIONS.map((action): Line => {
      const [cost, agreed] = [costs[action], COSTS[action]];
      const more = isMore(action, cost);
      return {
        what: NAMES[action],
        figure: `${requestsOf(cost)} requests, ${cost.units} units`,
        floor: '–',
        ratio: '–',
        target: `${requestsOf(agreed)}, ${agreed.units}`,
        verdict: more ? 'not met' : 'met',
        ...(more && { fails: true }),
      };
    });
    const waited = inReply.submit + inReply.move;
    const late = { floor: '–', ratio: '–', target: '0', verdict: waited > 0 ? 'not met' : 'met' } as const;
    return [
      ...lines,
      {
        what: 'answers of Graph waited for in a reply',
        figure: String(waited),
        ...late,
        ...(waited > 0 && { fails: true }),
      },
      {
        what: 'an idle hour at 15 s',
        figure: `${costs.quietPoll.units * READINGS_AN_HOUR} units`,
        floor: '–',
        ratio: '–',
        target: '1 unit per list and reading',
        verdict: costs.quietPoll.units <= COSTS.quietPoll.units ? 'met' : 'not met',
      },
    ];
  },
};
