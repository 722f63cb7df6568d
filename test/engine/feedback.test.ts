import { describe, expect, test } from 'vitest';
import { feedbackText } from '../../src/engine/feedback.ts';
import type { CriterionResult, ReportCard } from '../../src/engine/report-card.ts';

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

  test('shows five issues of a criterion and counts the rest', () => {
    const text = feedbackText(card(failing('many', 1, 12)), 'f');
    expect(text).toContain('[many] Title of many (12 issues)');
    expect(text).toContain('$.many[4]');
    expect(text).not.toContain('$.many[5]');
    expect(text).toContain('… and 7 more like these');
  });

  test('says of what could not be checked why', () => {
    const unchecked: CriterionResult = { ...passing, status: 'not-checked', reason: 'no compiler' };
    expect(feedbackText(card(unchecked), 'f')).toContain('- not checked: no compiler');
  });

  test('stays short however much fails, and says that it is cut', () => {
    const all = [...Array(100).keys()].map((n) => failing(`c${n}`, 1, 50, 'x'.repeat(500)));
    const text = feedbackText(card(...all), 'f');
    expect(text.length).toBeLessThan(6_500);
    expect(text).toContain('… the list is cut here');
    expect(text).toContain('Then call validate in the same message.');
  });
});
