import { z } from 'zod';
import { defineTool } from './tool.ts';

const SHOWN = 300;

/** `list_files`: the files of the draft and of the guides, with sizes. */
export const listFiles = defineTool({
  name: 'list_files',
  description: 'List the files of your draft and of guides/ (read-only), with their sizes.',
  effect: 'read',
  input: z.strictObject({
    path: z
      .string()
      .optional()
      .describe('A folder, such as "guides". Leave it out to list everything.'),
  }),
  run: async ({ path = '' }, { files }) => {
    const found = await files.list(path);
    if (found.length === 0) return 'No files yet.';
    const lines = found.slice(0, SHOWN).map((file) => `${file.path} (${file.sizeBytes} bytes)`);
    if (found.length > SHOWN) lines.push(`[Cut: ${found.length - SHOWN} more. Name a folder.]`);
    return lines.join('\n');
  },
});
