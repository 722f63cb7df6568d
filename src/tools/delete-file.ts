import { z } from 'zod';
import { parseOwn, showPath } from './safe-path.ts';
import { defineTool } from './tool.ts';

/** `delete_file`: takes a file out of the draft, once a person has approved it. */
export const deleteFile = defineTool({
  name: 'delete_file',
  description:
    'Delete a file of your draft. A person is asked first, so it may take long; say why. Files that you leave lying about do no harm: they are not part of the output.',
  effect: 'write',
  gate: 'ask',
  input: z.strictObject({
    path: z.string().describe('Relative path in your draft, such as "notes.md".'),
    reason: z.string().min(1).max(500).describe('Why it should go, for the person who decides.'),
  }),
  alike: ['path'],
  describe: ({ path }) => {
    const target = parseOwn(path, 'delete').join('/');
    return {
      verb: 'delete',
      target,
      effect: `Takes ${showPath(target)} out of the draft of this item. Nothing outside the draft is touched; what was written to it stays in the transcript.`,
    };
  },
  run: async ({ path }, { files }) => {
    await files.remove(path);
    return `Deleted ${path}.`;
  },
});
