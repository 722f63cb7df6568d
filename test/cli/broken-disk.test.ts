import { expect, test } from 'vitest';
import { openCrashBatch } from '../../bench/crash/batch.ts';
import type { Boundary } from '../../bench/crash/plan.ts';

/** The operation fails from its nth time on, as often as the engine tries. */
const from = (nth: number, op: string, file: string): Boundary => ({ op, file, nth });

test.concurrent.each<[string, Boundary, RegExp]>([
  [
    'EIO',
    from(1, 'sync', '.engine/journal/HEX.jsonl'),
    /the disk reports an error. Check the disk/,
  ],
  ['EROFS', from(1, 'create', 'accepted/ID.json.HEX.tmp'), /read-only. Make it writable/],
  ['ENOSPC', from(1, 'rename', 'accepted/ID.json'), /the disk is full. Free some space/],
])(
  '%s at %o ends the run in words with the file, and the next run ends it as if nothing had been',
  async (code, boundary, words) => {
    const batch = await openCrashBatch({ budgetUsd: 50 });
    try {
      const deed = { type: 'fail' as const, boundary, code, times: Number.MAX_SAFE_INTEGER };
      const { exitCode, stderr, log } = await batch.live({ deed });
      expect(log.some(({ failed }) => failed === code)).toBe(true);
      expect(stderr).toMatch(words);
      expect(stderr).toContain(batch.dir);
      expect(stderr).toContain('start again: what was done is kept');
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(exitCode).toBe(1);
      await batch.finish(undefined);
      expect(batch.faults).toEqual([]);
    } finally {
      await batch.close();
    }
  },
  120_000,
);
