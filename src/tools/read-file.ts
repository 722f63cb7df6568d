import { z } from 'zod';
import { defineTool } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** The most characters that one call of `read_file` shows. */
export const READ_CAP = 50_000;

/** `read_file`: the text of a draft or guide file, at most 50,000 characters at a time. */
export const readFile = defineTool({
  name: 'read_file',
  description:
    'Read a text file of your draft, or of guides/ (read-only). Shows at most 50,000 characters; when more remain it says so, and how to read on with offset.',
  effect: 'read',
  input: z.strictObject({
    path: z.string().describe('Relative path, such as "lesson.json" or "guides/style.md".'),
    offset: z
      .int()
      .min(0)
      .optional()
      .describe('The character to start at; 0 when left out. Use it to read on in a long file.'),
  }),
  run: async ({ path, offset = 0 }, { files }) => {
    const text = await files.read(path);
    if (offset > 0 && offset >= text.length) {
      throw new ToolError(
        `offset ${offset} is past the end: ${path} has ${text.length} characters.`,
      );
    }
    return show(text, offset);
  },
});

function show(text: string, offset: number): string {
  const start = splitsPair(text, offset) ? offset - 1 : offset;
  if (text.length - start <= READ_CAP) return text.slice(start);
  const end = splitsPair(text, start + READ_CAP) ? start + READ_CAP - 1 : start + READ_CAP;
  const left = text.length - end;
  const note = `[Cut: characters ${start} to ${end} of ${text.length} are shown, ${left} more follow. Read on with offset ${end}.]`;
  return `${text.slice(start, end)}\n${note}`;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff && at < text.length;
}
