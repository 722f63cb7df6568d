import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/engine/agent/transcript.ts';
import { judgeCheck } from '../../../src/engine/cards/verdict.ts';

function checks(...signatures: string[]): Check[] {
  return signatures.map((signature, index) => ({
    check: index + 1,
    verdict: signature === '' ? 'pass' : signature === '?' ? 'not-checked' : 'fail',
    draftSha256: `${index}`,
    signature,
    text: '',
  }));
}

const outcome = (maxRepairs: number, ...signatures: string[]) =>
  judgeCheck(checks(...signatures), { maxRepairs, maxSameFailures: 3 })?.outcome;

describe('the verdict on a check', () => {
  test('is nothing before the first', () => {
    expect(judgeCheck([], { maxRepairs: 0, maxSameFailures: 3 })).toBeUndefined();
  });

  test('is passed when the newest passed, whatever came before', () => {
    expect(outcome(0, '')).toBe('passed');
    expect(outcome(1, 'a', 'a', 'a', 'a', '')).toBe('passed');
  });

  test('is another turn for as many repairs as there are, then failed', () => {
    const ends = [1, 2, 3, 4].map((n) => outcome(3, ...['a', 'b', 'c', 'd'].slice(0, n)));
    expect(ends).toEqual([undefined, undefined, undefined, 'failed']);
    expect(outcome(0, 'a')).toBe('failed');
  });

  test('is stuck when the same failure came three times in a row, with repairs left', () => {
    expect(outcome(9, 'a', 'a')).toBeUndefined();
    expect(outcome(9, 'a', 'a', 'a')).toBe('stuck');
    expect(outcome(9, 'a', 'b', 'a', 'a')).toBeUndefined();
    expect(outcome(9, 'b', 'a', 'a', 'a')).toBe('stuck');
  });

  test('is stuck when one criterion fails three times with the same message, whatever else is mended', () => {
    const card = (at: number, ...failed: [criterion: string, message: string][]): Check => ({
      ...{ check: at, verdict: 'fail', draftSha256: `${at}`, text: '' },
      signature: failed.map((one) => one.join(': ')).join(' | '),
      failed: failed.map(([criterion, message]) => ({ criterion, message })),
    });
    const limits = { maxRepairs: 9, maxSameFailures: 3 };
    const [first, second] = [card(1, ['a', 'x'], ['b', 'y']), card(2, ['c', 'z'], ['b', 'y'])];
    expect(judgeCheck([first, second], limits)).toBeUndefined();
    expect(judgeCheck([first, second, card(3, ['b', 'y'])], limits)).toMatchObject({
      outcome: 'stuck',
      detail: 'the same failure 3 times: b: y',
    });
    // Another message is progress.
    expect(judgeCheck([first, second, card(3, ['b', 'w'])], limits)).toBeUndefined();
  });

  test('is unchecked when it cannot be checked here, and says why', () => {
    expect(judgeCheck(checks('?'), { maxRepairs: 3, maxSameFailures: 3 })).toEqual({
      type: 'ended',
      outcome: 'unchecked',
      detail: 'cannot be checked here: ?',
    });
  });

  test('says how many repairs there were, and what still fails', () => {
    const said = (maxRepairs: number) =>
      judgeCheck(checks('a', 'b', 'c'), { maxRepairs, maxSameFailures: 3 })?.detail;
    expect(said(2)).toBe('still failing after 2 repairs: c');
    expect(said(1)).toBe('still failing after 1 repair: c');
  });
});
