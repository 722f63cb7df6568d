import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { holds } from './claims.ts';
import { nothingToCheck } from './depth.ts';
import { cut } from './json-value.ts';
import { sayingsOf } from './said-of-states.ts';

/** Arithmetic and comparisons of plain numbers in labels and calculations are true. */
export const arithmeticTrue: Criterion<Problem> = {
  id: 'arithmetic-true',
  title: 'Calculations come out right',
  weight: 3,
  explanation: 'A learner follows every step with pencil and paper.',
  fixHint: 'Calculate again with the values of this step.',
  check(artefact) {
    const sayings = sayingsOf(artefact);
    if (sayings.length === 0) return nothingToCheck('calculation');
    return sayings.flatMap(({ path, claims }) =>
      claims
        .filter((claim) => holds(claim) === false)
        .map(({ text }) => ({ path, message: 'This calculation is wrong.', found: cut(text) })),
    );
  },
};
