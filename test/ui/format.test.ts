import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDuration,
  formatShare,
  formatTokens,
  formatUsd,
  quoted,
  shortModel,
} from '../../src/ui/format.ts';

describe('numbers on the screen', () => {
  it('shows dollars with as many digits as matter', () => {
    const shown = [null, 0, 0.00312, 0.0523, 12.345, 12_345.6].map(formatUsd);
    expect(shown).toEqual(['-', '$0', '$0.0031', '$0.052', '$12.35', '$12,346']);
  });

  it('says 100% only of all and 0% only of none', () => {
    const shown = [null, 0, 0.001, 0.604, 0.999, 1].map(formatShare);
    expect(shown).toEqual(['-', '0%', '<1%', '60%', '99%', '100%']);
  });

  it('shows tokens in about three digits', () => {
    expect([950, 12_400, 999_499, 999_500, 31_000_000].map(formatTokens)).toEqual([
      '950',
      '12.4k',
      '999k',
      '1.0M',
      '31.0M',
    ]);
  });

  it('shows a time in its two largest units, or in four cells', () => {
    const times = [42_000, 725_000, 11_520_000, 100_800_000];
    expect(times.map(formatDuration)).toEqual(['42s', '12m 05s', '3h 12m', '1d 04h']);
    expect(times.map(formatAge)).toEqual(['42s', '12m', '3h', '28h']);
  });

  it('shortens a model to what tells it from others', () => {
    expect(shortModel('claude-sonnet-4-5-20250929')).toBe('sonnet-4-5');
  });

  it('quotes a path that a shell would take apart', () => {
    expect(quoted("content/my book's")).toBe(`'content/my book'\\''s'`);
    expect(quoted('content/algorithms')).toBe('content/algorithms');
  });
});
