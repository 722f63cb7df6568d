import type { Json } from '../../../engine/json.ts';
import type { RehearsalScript } from '../../../rehearsal/script.ts';
import { type Problem, problemSchema } from '../item.ts';
import { problemFrom } from '../item-prompt.ts';
import { aidedWriting } from './aided-writing.ts';
import { buildLesson } from './build-lesson.ts';
import { defects } from './defects/defects.ts';
import { judgedDefects } from './defects/judged-defects.ts';
import { judgeLesson } from './judge-lesson.ts';
import { findLessonSource } from './lessons.ts';

/** The algorithms rehearsal: real lessons for the bundled problems, and ways to get them wrong. */
export const algorithmsScript: RehearsalScript = {
  artefactFile: 'lesson.json',
  itemIdFrom: (prompt) => readProblem(prompt)?.id,
  artefactFor: (prompt) => {
    const problem = readProblem(prompt);
    return problem && lessonFor(problem);
  },
  defects,
  judgedDefects,
  judge: judgeLesson,
  aided: aidedWriting,
};

function readProblem(prompt: string): Problem | undefined {
  return problemSchema.safeParse(problemFrom(prompt)).data;
}

/** Building traces every test case; a conversation asks for the same lesson at each turn. */
const built = new Map<string, Json>();

function lessonFor(problem: Problem): Json | undefined {
  const key = JSON.stringify(problem);
  const source = findLessonSource(problem.id);
  const lesson = built.get(key) ?? (source && buildLesson(source, problem));
  if (lesson !== undefined) built.set(key, lesson);
  return lesson;
}
