import { codeFailures } from './code-failures.ts';
import { indexFailures } from './index-failures.ts';
import type { KnownFailure } from './known-failure.ts';
import { languageFailures } from './language-failures.ts';
import { lineIdFailures } from './line-id-failures.ts';
import { shapeFailures } from './shape-failures.ts';
import { sourceFailures } from './source-failures.ts';
import { textFailures } from './text-failures.ts';
import { voiceFailures } from './voice-failures.ts';

/** Every mistake that is looked for by name. Add a row when an author finds a new one. */
export const knownFailures: readonly KnownFailure[] = [
  ...shapeFailures,
  ...lineIdFailures,
  ...codeFailures,
  ...indexFailures,
  ...sourceFailures,
  ...languageFailures,
  ...textFailures,
  ...voiceFailures,
];
