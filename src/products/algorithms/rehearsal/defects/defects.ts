import { caseDefects } from './case-defects.ts';
import { codeDefects } from './code-defects.ts';
import { type LessonDefect, lessonDefect } from './lesson-defect.ts';
import { proseDefects } from './prose-defects.ts';
import { stateDefects } from './state-defects.ts';
import { structureDefects } from './structure-defects.ts';

/** Every way in which the simulated author can get a lesson wrong. */
export const defects: LessonDefect[] = [
  ...structureDefects,
  ...caseDefects,
  ...stateDefects,
  ...codeDefects,
  ...proseDefects,
].map(lessonDefect);
