import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPool } from '../../../src/engine/work/pool.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A pool over so many jobs, each of which ends when the test says so. */
function openPool(workers: number, jobs: number) {
  const running = new Map<number, { worker: number; end: PromiseWithResolvers<void> }>();
  const errors: unknown[] = [];
  const done: number[] = [];
  let begun = 0;
  let more = jobs;
  const pool = createPool({
    workers,
    isOver: () => begun >= more,
    onError: (error) => errors.push(error),
    next: () => {
      if (begun >= more) return undefined;
      const job = begun;
      begun += 1;
      return async (worker) => {
        const end = Promise.withResolvers<void>();
        running.set(job, { worker, end });
        await end.promise.finally(() => running.delete(job));
        done.push(job);
      };
    },
  });
  const first = () => [...running.values()][0]?.end;
  return {
    pool,
    running,
    errors,
    done,
    first,
    begun: () => begun,
    add: (count: number) => {
      more += count;
    },
    endAll: async () => {
      while (running.size > 0) {
        first()?.resolve();
        await settled();
      }
    },
  };
}

describe('a pool', () => {
  test('does every job once, never more at a time than it has workers, one a worker', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.nat({ max: 30 }),
        fc.array(fc.record({ pick: fc.nat(), size: fc.option(fc.integer({ min: 1, max: 6 })) }), {
          maxLength: 40,
        }),
        async (workers, jobs, steps) => {
          const { pool, running, done, endAll } = openPool(workers, jobs);
          let size = workers;
          let before = 0;
          const check = () => {
            // Those who work when the pool shrinks may finish.
            expect(running.size).toBeLessThanOrEqual(Math.max(size, before));
            const busy = [...running.values()].map(({ worker }) => worker);
            expect(new Set(busy).size).toBe(busy.length);
            before = running.size;
          };
          pool.fill();
          for (const { pick, size: next } of steps) {
            await settled();
            check();
            size = next ?? size;
            if (next) pool.resize(next);
            [...running.values()][pick % Math.max(1, running.size)]?.end.resolve();
          }
          await endAll();
          await pool.done;
          expect(done.sort((a, b) => a - b)).toEqual([...Array(jobs).keys()]);
        },
      ),
      { seed: 101, numRuns: 80 },
    );
  });

  test('begins more at once when it grows, and none when it shrinks', async () => {
    const { pool, running, first, begun, endAll } = openPool(1, 10);
    pool.fill();
    expect(running.size).toBe(1);
    pool.resize(3);
    expect(running.size).toBe(3);
    pool.resize(1);
    first()?.resolve();
    await settled();
    expect([running.size, begun()]).toEqual([2, 3]);
    await endAll();
    await pool.done;
  });

  test('over nothing is done at once', async () => {
    const { pool } = openPool(3, 0);
    pool.fill();
    await pool.done;
  });

  test('takes up jobs that come later, when it is told', async () => {
    const { pool, running, endAll, add } = openPool(2, 1);
    pool.fill();
    add(2);
    expect(running.size).toBe(1);
    pool.fill();
    expect(running.size).toBe(2);
    await endAll();
    await pool.done;
  });

  test('begins no job after an error, and rejects with it only when all have ended', async () => {
    const { pool, running, errors, first, begun } = openPool(3, 10);
    pool.fill();
    let hasEnded = false;
    const end = pool.done.catch((error: unknown) => {
      hasEnded = true;
      return error;
    });
    first()?.reject(new Error('the first'));
    await settled();
    expect([hasEnded, running.size, begun(), errors.length]).toEqual([false, 2, 3, 1]);
    first()?.reject(new Error('the second'));
    await settled();
    expect(hasEnded).toBe(false);
    first()?.resolve();
    expect(await end).toEqual(new Error('the first'));
    expect([begun(), errors.length]).toEqual([3, 2]);
  });
});
