import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { knownFailures } from './known-failures/registry.ts';

/** None of the mistakes of the registry is in the lesson. */
export const noKnownFailures: Criterion<Problem> = {
  id: 'no-known-failures',
  title: 'No mistake that was seen before',
  weight: 2,
  explanation: 'These mistakes were made before, and each has its own advice.',
  fixHint: 'Correct it as the advice says.',
  check: (artefact) => knownFailures.flatMap(({ detect }) => detect(artefact)),
};
