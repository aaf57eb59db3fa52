import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createGate } from '../../bot/sharepoint/gate.ts';
import { manualTimers } from './manual-timers.ts';

const MINUTE = 60_000;

const gateAt = (options = { perMinute: 1000, limit: 1250 }) => {
  const timers = manualTimers();
  const start = timers.now();
  const gate = createGate({ timers, ...options });
  const passed: { at: number; units: number }[] = [];
  const ask = (units: number) => gate.pass(units).then(() => passed.push({ at: timers.now() - start, units }));
  return { timers, gate, ask, passed, start };
};

describe('the gate to the tenant', () => {
  test('lets a quiet server through at once', async () => {
    const { timers, ask, passed } = gateAt();
    void ask(2);
    void ask(1);
    await timers.advance(0);
    expect(passed).toEqual([
      { at: 0, units: 2 },
      { at: 0, units: 1 },
    ]);
  });

  test('no minute, wherever it begins, holds more units than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(1, 2, 5, 40)), {
          minLength: 50,
          maxLength: 150,
        }),
        async (asks) => {
          const { timers, ask, passed } = gateAt({ perMinute: 400, limit: 500 });
          for (const [pause, units] of asks) {
            void ask(units);
            await timers.advance(pause % 300);
          }
          await timers.advance(30 * MINUTE);
          expect(passed).toHaveLength(asks.length);
          for (const { at: from } of passed) {
            const inMinute = passed.filter(({ at }) => at >= from && at < from + MINUTE);
            expect(inMinute.reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(500);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  test('a backlog goes out at nine tenths or more of what it is allowed to use', async () => {
    const { timers, ask, passed } = gateAt({ perMinute: 1000, limit: 1250 });
    for (let n = 0; n < 300; n += 1) void ask(40);
    await timers.advance(10 * MINUTE);
    const sent = passed.reduce((sum, { units }) => sum + units, 0);
    expect(sent / 10).toBeGreaterThanOrEqual(900);
  });

  test.each([9, 180, 3600])('nobody passes for the %i seconds that Microsoft says', async (seconds) => {
    const { timers, gate, ask, passed, start } = gateAt();
    gate.closeUntil(timers.now() + seconds * 1000);
    expect(gate.closedUntil()).toBe(start + seconds * 1000);
    void ask(1);
    await timers.advance(seconds * 1000 - 1);
    expect(passed).toEqual([]);
    await timers.advance(1);
    expect(passed).toEqual([{ at: seconds * 1000, units: 1 }]);
    expect(gate.closedUntil()).toBe(0);
  });

  test('a clock that is set back an hour keeps nobody waiting', async () => {
    const timers = manualTimers();
    let back = 0;
    const gate = createGate({ timers: { ...timers, now: () => timers.now() - back }, perMinute: 1000, limit: 1250 });
    back = 3_600_000;
    expect(await Promise.race([gate.pass(1), timers.advance(1_000)])).toBe(true);
  });

  test('a shorter order does not open it sooner', async () => {
    const { timers, gate, start } = gateAt();
    gate.closeUntil(timers.now() + 60_000);
    gate.closeUntil(timers.now() + 1_000);
    expect(gate.closedUntil()).toBe(start + 60_000);
  });

  test('who would rather come again is sent away at once, also behind those who wait', async () => {
    const { timers, gate, ask } = gateAt();
    gate.closeUntil(timers.now() + 60_000);
    void ask(1);
    expect(await gate.pass(1, false)).toBe(false);
    await timers.advance(60_000);
    expect(await gate.pass(1, false)).toBe(true);
  });

  test('when the server stops, those who wait are sent away', async () => {
    const { timers, gate } = gateAt();
    gate.closeUntil(timers.now() + 60_000);
    const waits = [gate.pass(1), gate.pass(1)];
    const ends = Promise.allSettled(waits);
    await timers.advance(0);
    gate.end();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
