import { expect, test } from 'vitest';
import { calmRun, emptyTally, sweepKinds } from '../../bench/crash/sweep.ts';

/** Of the ends that `npm run bench:crash` tries all, those after which an engine would lose most. */
const only = [
  ...['after rename .engine/', 'half write .engine/journal/', 'after rename accepted/'],
  ...['half write work/ID/attempts/N/transcript', 'after rename escalated/'],
];

test('kill -9 in every kind of write and after every kind of rename loses nothing, and every book is right', async () => {
  const calm = await calmRun();
  expect(calm.faults).toEqual([]);
  const { outcome } = calm;
  expect(Object.keys(outcome.accepted)).toEqual(['two-sum', 'valid-parentheses']);
  expect(outcome.escalated).toEqual(['nobody-knows']);
  const tally = emptyTally();
  // Side by side: what one has met the other need not meet.
  await Promise.all([sweepKinds(tally, { outcome, only }), sweepKinds(tally, { outcome, only })]);
  expect(tally.faults).toEqual([]);
  const met = [...tally.ends].join('\n');
  for (const file of ['accepted/ID.json', '.engine/checkpoint.json', '.engine/lock']) {
    expect(met).toContain(`after rename ${file}`);
  }
  expect(met).toContain('half write .engine/journal/HEX.jsonl');
  expect(met).toContain('half write work/ID/attempts/N/transcript.jsonl');
}, 180_000);
