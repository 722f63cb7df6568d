import { z } from 'zod';
import { defineTool } from './tool.ts';

/** `validate`: checks the draft against its report card and says what fails. */
export const validate = defineTool({
  name: 'validate',
  description:
    'Check your draft against its report card. Answers with what fails, where, and how to fix it. Call it after writing and after each round of edits; you are done when everything passes.',
  effect: 'read',
  input: z.strictObject({}),
  // A failed check is a true answer, not an error of the tool.
  run: async (_input, context) => (await context.check()).text,
});
