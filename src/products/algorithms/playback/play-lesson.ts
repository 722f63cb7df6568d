import type { Json } from '../../../engine/json.ts';
import type { Playback } from '../../../engine/playback.ts';
import { member } from '../criteria/json-value.ts';
import { aboutChapter, caseChapters, explanationChapter } from './chapters.ts';
import { variantsOf } from './code-panels.ts';
import { textOf } from './lenient.ts';

/**
 * A lesson to step through: each test case, then the explanations, then what it says of itself. Reads
 * drafts too: what is missing or has not its form is left out, what is huge is cut. Undefined for a value
 * that has nothing of a lesson.
 */
export function playLesson(lesson: Json): Playback | undefined {
  const chapters = [
    ...caseChapters(lesson),
    ...explanationChapter(lesson),
    ...aboutChapter(lesson),
  ];
  if (chapters.length === 0) return undefined;
  const meta = member(lesson, 'algorithmMeta');
  const title = (textOf(meta, 'title') || textOf(meta, 'id') || 'A lesson').slice(0, 200);
  return { title, variants: variantsOf(lesson), chapters };
}
