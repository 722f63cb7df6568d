import { describe, expect, test } from 'vitest';
import { feedbackText } from '../../../src/engine/agent/feedback.ts';
import type { CriterionResult, ReportCard } from '../../../src/engine/cards/report-card.ts';

function failing(id: string, weight: number, issues: number, words = 'wrong'): CriterionResult {
  return {
    id,
    title: `Title of ${id}`,
    weight,
    status: 'fail',
    issues: [...Array(issues).keys()].map((n) => ({ path: `$.${id}[${n}]`, message: words })),
  };
}

function card(...criteria: CriterionResult[]): ReportCard {
  const failed = criteria.some(({ status }) => status !== 'pass');
  return { verdict: failed ? 'fail' : 'pass', score: 0.5, sha256: '', criteria };
}

const passing: CriterionResult = {
  id: 'fine',
  title: 'Fine',
  weight: 9,
  status: 'pass',
  issues: [],
};

describe('the feedback to an agent', () => {
  test('of a pass is one line', () => {
    expect(feedbackText(card(passing), 'note.json')).toBe(
      'Report card: PASS. All 1 criteria hold.',
    );
  });

  test('names what failed and nothing else, heaviest first', () => {
    const text = feedbackText(
      card(failing('light', 1, 1), passing, failing('heavy', 5, 1)),
      'note.json',
    );
    expect(text).toContain('2 of 3 criteria failed in note.json');
    expect(text.indexOf('[heavy]')).toBeGreaterThan(0);
    expect(text.indexOf('[heavy]')).toBeLessThan(text.indexOf('[light]'));
    expect(text).not.toContain('fine');
  });

  test('gives path, expected, found and fix of an issue', () => {
    const issue = { path: '$.a', message: 'wrong', expected: '1', found: '2', fix: 'write 1' };
    const text = feedbackText(card({ ...failing('x', 1, 0), issues: [issue] }), 'f');
    expect(text).toContain('- $.a: wrong; expected 1; found 2; fix: write 1\n');
  });

  test('tells issues that are alike in one line, with their number and the first places', () => {
    const text = feedbackText(card(failing('many', 1, 12)), 'f');
    expect(text).toContain('[many] Title of many (12 issues)');
    expect(text).toContain('- 12 × wrong\n  at $.many[0], $.many[1]');
    expect(text).toContain('$.many[4], and 7 more like these');
    expect(text).not.toContain('$.many[5]');
  });

  test('keeps what was expected and found at each place of a group', () => {
    const issues = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      path: `$.a[${n}]`,
      message: 'wrong',
      expected: `${n}`,
      found: 'x',
      fix: 'write it',
    }));
    const text = feedbackText(card({ ...failing('x', 1, 0), issues }), 'f');
    expect(text).toContain(
      '- 7 × wrong; fix: write it\n  at $.a[1]; expected 1; found x\n  at $.a[2]',
    );
    expect(text).toContain('  … and 2 more like these\n');
    expect(text.split('write it')).toHaveLength(2);
  });

  test('puts the commonest of several kinds first, and counts the kinds that are left out', () => {
    const kinds = [...Array(9).keys()].map((n) => ({ path: `$.${n}`, message: `kind ${n}` }));
    const issues = [...kinds, { path: '$.again', message: 'kind 8' }];
    const text = feedbackText(card({ ...failing('x', 1, 0), issues }), 'f');
    expect(text.indexOf('2 × kind 8')).toBeLessThan(text.indexOf('kind 0'));
    expect(text).toContain('- … and 4 more of other kinds');
    expect(text).not.toContain('kind 5');
  });

  test('gives the criterion’s hint where no issue says what to do', () => {
    const hinted = { ...failing('x', 1, 1), fixHint: 'Begin anew.' };
    expect(feedbackText(card(hinted), 'f')).toContain('[x] Title of x; fix: Begin anew.\n');
    const advised = { ...hinted, issues: [{ path: '$', message: 'm', fix: 'Do this.' }] };
    expect(feedbackText(card(advised), 'f')).not.toContain('Begin anew');
  });

  test('puts the one with more issues first when the weights are the same', () => {
    const text = feedbackText(card(failing('few', 2, 1), failing('more', 2, 9)), 'f');
    expect(text.indexOf('[more]')).toBeLessThan(text.indexOf('[few]'));
  });

  test('says of what could not be checked why, when nothing failed', () => {
    const unchecked: CriterionResult = { ...passing, status: 'not-checked', reason: 'no compiler' };
    const text = feedbackText({ ...card(unchecked), verdict: 'not-checked' }, 'f');
    expect(text).toContain('NOT CHECKED');
    expect(text).toContain('- not checked: no compiler');
  });

  test('only names what is held up by a failure', () => {
    const held: CriterionResult = { ...passing, status: 'not-checked', reason: 'there is no code' };
    const text = feedbackText(card(held, failing('code', 3, 1)), 'f');
    expect(text).toContain('1 of 2 criteria failed');
    expect(text).toContain('Not checked yet: fine.');
    expect(text).not.toContain('there is no code');
  });

  test('stays short however much fails, and names what it leaves out with numbers', () => {
    const all = [...Array(100).keys()].map((n) => failing(`c${n}`, 1, 50, 'x'.repeat(5000)));
    const text = feedbackText(card(...all), 'f');
    expect(text.length).toBeLessThan(7_500);
    expect(text).toMatch(/… the list is cut here; \d+ more: c\d+ \(50\), /);
    expect(text).toContain('Then call validate in the same message.');
  });

  test('stays short for one criterion whose every issue is of another kind and long', () => {
    const issues = [...Array(100).keys()].map((n) => ({
      path: `$.${'p'.repeat(1000)}`,
      message: `${n} ${'m'.repeat(1000)}`,
      found: 'f'.repeat(1000),
    }));
    expect(feedbackText(card({ ...failing('x', 1, 0), issues }), 'f').length).toBeLessThan(4_000);
  });

  test('begins the worst criterion even when it alone is more than fits', () => {
    const issues = [...Array(100).keys()].map((n) => ({
      path: `$.${'p'.repeat(1000)}`,
      message: `kind ${n % 5}`,
      found: 'f'.repeat(1000),
    }));
    const text = feedbackText(card({ ...failing('x', 9, 0), issues }, failing('y', 1, 1)), 'f');
    expect(text).toContain('- 20 × kind 0');
    expect(text).toContain('1 more: y (1)');
    expect(text.length).toBeLessThan(7_000);
  });
});
