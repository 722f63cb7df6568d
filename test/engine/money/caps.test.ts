import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cap, createCaps } from '../../../src/engine/money/caps.ts';
import { type CapsGuard, withCaps } from '../../../src/engine/money/with-caps.ts';
import type { CallModel, ModelReply, ModelRequest } from '../../../src/models/port.ts';
import { failure, reply } from '../replies.ts';

const io = (signal = new AbortController().signal) => ({ signal, onDelta: () => {} });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What a call comes to, in cents: it costs some of its worst case, or nobody knows what. */
type Planned = {
  item: number;
  worst: number;
  share: number;
  end: 'settled' | 'unknown' | 'throws';
};

const plans: fc.Arbitrary<Planned[]> = fc.array(
  fc.record({
    item: fc.nat({ max: 3 }),
    worst: fc.integer({ min: 1, max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    end: fc.constantFrom<Planned['end']>('settled', 'settled', 'settled', 'unknown', 'throws'),
  }),
  { minLength: 1, maxLength: 25 },
);

/** A cent is a token here, and no call of fewer than twenty makes sense. */
const least = 20;
const prices: CapsGuard['prices'] = {
  worstCaseOf: ({ maxTokens }) => maxTokens / 100,
  leastOf: ({ maxTokens }) => Math.min(maxTokens, least) / 100,
  within: (request, usd) => ({ ...request, maxTokens: Math.floor(usd * 100 + 1e-6) }),
  learn: () => {},
};

/** In cents. Null: no limit. */
interface Limits {
  run: number | null;
  item: number | null;
  day: number | null;
}

/** A provider whose calls end when the test says so, and books over all of it as a run keeps them. */
function world(limits: Limits) {
  const books = { run: 0, day: 0, items: [0, 0, 0, 0] };
  const inFlight = new Map<number, { item: number; cents: number; end(): void }>();
  let days: (() => void) | undefined;
  const usd = (cents: number | null) => (cents === null ? null : cents / 100);
  const open = () => {
    const stopping = new AbortController();
    const waiting = { now: 0 };
    const caps = createCaps([
      {
        name: 'item',
        limitUsd: () => usd(limits.item),
        committedUsd: (item) => (books.items[Number(item)] ?? 0) / 100,
      },
      { name: 'run', limitUsd: () => usd(limits.run), committedUsd: () => books.run / 100 },
      {
        name: 'day',
        limitUsd: () => usd(limits.day),
        committedUsd: () => books.day / 100,
        renewal: {
          begin: () => {
            waiting.now += 1;
          },
          wait: (wake) => {
            days = wake;
          },
          end: () => {
            waiting.now -= 1;
          },
        },
      },
    ]);
    return { caps, stopping, waiting };
  };
  const spend = (item: number, cents: number) => {
    books.run += cents;
    books.day += cents;
    books.items[item] = (books.items[item] ?? 0) + cents;
  };
  const flying = (of: (item: number) => boolean) =>
    [...inFlight.values()].reduce((sum, { item, cents }) => sum + (of(item) ? cents : 0), 0);
  return {
    limits,
    books,
    inFlight,
    open,
    spend,
    flying,
    nextDay() {
      books.day = 0;
      days?.();
    },
    /** Every limit holds, with all that is in flight at its worst. */
    look() {
      const bound = (limit: number | null) => limit ?? Number.POSITIVE_INFINITY;
      expect(books.run + flying(() => true)).toBeLessThanOrEqual(bound(limits.run));
      expect(books.day + flying(() => true)).toBeLessThanOrEqual(bound(limits.day));
      for (const [item, cents] of books.items.entries()) {
        expect(cents + flying((one) => one === item)).toBeLessThanOrEqual(bound(limits.item));
      }
    },
  };
}

type World = ReturnType<typeof world>;

/** One engine's way to the model over the world. */
function engine(at: World, plan: readonly Planned[]) {
  const { caps, stopping, waiting } = at.open();
  const wire: CallModel = ({ turn, maxTokens: cents }) => {
    const { item, share, end } = plan[turn] ?? { item: 0, share: 0, end: 'settled' };
    const { promise, resolve, reject } = Promise.withResolvers<ModelReply>();
    at.inFlight.set(turn, {
      item,
      cents,
      end() {
        at.inFlight.delete(turn);
        at.spend(item, end === 'settled' ? Math.floor(cents * share) : cents);
        if (end === 'settled') resolve(reply([]));
        else if (end === 'unknown') resolve(failure('transient'));
        else reject(new Error('a bug'));
      },
    });
    at.look();
    return promise;
  };
  const call = withCaps(wire, { caps, prices, stopping: stopping.signal });
  const send = (turn: number, signal?: AbortSignal) => call(requestOf(plan, turn), io(signal));
  return { caps, stopping, waiting, send };
}

function requestOf(plan: readonly Planned[], turn: number): ModelRequest {
  const { item, worst } = plan[turn] ?? { item: 0, worst: 1 };
  return {
    model: 'm',
    system: '',
    tools: [],
    messages: [],
    maxTokens: worst,
    purpose: 'write',
    item: String(item),
    attempt: 1,
    turn,
  };
}

/** A call costs all of its worst case. */
function calls(...worst: number[]): Planned[] {
  return worst.map((cents) => ({ item: 0, worst: cents, share: 1, end: 'settled' }));
}

function endFirst({ inFlight }: World): void {
  const [first] = inFlight.values();
  first?.end();
}

const limit = (max: number) => fc.option(fc.nat({ max }), { freq: 4 });
const allLimits = fc.record({ run: limit(1000), item: limit(600), day: limit(500) });
type Step = 'end' | 'abort' | 'next day' | 'raise' | 'restart';
const steps = fc.array(
  fc.record({
    type: fc.constantFrom<Step>('end', 'end', 'end', 'abort', 'next day', 'raise', 'restart'),
    pick: fc.nat(),
    cents: fc.nat({ max: 400 }),
  }),
  { maxLength: 60 },
);

describe('limits of run, item and day', () => {
  test('are never passed, whatever is in flight, lost, raised or begun anew; nobody waits for ever', async () => {
    await fc.assert(
      fc.asyncProperty(plans, allLimits, steps, async (plan, limits, happened) => {
        const at = world({ ...limits });
        const aborts = plan.map(() => new AbortController());
        const sendAll = (from: ReturnType<typeof engine>, turns: readonly number[]) =>
          turns.map((turn) => from.send(turn, aborts[turn]?.signal).catch(() => undefined));
        let now = engine(at, plan);
        let open = sendAll(now, [...plan.keys()]);
        for (const { type, pick, cents } of happened) {
          await settled();
          at.look();
          const flying = [...at.inFlight];
          if (type === 'end') flying[pick % Math.max(1, flying.length)]?.[1].end();
          else if (type === 'abort') aborts[pick % plan.length]?.abort();
          else if (type === 'next day') at.nextDay();
          else if (type === 'raise') {
            const name = (['run', 'item', 'day'] as const)[pick % 3] ?? 'run';
            at.limits[name] = at.limits[name] === null ? null : at.limits[name] + cents;
            now.caps.limitChanged();
          } else {
            // Killed: what was in flight counts at its worst, and is sent again.
            for (const { item, cents: lost } of at.inFlight.values()) at.spend(item, lost);
            const again = flying.map(([turn]) => turn);
            at.inFlight.clear();
            now = engine(at, plan);
            open = sendAll(now, again);
          }
        }
        const ends = Promise.all(open).then((replies) => ({ replies }));
        for (let rounds = 0; rounds <= 3 * plan.length; rounds += 1) {
          await settled();
          at.look();
          for (const { end } of [...at.inFlight.values()]) end();
          if (rounds % 3 === 2) at.nextDay();
        }
        expect(await Promise.race([ends, settled().then(settled)])).toHaveProperty('replies');
        expect(now.waiting.now).toBe(0);
        expect(now.caps.reservedUsd()).toBe(0);
      }),
      { seed: 91, numRuns: 300 },
    );
  });

  test('that are raised let go at once who waits, and those taken away let go everybody', async () => {
    const at = world({ run: 1000, item: null, day: null });
    const { send, caps } = engine(at, calls(80, 50, 900));
    for (const turn of [0, 1, 2]) void send(turn);
    await settled();
    expect(at.inFlight.size).toBe(2);
    at.limits.run = 1029;
    caps.limitChanged();
    await settled();
    expect(at.inFlight.size).toBe(2);
    at.limits.run = null;
    caps.limitChanged();
    await settled();
    expect(at.inFlight.size).toBe(3);
    expect(caps.reservedUsd()).toBe(10.3);
  });

  test('let a call wait for money that others may give back', async () => {
    const at = world({ run: 100, item: null, day: null });
    const { send } = engine(at, [
      { item: 0, worst: 80, share: 0.1, end: 'settled' },
      { item: 1, worst: 50, share: 1, end: 'settled' },
    ]);
    const both = [send(0), send(1)];
    await settled();
    expect(at.inFlight.size).toBe(1);
    endFirst(at);
    await settled();
    endFirst(at);
    expect((await Promise.all(both)).map(({ type }) => type)).toEqual(['message', 'message']);
    expect(at.books.run).toBe(58);
  });

  test('have a call sent with fewer tokens when its whole worst case will not fit, as long as that makes sense', async () => {
    const at = world({ run: 100, item: 70, day: null });
    const { send } = engine(at, calls(80, 80, 80));
    const first = send(0);
    await settled();
    expect(at.inFlight.get(0)?.cents).toBe(70);
    at.spend(1, 15);
    endFirst(at);
    await first;
    expect(await send(1)).toMatchObject({
      failure: {
        class: 'limit',
        message:
          'the item has cost $0.7000, and the next call could cost up to $0.2000 even if it is kept short: its limit is $0.7 (limits.maxItemUsd)',
      },
    });
    at.limits.item = null;
    expect(await send(2)).toMatchObject({
      failure: {
        class: 'budget',
        message:
          'the next call could cost up to $0.2000 even if it is kept short, more than the budget of $1 has left; a run with a larger --budget goes on from here',
      },
    });
  });

  test('of a day have calls wait for the next one, or for more; one that no day has money for fails', async () => {
    const at = world({ run: null, item: null, day: 50 });
    const { send, caps, waiting } = engine(at, calls(50, 30, 30));
    void send(0);
    await settled();
    endFirst(at);
    for (const turn of [1, 2]) void send(turn);
    await settled();
    expect([waiting.now, at.inFlight.size]).toEqual([2, 0]);
    at.nextDay();
    await settled();
    expect([waiting.now, at.inFlight.size]).toEqual([0, 1]);
    for (const { end } of [...at.inFlight.values()]) end();
    at.limits.day = 10;
    caps.limitChanged();
    expect(await send(1)).toMatchObject({
      failure: {
        class: 'budget',
        message: expect.stringContaining('more than the $0.1 of a whole day'),
      },
    });
  });

  test('turn away those who wait once the money is gone', async () => {
    const at = world({ run: 90, item: null, day: null });
    const { send } = engine(at, calls(80, 50));
    const first = send(0);
    const second = send(1);
    await settled();
    endFirst(at);
    expect(await first).toMatchObject({ type: 'message' });
    expect(await second).toMatchObject({ failure: { class: 'budget' } });
  });

  test('keep nobody waiting who is wanted no more, and let calls in flight finish', async () => {
    const at = world({ run: 100, item: null, day: null });
    const { send, stopping } = engine(at, calls(80, 50, 50));
    const flying = send(0);
    const abort = new AbortController();
    const left = send(1, abort.signal);
    const waiting = send(2);
    await settled();
    abort.abort();
    expect(await left).toMatchObject({ failure: { class: 'aborted' } });
    stopping.abort();
    expect(await waiting).toMatchObject({ failure: { class: 'aborted' } });
    endFirst(at);
    expect(await flying).toMatchObject({ type: 'message' });
  });

  test('of run and day let no call of a model without a price through; an item has no limit for it', async () => {
    const caps = (name: Cap['name']) =>
      createCaps([{ name, limitUsd: () => 1e9, committedUsd: () => 0 }]);
    const unpriced = { ...prices, worstCaseOf: () => null, leastOf: () => null };
    const replyOf = (name: Cap['name']) =>
      withCaps(async () => reply([]), { caps: caps(name), prices: unpriced })(
        requestOf([], 0),
        io(),
      );
    expect(await replyOf('run')).toMatchObject({
      failure: { class: 'budget', message: expect.stringContaining('there is no price for m') },
    });
    expect(await replyOf('day')).toMatchObject({ failure: { class: 'budget' } });
    expect(await replyOf('item')).toMatchObject({ type: 'message' });
  });

  test('are exact to the last cent, however many amounts are added', async () => {
    let spentUsd = 0;
    const caps = createCaps([{ name: 'run', limitUsd: () => 1, committedUsd: () => spentUsd }]);
    const signal = new AbortController().signal;
    const reserve = (usd: number) => caps.reserve({ item: 'a', usd, leastUsd: usd }, signal);
    for (let n = 0; n < 10; n += 1) expect(await reserve(0.1)).toMatchObject({ type: 'reserved' });
    for (let n = 0; n < 10; n += 1) caps.release({ item: 'a', usd: 0.1 });
    spentUsd = 0.9;
    expect(await reserve(0.1)).toMatchObject({ type: 'reserved' });
    expect(await reserve(0.2)).toMatchObject({ type: 'refused' });
  });
});
