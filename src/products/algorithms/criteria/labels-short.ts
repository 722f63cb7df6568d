import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, member, show } from './json-value.ts';
import { allStatesOf } from './lesson-parts.ts';

/** Characters that fit beside the drawing. */
const most = { phase: 40, annotation: 80, calculation: 160, description: 400 };

/** The words of a state fit their places on the screen. */
export const labelsShort: Criterion<Problem> = {
  id: 'labels-short',
  title: 'The words of a step fit beside it',
  weight: 1,
  explanation: 'A label that does not fit hides the drawing.',
  fixHint: 'A label has two to five words, a description one sentence, two at most.',
  check(artefact) {
    const states = allStatesOf(artefact);
    if (states.length === 0) return nothingToCheck('state');
    return states.flatMap(({ path, value }) =>
      Object.entries(most).flatMap(([field, limit]) => {
        const text = asText(member(value, field)) ?? '';
        if (text.length <= limit) return [];
        return [
          {
            path: `${path}.${field}`,
            message: `The ${field} is too long.`,
            expected: `at most ${limit} characters`,
            found: `${text.length}: ${show(text.slice(0, 40))}`,
          },
        ];
      }),
    );
  },
};
