import { z } from 'zod';
import { defineTool } from './tool.ts';

const SHOWN = 200;

/** `list_problems`: ids and titles of the catalogue, all or those that contain a text. */
export const listProblems = defineTool({
  name: 'list_problems',
  description: 'List the ids and titles of the catalogue, to see what else is being made.',
  effect: 'read',
  input: z.strictObject({
    search: z
      .string()
      .optional()
      .describe('Show only entries whose id or title contains this text, in any case.'),
  }),
  run: async ({ search = '' }, { catalogue }) => {
    const wanted = search.toLowerCase();
    const found = catalogue.filter(({ id, title }) =>
      `${id}\n${title}`.toLowerCase().includes(wanted),
    );
    if (found.length === 0) {
      return `Nothing of the ${catalogue.length} entries matches "${search}". Try a shorter text.`;
    }
    const lines = found.slice(0, SHOWN).map(({ id, title }) => `${id}: ${title}`);
    if (found.length > SHOWN) lines.push(`[Cut: ${found.length - SHOWN} more. Use search.]`);
    return lines.join('\n');
  },
});
