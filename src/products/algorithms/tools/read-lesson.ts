import type { Json } from '../../../engine/json.ts';
import { isTooDeep } from '../../../models/bounded-json.ts';
import type { FileAccess } from '../../../tools/tool.ts';
import { ToolError } from '../../../tools/tool-error.ts';

/** The file that a lesson's tools work on. */
export const lessonFile = 'lesson.json';
const mostChars = 300_000;

/** The draft's text and value; a ToolError in words for what is none that could be worked on. */
export async function readLesson(files: FileAccess): Promise<{ text: string; lesson: Json }> {
  const text = await files.read(lessonFile);
  if (text.length > mostChars || isTooDeep(text)) {
    throw new ToolError(`${lessonFile} is too large, or nested too deeply, for a lesson.`);
  }
  try {
    return { text, lesson: JSON.parse(text) };
  } catch {
    throw new ToolError(`${lessonFile} is no JSON. validate says where; mend that first.`);
  }
}
