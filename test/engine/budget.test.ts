import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBudget, withBudget } from '../../src/engine/budget.ts';
import type { CallModel, ModelReply, ModelRequest } from '../../src/models/port.ts';
import { failure, reply } from './replies.ts';

const request: ModelRequest = {
  model: 'm',
  system: '',
  tools: [],
  messages: [],
  maxTokens: 1,
  purpose: 'write',
  item: 'a',
  attempt: 1,
  turn: 1,
};
const io = (signal = new AbortController().signal) => ({ signal, onDelta: () => {} });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What a call comes to, in cents: it costs some of its worst case, or nobody knows what, or it is aborted. */
type Planned = {
  worst: number;
  share: number;
  end: 'settled' | 'unknown' | 'throws';
  abort: boolean;
};

const plans = fc.array(
  fc.record({
    worst: fc.nat({ max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    end: fc.constantFrom<Planned['end']>('settled', 'settled', 'settled', 'unknown', 'throws'),
    abort: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

/** In cents. */
interface Money {
  limit: number | null;
  spent: number;
  unknown: number;
  inFlight: number;
  worstSeen: number;
}

/** A provider whose calls end when the test says so, with money kept as the run keeps it. */
function provider(plan: readonly Planned[], limit: number) {
  const stopping = new AbortController();
  const money: Money = { limit, spent: 0, unknown: 0, inFlight: 0, worstSeen: 0 };
  const open: (() => void)[] = [];
  const wire: CallModel = ({ turn }) => {
    const { worst, share, end } = plan[turn] ?? { worst: 0, share: 0, end: 'settled' };
    money.inFlight += worst;
    money.worstSeen = Math.max(money.worstSeen, money.spent + money.unknown + money.inFlight);
    const { promise, resolve, reject } = Promise.withResolvers<ModelReply>();
    open.push(() => {
      money.inFlight -= worst;
      if (end === 'settled') money.spent += Math.floor(worst * share);
      else money.unknown += worst;
      if (end === 'settled') resolve(reply([]));
      else if (end === 'unknown') resolve(failure('transient'));
      else reject(new Error('a bug'));
    });
    return promise;
  };
  const budget = createBudget(
    () => (money.limit === null ? null : money.limit / 100),
    () => (money.spent + money.unknown) / 100,
  );
  const call = withBudget(wire, {
    budget,
    worstCaseUsd: ({ turn }) => (plan[turn]?.worst ?? 0) / 100,
    stopping: stopping.signal,
  });
  return { money, open, budget, call, stopping };
}

describe('a budget', () => {
  test('is never passed, keeps nobody waiting for ever, and gets all reservations back', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.nat({ max: 1000 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        async (plan, limit, order) => {
          const { money, open, budget, call } = provider(plan, limit);
          const aborts = plan.map(() => new AbortController());
          const calls = plan.map((_planned, turn) =>
            call({ ...request, turn }, io(aborts[turn]?.signal)).catch(() => undefined),
          );
          const ends = Promise.all(calls).then((replies) => ({ replies }));
          for (const pick of order) {
            await settled();
            const abort = plan[pick % plan.length]?.abort && pick % 3 === 0;
            if (abort) aborts[pick % plan.length]?.abort();
            else open.splice(pick % Math.max(1, open.length), 1)[0]?.();
          }
          // Whoever still waits is let go by the calls in flight alone.
          for (let rounds = 0; rounds <= plan.length; rounds += 1) {
            await settled();
            for (const end of open.splice(0)) end();
          }
          const done = await Promise.race([ends, settled().then(settled)]);
          expect(done).toHaveProperty('replies');
          expect(money.worstSeen).toBeLessThanOrEqual(limit);
          expect(money.inFlight).toBe(0);
          // Nothing is set aside any more: all that is left can be reserved at once.
          const left = (limit - money.spent - money.unknown) / 100;
          expect(await budget.reserve(left, new AbortController().signal)).toBe(true);
        },
      ),
      { seed: 91, numRuns: 150 },
    );
  });

  test('is never passed and keeps nobody waiting for ever, whatever it is changed to meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.nat({ max: 1000 }),
        fc.array(fc.record({ pick: fc.nat(), limit: fc.option(fc.nat({ max: 1500 })) }), {
          maxLength: 60,
        }),
        async (plan, first, steps) => {
          const { money, open, budget, call } = provider(plan, first);
          const ends = Promise.all(
            plan.map((_planned, turn) => call({ ...request, turn }, io()).catch(() => undefined)),
          ).then((replies) => ({ replies }));
          const heldIn = () => money.spent + money.unknown + money.inFlight;
          for (const { pick, limit } of steps) {
            await settled();
            expect(heldIn()).toBeLessThanOrEqual(money.limit ?? Number.POSITIVE_INFINITY);
            expect(Math.round(budget.heldUsd() * 100)).toBe(heldIn());
            if (pick % 3 > 0) open.splice(pick % Math.max(1, open.length), 1)[0]?.();
            else if (limit === null || limit / 100 >= budget.heldUsd()) {
              money.limit = limit;
              budget.limitChanged();
            }
          }
          for (let rounds = 0; rounds <= plan.length; rounds += 1) {
            await settled();
            for (const end of open.splice(0)) end();
          }
          expect(await Promise.race([ends, settled().then(settled)])).toHaveProperty('replies');
          expect(money.inFlight).toBe(0);
        },
      ),
      { seed: 92, numRuns: 150 },
    );
  });

  test('that is raised lets go at once who waits, and one that is taken away lets go everybody', async () => {
    const plan: Planned[] = [80, 50, 900].map((worst) => ({
      worst,
      share: 1,
      end: 'settled',
      abort: false,
    }));
    const { call, open, money, budget } = provider(plan, 1000);
    for (const turn of [0, 1, 2]) void call({ ...request, turn }, io());
    await settled();
    expect(open.length).toBe(2);
    money.limit = 1029;
    budget.limitChanged();
    await settled();
    expect(open.length).toBe(2);
    money.limit = null;
    budget.limitChanged();
    await settled();
    expect(open.length).toBe(3);
    expect(budget.heldUsd()).toBe(10.3);
  });

  test('lets a call wait for money that others may give back', async () => {
    const plan: Planned[] = [
      { worst: 80, share: 0.1, end: 'settled', abort: false },
      { worst: 50, share: 1, end: 'settled', abort: false },
    ];
    const { open, call, money } = provider(plan, 100);
    const calls = [call({ ...request, turn: 0 }, io()), call({ ...request, turn: 1 }, io())];
    await settled();
    expect(open.length).toBe(1);
    open[0]?.();
    await settled();
    expect(open.length).toBe(2);
    open[1]?.();
    expect((await Promise.all(calls)).map(({ type }) => type)).toEqual(['message', 'message']);
    expect(money.spent).toBe(58);
  });

  test('turns a call away when it could not be paid even if the others cost nothing', async () => {
    const plan: Planned[] = [
      { worst: 80, share: 1, end: 'settled', abort: false },
      { worst: 101, share: 1, end: 'settled', abort: false },
    ];
    const { call } = provider(plan, 100);
    void call({ ...request, turn: 0 }, io());
    expect(await call({ ...request, turn: 1 }, io())).toMatchObject({
      type: 'failure',
      failure: {
        class: 'budget',
        message: expect.stringContaining('the next call could cost up to $1.0100'),
      },
    });
  });

  test('turns away those who wait once the money is gone', async () => {
    const plan: Planned[] = [80, 50].map((worst) => ({
      worst,
      share: 1,
      end: 'settled',
      abort: false,
    }));
    const { call, open } = provider(plan, 100);
    const first = call({ ...request, turn: 0 }, io());
    const second = call({ ...request, turn: 1 }, io());
    await settled();
    open[0]?.();
    expect(await first).toMatchObject({ type: 'message' });
    expect(await second).toMatchObject({ failure: { class: 'budget' } });
  });

  test('lets a call that waits be aborted', async () => {
    const plan: Planned[] = [80, 50].map((worst) => ({
      worst,
      share: 1,
      end: 'settled',
      abort: false,
    }));
    const { call } = provider(plan, 100);
    void call({ ...request, turn: 0 }, io());
    const abort = new AbortController();
    const waiting = call({ ...request, turn: 1 }, io(abort.signal));
    await settled();
    abort.abort();
    expect(await waiting).toMatchObject({ failure: { class: 'aborted' } });
  });

  test('keeps nobody waiting once the run is stopping, and lets calls in flight finish', async () => {
    const plan: Planned[] = [80, 50].map((worst) => ({
      worst,
      share: 1,
      end: 'settled',
      abort: false,
    }));
    const { call, open, stopping } = provider(plan, 100);
    const flying = call({ ...request, turn: 0 }, io());
    const waiting = call({ ...request, turn: 1 }, io());
    await settled();
    stopping.abort();
    expect(await waiting).toMatchObject({ failure: { class: 'aborted' } });
    open[0]?.();
    expect(await flying).toMatchObject({ type: 'message' });
  });

  test('of a model without a price lets no call through', async () => {
    const call = withBudget(async () => reply([]), {
      budget: createBudget(
        () => 1e9,
        () => 0,
      ),
      worstCaseUsd: () => Number.POSITIVE_INFINITY,
    });
    expect(await call(request, io())).toMatchObject({ failure: { class: 'budget' } });
  });

  test('is exact to the last cent, however many amounts are added', async () => {
    let spentUsd = 0;
    const budget = createBudget(
      () => 1,
      () => spentUsd,
    );
    const signal = new AbortController().signal;
    for (let n = 0; n < 10; n += 1) expect(await budget.reserve(0.1, signal)).toBe(true);
    for (let n = 0; n < 10; n += 1) budget.release(0.1);
    spentUsd = 0.9;
    expect(await budget.reserve(0.1, signal)).toBe(true);
    expect(await budget.reserve(0.2, signal)).toBe(false);
  });
});
