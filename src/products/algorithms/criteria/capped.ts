import type { Criterion } from '../../../engine/cards/criterion.ts';

const mostIssues = 100;

/** The same criterion with at most 100 issues: nobody repairs more at once, and cards stay small. */
export function capped<Item>(criterion: Criterion<Item>): Criterion<Item> {
  return {
    ...criterion,
    check: async (artefact, context) => {
      const outcome = await criterion.check(artefact, context);
      if (!Array.isArray(outcome) || outcome.length <= mostIssues) return outcome;
      const more = outcome.length - mostIssues;
      const message = `There are ${more} more issues of this kind.`;
      return [...outcome.slice(0, mostIssues), { path: '$', message }];
    },
  };
}
