import { type EditBody, ENDPOINTS, type MoveBody, type SubmitBody } from '../../bot/contract/endpoints.ts';
import type { Card } from '../../bot/domain/board/board.ts';
import type { Answer, Client, Failure } from './client.ts';
import type { Device } from './device.ts';

/** Something that the person did here and that the server may not have heard of yet. `id` names it once and for all. */
export type Action = {
  readonly id: string;
  readonly unit: string;
  readonly at: number;
  /** An earlier try was begun and never answered: perhaps it was done. */
  readonly tried?: boolean;
} & (
  | { readonly kind: 'submit'; readonly body: SubmitBody }
  | { readonly kind: 'move'; readonly key: string; readonly body: MoveBody }
  | { readonly kind: 'edit'; readonly key: string; readonly body: EditBody }
);

/** What became of an action. `waiting`: kept on the device, and sent when the server answers. */
export type Outcome = Exclude<Answer<Card>, { readonly kind: 'unchanged' | 'unreachable' }> | { kind: 'waiting' };

export type Settled = Exclude<Outcome, { readonly kind: 'waiting' }>;

const send = (client: Pick<Client, 'call'>, action: Action): Promise<Answer<Card>> => {
  if (action.kind === 'submit') return client.call(ENDPOINTS.submit, {}, action.body);
  if (action.kind === 'move') return client.call(ENDPOINTS.move, { key: action.key }, action.body);
  return client.call(ENDPOINTS.edit, { key: action.key }, action.body);
};

/** Trouble that passes by itself; the action waits for it. */
const PASSING = ['signIn', 'tooMuch', 'unavailable'];

/** Answers that say for certain that this try did nothing. */
const FOR_CERTAIN = ['signIn', 'tooMuch'];

/** Whether it is unknown if this try did it. A proxy in between also says `unavailable`, maybe after it was done. */
const leavesDoubt = (answer: Answer<Card>): boolean =>
  answer.kind === 'trouble' ? !FOR_CERTAIN.includes(answer.trouble) : answer.kind === 'unreachable';

/**
 * A settled outcome, or undefined while the action must wait. A move that was tried before and is now answered with
 * "it is there already" was done by the try whose answer was lost; `null` says done, without a card. On the first try
 * the same answer means that somebody else was faster, and that what this person wrote was not taken.
 */
export const settle = (action: Action, answer: Answer<Card>): Settled | null | undefined => {
  if (answer.kind === 'unreachable') return undefined;
  if (answer.kind === 'unchanged') return null;
  if (answer.kind === 'trouble' && PASSING.includes(answer.trouble)) return undefined;
  if (answer.kind === 'refused' && action.kind === 'move') {
    const { problem } = answer;
    if (action.tried && problem.kind === 'changedMeanwhile' && problem.state === action.body.to) return null;
  }
  return answer;
};

const NONE: ReadonlySet<string> = new Set();

/** Keys of the cards that this device has changed and not sent yet. */
export const unsentKeys = (actions: readonly Action[]): ReadonlySet<string> =>
  actions.length === 0
    ? NONE
    : new Set(actions.map((action) => (action.kind === 'submit' ? action.body.once : action.key)));

type Deps = {
  readonly device: Device;
  readonly client: Pick<Client, 'call'>;
  readonly person: string;
  /** Runs one task at a time over all windows of this browser. */
  readonly alone: (task: () => Promise<void>) => Promise<void>;
  /** Told of every settled action, also those of an earlier visit. `answer` is null where it was done before. */
  readonly onSettled: (action: Action, answer: Settled | null) => void;
  /** Told whenever what waits has changed. */
  readonly onChange: () => void;
  /** Told when nobody answered, so that what is left must wait. */
  readonly onStuck: (answer: Failure) => void;
};

export const createQueue = ({ device, client, person, alone, onSettled, onChange, onStuck }: Deps) => {
  const name = `queue.${person}`;
  const stored = (): readonly Action[] => device.read<readonly Action[]>(name) ?? [];
  /** What the device had no room for: sent all the same, as long as the page stands. */
  let unkept: readonly Action[] = [];
  const waiting = (): readonly Action[] => [...stored(), ...unkept];
  /** False when the device would not keep it; fewer than before always fit. */
  const store = (actions: readonly Action[]): boolean => {
    if (actions.length > 0) return device.write(name, actions);
    device.forget(name);
    return true;
  };
  const change = (to: (actions: readonly Action[]) => readonly Action[]): void => {
    store(to(stored()));
    unkept = to(unkept);
  };
  const mark = ({ id }: Action, tried: boolean): void =>
    change((actions) => actions.map((one) => (one.id === id ? { ...one, tried } : one)));

  /** Sends what waits, oldest first, until something must wait. */
  const flush = (): Promise<void> =>
    alone(async () => {
      for (let next = waiting()[0]; next !== undefined; next = waiting()[0]) {
        const action = next;
        // Before sending: the page may be closed before the answer comes.
        mark(action, true);
        const answer = await send(client, action);
        const settled = settle(action, answer);
        if (settled === undefined) {
          mark(action, action.tried === true || leavesDoubt(answer));
          if (answer.kind === 'unreachable') onStuck(answer);
          return;
        }
        onSettled(action, settled);
        change((actions) => actions.filter(({ id }) => id !== action.id));
        onChange();
      }
    });

  return {
    waiting,
    flush,
    /** Keeps the action on the device, then tries to send it. False when the device would not keep it. */
    async add(action: Action): Promise<boolean> {
      const kept = store([...stored(), action]);
      if (!kept) unkept = [...unkept, action];
      onChange();
      await flush();
      return kept;
    },
  };
};

export type Queue = ReturnType<typeof createQueue>;
