import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member } from './json-value.ts';
import { allStatesOf } from './lesson-parts.ts';

/** Shares of a lesson's descriptions; good lessons have far more. */
const leastWithValues = 0.25;
const leastDifferent = 0.2;
const fewest = 8;

/** Descriptions tell of this step: many hold its values, and they are not the same few over and over. */
export const descriptionsTell: Criterion<Problem> = {
  id: 'descriptions-tell',
  title: 'Descriptions tell with actual values',
  weight: 2,
  explanation: 'Words that fit any step teach nothing about this one.',
  fixHint: 'Put the values of the step in: "To reach 9 from 2, its partner has to be 7".',
  check(artefact) {
    const texts = allStatesOf(artefact).flatMap(({ value }) => {
      const text = asText(member(value, 'description'));
      return text === undefined ? [] : [text];
    });
    if (texts.length === 0) return nothingToCheck('description');
    if (texts.length < fewest) return [];
    const withValues = texts.filter((text) => /\d|["'“][^"'”]{1,60}["'”]/.test(text)).length;
    const different = new Set(texts).size;
    return [
      ...shareIssues(withValues / texts.length, leastWithValues, 'hold actual values'),
      ...shareIssues(different / texts.length, leastDifferent, 'differ from one another'),
    ];
  },
};

function shareIssues(share: number, least: number, what: string): Issue[] {
  if (share >= least) return [];
  const percent = (part: number) => `${Math.round(100 * part)}%`;
  const message = `Few descriptions of the states ${what}.`;
  return [
    { path: '$.testCases', message, expected: `at least ${percent(least)}`, found: percent(share) },
  ];
}
