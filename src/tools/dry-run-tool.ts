import type { Described, Tool, ToolResult } from './tool.ts';

/**
 * The same tool without side effects. Writing ones work on files in memory (see dry-run-files.ts)
 * and say so; those that reach outside, or that a person would be asked for, are not run at all, and
 * say what they would have done. Nobody is asked.
 */
export function dryRunTool(tool: Tool): Tool {
  if (tool.gate === 'deny' || (tool.gate === 'none' && tool.effect === 'read')) return tool;
  return {
    ...tool,
    gate: 'none',
    run: async (input, context) => {
      if (tool.gate === 'ask') return notAsked(tool.name, tool.describe(input));
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

function notAsked(name: string, described: Described): ToolResult {
  if (described.type === 'invalid') return { text: described.problem, isError: true };
  const { effect } = described.action;
  return {
    text: `Dry run: ${name} was not run. A person would have been asked: ${effect}`,
    isError: false,
  };
}
