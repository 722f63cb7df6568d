import { test } from 'vitest';
import type { Executor } from '../../src/sandbox/executor.ts';
import { tryAll } from '../try-all.ts';
import { type Attempt, expectHeld, type Outside } from './outside.ts';

/** Executors of one language, and a program that shows whether they still work. */
export interface Held {
  /** `hasty` gives up soon: for what does not end by itself. */
  executors: { patient: Executor; hasty: Executor };
  good: Attempt;
  outside: Outside;
  /** Whether this machine has no such sandbox. */
  missing: boolean;
}

/** So many before it is seen that a good program still gets its answers. */
const batchSize = 8;

/** A test for each attempt, some side by side, and after each few of them one with a good program. */
export function testEscapes(attempts: readonly Attempt[], held: Held): void {
  const { executors, good, outside, missing } = held;
  for (let from = 0; from < attempts.length; from += batchSize) {
    const batch = attempts.slice(from, from + batchSize);
    for (const one of batch) {
      const executor = isEndless(one) ? executors.hasty : executors.patient;
      test(`is held: ${one.name}`, { concurrent: true, skip: missing }, () =>
        expectHeld(executor, one, outside),
      );
    }
    test.skipIf(missing)(`still answers after ${from + batch.length} attempts`, () =>
      expectHeld(executors.patient, good, outside),
    );
  }
}

/** One that may end by its memory has to get that far. */
const isEndless = ({ ends = [], endless }: Attempt): boolean =>
  endless ?? (ends.includes('timeout') && !ends.includes('memory'));

/**
 * Each attempt takes a sandbox of its own where a program gets a process: the suite tries those that are
 * named, `npm run test:all` all.
 */
export function chosen(attempts: readonly Attempt[], names: readonly string[]): readonly Attempt[] {
  if (tryAll) return attempts;
  return names.map((name) => {
    const found = attempts.find((one) => one.name === name);
    if (!found) throw new Error(`there is no attempt "${name}"`);
    return found;
  });
}
