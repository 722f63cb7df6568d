import type { Tool } from './tool.ts';

/**
 * The same tool without side effects. Writing ones work on files in memory (see dry-run-files.ts)
 * and say so; those that reach outside are not run at all, and say what they would have done.
 */
export function dryRunTool(tool: Tool): Tool {
  if (tool.effect === 'read') return tool;
  return {
    ...tool,
    run: async (input, context) => {
      const parsed = tool.inputSchema.safeParse(input);
      if (tool.effect === 'external' && parsed.success) {
        return {
          text: `Dry run: ${tool.name} was not run. It would have got ${JSON.stringify(input)}.`,
          isError: false,
        };
      }
      const result = await tool.run(input, context);
      const note = result.isError
        ? ''
        : '\n(Dry run: kept in memory, nothing was written to disk.)';
      return { ...result, text: `${result.text}${note}` };
    },
  };
}
