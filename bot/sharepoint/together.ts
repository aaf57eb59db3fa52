import type { Answer } from './answer.ts';
import type { Call } from './cost.ts';
import type { Graph } from './graph.ts';

export type Ask = (call: Call) => Promise<Answer>;

type Waiting = {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
};

/**
 * Lets several errands that run at the same time share their round trips: what they ask is held until each of them
 * either asks something or is done, and then goes as one batch (alone when there is one). An errand asks one thing at
 * a time. A batch costs the same units as its parts.
 */
export const together = async <Errand>(
  graph: Graph,
  errands: readonly Errand[],
  run: (errand: Errand, ask: Ask) => Promise<void>,
): Promise<void> => {
  let working = errands.length;
  let waiting: Waiting[] = [];

  const sendOff = async (): Promise<void> => {
    const sent = waiting;
    waiting = [];
    working = sent.length;
    try {
      const answers = await askAll(
        graph,
        sent.map(({ call }) => call),
      );
      for (const [index, answer] of answers.entries()) sent[index]?.resolve(answer);
    } catch (cause) {
      for (const { reject } of sent) reject(cause);
    }
  };

  const rest = (): void => {
    working -= 1;
    if (working === 0 && waiting.length > 0) void sendOff();
  };

  const ask: Ask = (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      rest();
    });

  await Promise.all(errands.map((errand) => run(errand, ask).finally(rest)));
};

const askAll = async (graph: Graph, calls: readonly Call[]): Promise<readonly Answer[]> => {
  const [first, ...others] = calls;
  if (first === undefined) return [];
  return others.length > 0 ? graph.batch([first, ...others], 'come again') : [await graph.send(first, 'come again')];
};
