import { z } from 'zod';
import { defineTool } from './tool.ts';

/** `write_file`: creates or replaces a whole file of the draft. */
export const writeFile = defineTool({
  name: 'write_file',
  description:
    'Create a file in your draft, or replace it whole. To change a part of an existing file use an editing tool, which is far cheaper.',
  effect: 'write',
  input: z.strictObject({
    path: z.string().describe('Relative path in your draft, such as "lesson.json".'),
    content: z.string().describe('The whole text of the file.'),
  }),
  run: async ({ path, content }, { files }) => {
    await files.write(path, content);
    return `Wrote ${path}: ${Buffer.byteLength(content)} bytes, ${content.split('\n').length} lines.`;
  },
});
