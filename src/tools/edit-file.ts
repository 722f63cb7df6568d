import { z } from 'zod';
import { explainMismatch } from './edit-mismatch.ts';
import { findMatches, lineAt } from './text-match.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** `edit_file`: replaces one exact piece of text, which must occur exactly once. */
export const editFile = defineTool({
  name: 'edit_file',
  description:
    'Replace one piece of text in a file of your draft. old_text must occur exactly once, character for character, spaces and line breaks included; add lines around it until it is unique. When it does not match, nothing changes and the answer says where to look.',
  effect: 'write',
  input: z.strictObject({
    path: z.string().describe('Relative path in your draft, such as "lesson.json".'),
    old_text: z.string().describe('The exact text to replace. It must occur exactly once.'),
    new_text: z.string().describe('The text to put there. May be empty, to delete.'),
  }),
  run: async ({ path, old_text: oldText, new_text: newText }, { files }) => {
    if (oldText === '') {
      throw new ToolError('old_text is empty. Give the exact text to replace, or use write_file.');
    }
    if (oldText === newText) {
      throw new ToolError('old_text and new_text are the same: nothing would change.');
    }
    const text = await files.read(path);
    const matches = findMatches(text, oldText);
    const [at] = matches;
    if (at === undefined || matches.length > 1) {
      throw new ToolError(explainMismatch({ path, text, oldText, matches }));
    }
    await files.write(path, text.slice(0, at) + newText + text.slice(at + oldText.length));
    return `Edited ${path} at line ${lineAt(text, at)}.`;
  },
});
