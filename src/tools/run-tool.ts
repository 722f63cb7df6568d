import type { ToolUseBlock } from '../models/port.ts';
import { isUnparsedInput } from '../models/unparsed-input.ts';
import { codeOf } from './error-code.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';
import { watchTool } from './tool-watch.ts';

/** System errors that concern everybody on the machine, not this one call. */
const BROKEN_MACHINE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

/** The most characters of a result that go back to the model: a full `read_file` and its note fit. */
export const RESULT_CAP = 60_000;

/**
 * Runs one tool call. Whatever goes wrong is an error result that the model can act on; only what no
 * model can mend, a full or broken disk, is thrown.
 */
export async function runTool(
  tools: readonly Tool[],
  call: Pick<ToolUseBlock, 'name' | 'input'>,
  context: ToolContext,
): Promise<ToolResult> {
  const tool = tools.find((candidate) => candidate.name === call.name);
  if (tool === undefined) return unknownTool(tools, call.name);
  if (isUnparsedInput(call.input)) {
    return errorResult(
      `The input of ${tool.name} is not a complete JSON object (cut, malformed, or nested too deep), so it was not run. Send the call again with complete JSON; if it was cut for length, write less at a time.`,
    );
  }
  const end = await watchTool(context, (watched) => tool.run(call.input, watched));
  switch (end.type) {
    case 'returned':
      return capped(end.result);
    case 'threw':
      if (BROKEN_MACHINE.has(codeOf(end.error) ?? '')) throw end.error;
      if (end.wasCut) return cutShort(tool, context);
      return errorResult(`${tool.name} failed: ${describeThrown(end.error)}`);
    case 'overdue':
      return cutShort(tool, context);
    default:
      return end satisfies never;
  }
}

/** What reaches outside and was cut off may have happened or not. */
function cutShort({ name, effect }: Tool, { limitMs = 0 }: ToolContext): ToolResult {
  const text = `${name} hung: it did not end within ${limitMs / 1_000} s and was given up. Try it with less, or another way.`;
  return { text, isError: true, ...(effect === 'external' ? { outcome: 'unknown' } : {}) };
}

function unknownTool(tools: readonly Tool[], name: string): ToolResult {
  const known = tools.map((tool) => tool.name).join(', ');
  return errorResult(
    `There is no tool ${JSON.stringify(name.slice(0, 100))}. The tools are: ${known || 'none'}.`,
  );
}

function errorResult(text: string): ToolResult {
  return capped({ text, isError: true });
}

function capped(result: ToolResult): ToolResult {
  if (result.text.length <= RESULT_CAP) return result;
  const left = result.text.length - RESULT_CAP;
  return {
    ...result,
    text: `${result.text.slice(0, RESULT_CAP)}\n[Cut: ${left} more characters.]`,
  };
}

function describeThrown(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Where things lie on this machine is none of the model's business.
  return message.replace(/(?<![\w.~-])(?:file:\/\/)?(?:[A-Za-z]:\\|\/)[^\s'"`,;)]+/g, '<path>');
}
