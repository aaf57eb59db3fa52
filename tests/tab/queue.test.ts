import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../bot/domain/board/board.ts';
import { createAlone } from '../../tab/api/alone.ts';
import type { Answer } from '../../tab/api/client.ts';
import { type Action, createQueue, settle, unsentKeys } from '../../tab/api/queue.ts';
import { liv, north } from '../support/cast.ts';
import { card, device } from './rig.ts';

const action = (id: string): Action => ({
  id,
  unit: north.key,
  at: 0,
  kind: 'move',
  key: card(1).key,
  body: { from: 'new', to: 'parked', answers: {} },
});
const submit: Action = {
  id: 's',
  unit: north.key,
  at: 0,
  kind: 'submit',
  body: { once: 'K', unit: north.key, text: 'Merk hyllene', showName: true, confirmed: false },
};

const fine: Answer<Card> = { kind: 'ok', value: card(1), etag: null };

/** `never`: the page is gone before the answer is. */
type Reply = Answer<Card> | 'never';

const openQueue = (kept = device()) => {
  let answers: Reply[] = [];
  const sent: unknown[] = [];
  const settled: string[] = [];
  const stuck: string[] = [];
  const make = () =>
    createQueue({
      device: kept,
      // What the server answers, in order; then it answers that all is well.
      client: {
        call: async (_: unknown, __: unknown, body: unknown) => {
          sent.push(body);
          const answer = answers.shift() ?? fine;
          return (answer === 'never' ? new Promise(() => undefined) : answer) as never;
        },
      },
      person: liv.id,
      alone: createAlone('test', undefined),
      onSettled: ({ id }, answer) => settled.push(`${id} ${answer?.kind ?? 'before'}`),
      onChange: () => undefined,
      onStuck: ({ kind }) => stuck.push(kind),
    });
  return {
    make,
    sent,
    settled,
    stuck,
    answering: (...all: readonly Reply[]) => {
      answers = [...all];
    },
  };
};

describe('what is done here and not yet there', () => {
  test('is sent at once when the server answers, and kept no longer', async () => {
    const { make, settled } = openQueue();
    const queue = make();
    await queue.add(action('a'));
    expect(settled).toEqual(['a ok']);
    expect(queue.waiting()).toEqual([]);
  });

  test('waits on the device while nobody answers, over a restart, and is then sent once, in order', async () => {
    const kept = device();
    const { make, sent, settled, stuck, answering } = openQueue(kept);
    answering({ kind: 'unreachable' }, { kind: 'unreachable' });
    const before = make();
    await before.add(submit);
    await before.add(action('b'));
    expect(before.waiting()).toHaveLength(2);
    expect(stuck).toEqual(['unreachable', 'unreachable']);
    sent.length = 0;
    const after = make();
    await Promise.all([after.flush(), after.flush()]);
    expect(sent).toEqual([submit.body, action('b').kind === 'move' && { from: 'new', to: 'parked', answers: {} }]);
    expect(settled).toEqual(['s ok', 'b ok']);
  });

  const there: Answer<Card> = { kind: 'refused', problem: { kind: 'changedMeanwhile', state: 'parked' } };
  const unavailable: Answer<Card> = { kind: 'trouble', trouble: 'unavailable', reference: '' };
  const tooMuch: Answer<Card> = { kind: 'trouble', trouble: 'tooMuch', reference: '' };

  test.each<[string, readonly Answer<Card>[], string]>([
    ['on the first try somebody else did it', [there], 'a refused'],
    ['after a try without an answer it was ours', [{ kind: 'unreachable' }, there], 'a before'],
    ['after a try that something in between broke off it was ours', [unavailable, there], 'a before'],
    ['after a try that was turned away somebody else did it', [tooMuch, there], 'a refused'],
  ])('a move that is there already: %s', async (_, replies, outcome) => {
    const { make, settled, answering } = openQueue();
    answering(...replies);
    const queue = make();
    await queue.add(action('a'));
    await make().flush();
    expect(settled).toEqual([outcome]);
  });

  test('a move that is there already: it was ours when the page was closed before the answer came', async () => {
    const kept = device();
    const first = openQueue(kept);
    first.answering('never');
    void first.make().add(action('a'));
    await new Promise((resolve) => setImmediate(resolve));
    const { make, settled, answering } = openQueue(kept);
    answering(there);
    await make().flush();
    expect(settled).toEqual(['a before']);
  });

  test('a refusal settles it and lets the next one go', async () => {
    const { make, settled, answering } = openQueue();
    answering({ kind: 'unreachable' }, { kind: 'refused', problem: { kind: 'notAllowed' } });
    const queue = make();
    await queue.add(action('a'));
    await queue.add(action('b'));
    expect(settled).toEqual(['a refused', 'b ok']);
  });

  test('a full device says so, and the action is still sent', async () => {
    const { make, settled } = openQueue(device(10));
    const queue = make();
    expect(await queue.add(action('a'))).toBe(false);
    expect(settled).toEqual(['a ok']);
    expect(queue.waiting()).toEqual([]);
  });

  test('on a full device it waits in the page while nobody answers, and what was kept before stays kept', async () => {
    const kept = device(JSON.stringify([{ ...action('a'), tried: false }]).length);
    const { make, settled, answering } = openQueue(kept);
    answering({ kind: 'unreachable' }, { kind: 'unreachable' });
    const queue = make();
    expect([await queue.add(action('a')), await queue.add(action('b'))]).toEqual([true, false]);
    expect(queue.waiting().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(
      make()
        .waiting()
        .map(({ id }) => id),
    ).toEqual(['a']);
    await queue.flush();
    expect(settled).toEqual(['a ok', 'b ok']);
    expect([queue.waiting(), make().waiting()]).toEqual([[], []]);
  });
});

describe('what an answer means for an action', () => {
  const changed = (state: 'parked' | 'prioritised'): Answer<Card> => ({
    kind: 'refused',
    problem: { kind: 'changedMeanwhile', state },
  });

  test.each<[string, Answer<Card>, unknown]>([
    ['nobody answered: wait', { kind: 'unreachable' }, undefined],
    ['the server is down for a while: wait', { kind: 'trouble', trouble: 'unavailable', reference: '' }, undefined],
    ['too fast: wait', { kind: 'trouble', trouble: 'tooMuch', reference: '' }, undefined],
    ['not signed in: wait', { kind: 'trouble', trouble: 'signIn', reference: '' }, undefined],
    ['moved there by the try whose answer was lost: done', changed('parked'), null],
  ])('%s', (_, answer, settled) => expect(settle({ ...action('a'), tried: true }, answer)).toBe(settled));

  test('moved there before our first try: somebody else was faster, and it is no success', () => {
    expect(settle(action('a'), changed('parked'))).toEqual(changed('parked'));
  });

  test('moved elsewhere by somebody else: a conflict', () => {
    expect(settle(action('a'), changed('prioritised'))).toEqual(changed('prioritised'));
  });

  test('a bug of the server does not stand in the way for ever', () => {
    const fault: Answer<Card> = { kind: 'trouble', trouble: 'fault', reference: 'r' };
    expect(settle(action('a'), fault)).toBe(fault);
  });

  test('the cards that wait are known by their keys', () => {
    expect([...unsentKeys([submit, action('a')])]).toEqual(['K', card(1).key]);
    expect(unsentKeys([])).toBe(unsentKeys([]));
  });
});
