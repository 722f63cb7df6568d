import type { Product } from '../../engine/product.ts';
import { deleteFile } from '../../tools/delete-file.ts';
import { editFile } from '../../tools/edit-file.ts';
import { listFiles } from '../../tools/list-files.ts';
import { listProblems } from '../../tools/list-problems.ts';
import { patchJson } from '../../tools/patch-json.ts';
import { readFile } from '../../tools/read-file.ts';
import { validate } from '../../tools/validate.ts';
import { writeFile } from '../../tools/write-file.ts';
import { criteria } from './criteria/criteria.ts';
import { asText, member } from './criteria/json-value.ts';
import { type Problem, problemSchema } from './item.ts';
import { itemPrompt } from './item-prompt.ts';
import { lessonJudge } from './judge/lesson-judge.ts';
import { lessonSchema } from './lesson.ts';
import { playLesson } from './playback/play-lesson.ts';
import { routes, workload } from './routes.ts';
import { systemPrompt } from './system-prompt.ts';
import { annotateStates } from './tools/annotate-states.ts';
import { traceSolution } from './tools/trace-solution.ts';

/** Lessons on algorithms: code in three languages, explanations in three voices, runs step by step. */
export const algorithms: Product<Problem> = {
  name: 'algorithms',
  itemSchema: problemSchema,
  artefactSchema: lessonSchema,
  artefactFile: 'lesson.json',
  systemPrompt,
  itemPrompt,
  workload,
  routes,
  tools: [
    ...[readFile, writeFile, editFile, patchJson, listFiles, deleteFile, validate, listProblems],
    ...[traceSolution, annotateStates],
  ],
  itemIdOf: (artefact) => asText(member(member(artefact, 'algorithmMeta'), 'id')),
  criteria,
  outputJudge: lessonJudge,
  // No Java runs without a JDK, which many machines lack; JavaScript and Python always do.
  mayStayUnchecked: ['java-agrees'],
  openProof: async () => (await import('./proof/open-proof.ts')).openProof(),
  play: playLesson,
  afterAcceptance: (output) => [
    {
      tool: 'publish',
      input: { ...output, to: 'published/' },
      reason: 'The lesson has been accepted: every criterion holds.',
    },
  ],
};
