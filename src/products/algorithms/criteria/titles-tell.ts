import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';

const number =
  /^\s*(?:test|case|example|input|scenario|sample|run)s?\b[\s_-]*(?:case)?[\s#:_-]*(?:\d{1,3}|[a-z]|one|two|three|four|five)?\s*\.?$/i;

/** The title of a test case says what it shows: no number, and no other case has it. */
export const titlesTell: Criterion<Problem> = {
  id: 'titles-tell',
  title: 'Titles of test cases say what they show',
  weight: 1,
  explanation: 'A learner chooses a case by its title.',
  fixHint: 'Say what the case shows: "The partner comes late", not "Test 2".',
  check(artefact) {
    const titles = testCasesOf(artefact).flatMap(({ path, value }) => {
      const title = asText(member(value, 'title'));
      return title === undefined ? [] : [{ path: `${path}.title`, title }];
    });
    if (titles.length === 0) return nothingToCheck('title');
    const seen = new Set<string>();
    return titles.flatMap(({ path, title }): Issue[] => {
      const plain = title.trim().toLowerCase();
      const isRepeated = seen.has(plain);
      seen.add(plain);
      const message = isRepeated
        ? 'Another test case has the same title.'
        : number.test(title.slice(0, 60)) && 'The title only counts the case.';
      return message === false ? [] : [{ path, message, found: show(title) }];
    });
  },
};
