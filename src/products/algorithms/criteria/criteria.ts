import type { Criterion } from '../../../engine/criterion.ts';
import type { Problem } from '../item.ts';
import { argsFit } from './args-fit.ts';
import { capped } from './capped.ts';
import { codeLineIdsExist } from './code-line-ids-exist.ts';
import { entryExists } from './entry-exists.ts';
import { examplesCovered } from './examples-covered.ts';
import { javaParses } from './java-parses.ts';
import { javascriptParses } from './javascript-parses.ts';
import { lastStateResult } from './last-state-result.ts';
import { lineIdsDistinct } from './line-ids-distinct.ts';
import { metadataAgrees } from './metadata-agrees.ts';
import { nestedSchema } from './nested-schema.ts';
import { noEmptyStrings } from './no-empty-strings.ts';
import { noKnownFailures } from './no-known-failures.ts';
import { noPlaceholders } from './no-placeholders.ts';
import { pointersInside } from './pointers-inside.ts';
import { pythonParses } from './python-parses.ts';
import { statesComplete } from './states-complete.ts';
import { stepsInOrder } from './steps-in-order.ts';
import { testCasesDistinct } from './test-cases-distinct.ts';
import { threeFlavours } from './three-flavours.ts';
import { threeLanguages } from './three-languages.ts';
import { threeTestCases } from './three-test-cases.ts';
import { topLevelSchema } from './top-level-schema.ts';
import { valueSlots } from './value-slots.ts';

/** A lesson's report card, from the outermost form to the finest content. */
export const criteria: Criterion<Problem>[] = [
  topLevelSchema,
  nestedSchema,
  metadataAgrees,
  threeLanguages,
  javascriptParses,
  pythonParses,
  javaParses,
  entryExists,
  lineIdsDistinct,
  valueSlots,
  threeTestCases,
  testCasesDistinct,
  argsFit,
  examplesCovered,
  statesComplete,
  stepsInOrder,
  codeLineIdsExist,
  pointersInside,
  lastStateResult,
  threeFlavours,
  noEmptyStrings,
  noPlaceholders,
  noKnownFailures,
].map(capped);
