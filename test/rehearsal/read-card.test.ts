import { expect, it } from 'vitest';
import { feedbackText } from '../../src/engine/agent/feedback.ts';
import type { CriterionResult } from '../../src/engine/cards/report-card.ts';
import { readCard } from '../../src/rehearsal/read-card.ts';

function cardText(status: CriterionResult['status']): string {
  const issues = status === 'fail' ? [{ path: '$', message: 'it is empty' }] : [];
  const reason = status === 'not-checked' ? { reason: 'no Java here' } : {};
  const criteria = [{ id: 'whole', title: 'Is whole', weight: 1, status, issues, ...reason }];
  return feedbackText({ verdict: status, score: 0, sha256: '', criteria }, 'tale.json');
}

const validated = (text: string, isError = false) => ({
  calls: [{ name: 'validate', input: {}, result: { text, isError } }],
  userText: '',
});
const told = (userText: string) => ({ calls: [], userText });

it("reads the engine's report card, from the tool or from the user", () => {
  for (const answer of [validated, told]) {
    expect(readCard(answer(cardText('fail')))).toBe('failed');
    expect(readCard(answer(cardText('not-checked')))).toBe('failed');
    expect(readCard(answer(cardText('pass')))).not.toBe('failed');
  }
  expect(readCard(validated(cardText('pass')))).toBe('passed');
});

it('takes nothing else for a report card', () => {
  expect(readCard(validated('validate failed: no space left', true))).toBe('none');
  expect(readCard(told('Your reply was cut, the call failed to run. Go on.'))).toBe('none');
  expect(readCard(told('Your reply was empty. Go on with the task.'))).toBe('none');
});
