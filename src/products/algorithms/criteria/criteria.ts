import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { argsFit } from './args-fit.ts';
import { arithmeticTrue } from './arithmetic-true.ts';
import { calculationAgrees } from './calculation-agrees.ts';
import { capped } from './capped.ts';
import { caseIdsCount } from './case-ids-count.ts';
import { codeLineIdsExist } from './code-line-ids-exist.ts';
import { codeReadable } from './code-readable.ts';
import { comparisonAgrees } from './comparison-agrees.ts';
import { complexityAsStated } from './complexity-as-stated.ts';
import { declaredVariablesThere } from './declared-variables-there.ts';
import { descriptionsTell } from './descriptions-tell.ts';
import { entryExists } from './entry-exists.ts';
import { examplesCovered } from './examples-covered.ts';
import { javaParses } from './java-parses.ts';
import { javascriptParses } from './javascript-parses.ts';
import { labelsShort } from './labels-short.ts';
import { lastStateResult } from './last-state-result.ts';
import { lineIdsDistinct } from './line-ids-distinct.ts';
import { linesReached } from './lines-reached.ts';
import { metadataAgrees } from './metadata-agrees.ts';
import { nestedSchema } from './nested-schema.ts';
import { noEmptyStrings } from './no-empty-strings.ts';
import { noKnownFailures } from './no-known-failures.ts';
import { noPlaceholders } from './no-placeholders.ts';
import { parametersAgree } from './parameters-agree.ts';
import { phasesFew } from './phases-few.ts';
import { plainProse } from './plain-prose.ts';
import { pointersFollowVariables } from './pointers-follow-variables.ts';
import { pointersInside } from './pointers-inside.ts';
import { pythonParses } from './python-parses.ts';
import { resultLastAlone } from './result-last-alone.ts';
import { returnsFit } from './returns-fit.ts';
import { runsEndInReturn } from './runs-end-in-return.ts';
import { runsStartWithArguments } from './runs-start-with-arguments.ts';
import { runsWatchable } from './runs-watchable.ts';
import { slotsLive } from './slots-live.ts';
import { solutionsPure } from './solutions-pure.ts';
import { statesComplete } from './states-complete.ts';
import { stepsInOrder } from './steps-in-order.ts';
import { storiesWithoutJargon } from './stories-without-jargon.ts';
import { structureIsVariable } from './structure-is-variable.ts';
import { structureSteady } from './structure-steady.ts';
import { testCasesDistinct } from './test-cases-distinct.ts';
import { threeFlavours } from './three-flavours.ts';
import { threeLanguages } from './three-languages.ts';
import { threeTestCases } from './three-test-cases.ts';
import { titlesTell } from './titles-tell.ts';
import { topLevelSchema } from './top-level-schema.ts';
import { valueSlots } from './value-slots.ts';
import { variablesInCode } from './variables-in-code.ts';
import { voicesInForm } from './voices-in-form.ts';

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
  parametersAgree,
  lineIdsDistinct,
  codeReadable,
  solutionsPure,
  valueSlots,
  threeTestCases,
  testCasesDistinct,
  caseIdsCount,
  titlesTell,
  argsFit,
  returnsFit,
  comparisonAgrees,
  examplesCovered,
  statesComplete,
  stepsInOrder,
  codeLineIdsExist,
  runsWatchable,
  linesReached,
  slotsLive,
  runsStartWithArguments,
  variablesInCode,
  declaredVariablesThere,
  structureSteady,
  structureIsVariable,
  pointersInside,
  pointersFollowVariables,
  runsEndInReturn,
  lastStateResult,
  resultLastAlone,
  arithmeticTrue,
  calculationAgrees,
  phasesFew,
  labelsShort,
  descriptionsTell,
  threeFlavours,
  voicesInForm,
  plainProse,
  storiesWithoutJargon,
  complexityAsStated,
  noEmptyStrings,
  noPlaceholders,
  noKnownFailures,
].map(capped);
